using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Integrity.App.Workflows;
using Integrity.Cli;
using Integrity.Tests;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Web.Tests.Cli;

/// <summary>Definitions from the terminal: checked, drawn, walked through.</summary>
public sealed class WorkflowsCommandTests : IDisposable
{
    private static readonly string Penalty = Path.Combine(WorkflowLibrary.Folder, "penalty.json");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("integrity-workflows");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Check_without_a_file_looks_at_every_definition_of_the_program()
    {
        var (code, output, _) = await Run("workflows", "check", "--format", "json");
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal((ExitCode.Done, true), (code, json.GetProperty("clean").GetBoolean()));
        Assert.Contains("penalty", json.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("code").GetString()));
        Assert.Contains("penalty.json: clean · Contract penalty, version", (await Run("workflows", "check", "--lang", "en")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sabotaged_definition_is_refused_with_code_path_and_sentence()
    {
        var file = Put("penalty.json", File.ReadAllText(Penalty).Replace("\"target\": \"notified\"", "\"target\": \"underReview\"", StringComparison.Ordinal));
        var json = await Run("workflows", "check", file, "--format", "json");
        Assert.Equal(ExitCode.Refused, json.Code);
        var faults = JsonDocument.Parse(json.Output).RootElement.GetProperty("files")[0].GetProperty("faults").EnumerateArray().ToList();
        Assert.Contains(faults, fault => fault.GetProperty("code").GetString() == "E10" && fault.GetProperty("path").GetString() == "$.invariants[0]");
        Assert.Contains("penalty.json: E02 $.machine.states.notified\n    状态“notified”无法到达。", (await Run("workflows", "check", file)).Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, (await Run("workflows", "check", file + "x")).Code);
    }

    /// <summary>Bytes that are no UTF-8 are never passed over: the file, the place and the code are named, and so they are at the start of the program.</summary>
    [Theory]
    [InlineData(new byte[] { 0xB4, 0xCB }, "$.events.CONFIRM.zh")]
    [InlineData(new byte[] { 0xE7, 0xA1 }, "$.events.CONFIRM.zh")]
    public async Task A_definition_that_is_no_UTF_8_is_refused_with_file_path_and_code(byte[] torn, string path)
    {
        var (text, before) = (File.ReadAllText(Penalty), "\"CONFIRM\":         { \"zh\": \"");
        var at = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        Assert.True(at > before.Length);
        var file = Put("penalty.json", "");
        File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes(text[..at]), .. torn, .. Encoding.UTF8.GetBytes(text[at..])]);
        var checkedFile = await Run("workflows", "check", file);
        Assert.Equal(ExitCode.Refused, checkedFile.Code);
        Assert.Contains($"penalty.json: E19 {path}\n    格式不符：此处有无法读出的字符", checkedFile.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"penalty.json {path} E19", Assert.Throws<FaultyDefinitionException>(() => WorkflowLibrary.Load(folder.FullName)).Message, StringComparison.Ordinal);
    }

    /// <summary>A map that forgets a state is found where the earlier version lies beside the file or is the program's own; where it is nowhere, the output says that nothing is proven.</summary>
    [Fact]
    public async Task A_migration_map_is_held_against_the_earlier_version_in_the_same_folder_or_of_the_program()
    {
        var text = File.ReadAllText(Penalty);
        var current = DefinitionReader.Read(text).Definition!;
        string Next(int from) => Regex.Replace(text, "\"version\": [0-9]+", $"\"version\": {from + 1}").Replace("\"4\": { \"states\": { \"flagged\": \"flagged\", ", $"\"{from}\": {{ \"states\": {{ ", StringComparison.Ordinal);
        var alone = await Run("workflows", "check", Put("next.json", Next(current.Version)));
        Assert.Equal(ExitCode.Refused, alone.Code);
        Assert.Contains($"next.json: E15 $.migrateFrom['{current.Version}']\n    第{current.Version}版的状态“flagged”没有去处。", alone.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        // Of the shipped file the versions that it took the place of are at hand.
        var forgets = await Run("workflows", "check", Put("forgets.json", text.Replace("\"hearing\": \"hearing\", ", "", StringComparison.Ordinal)));
        Assert.Contains("forgets.json: E15 $.migrateFrom['4']\n    第4版的状态“hearing”没有去处。", forgets.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        var later = Put("later.json", Next(41));
        Assert.Contains("later.json: 提示 $.migrateFrom['41']\n    第41版不在手边", (await Run("workflows", "check", later)).Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var file = JsonDocument.Parse((await Run("workflows", "check", later, "--format", "json", "--lang", "en")).Output).RootElement.GetProperty("files")[0];
        Assert.Equal((true, "$.migrateFrom['41']"), (file.GetProperty("clean").GetBoolean(), file.GetProperty("remarks")[0].GetProperty("path").GetString()));
        Put("forty-one.json", Regex.Replace(text, "\"version\": [0-9]+", "\"version\": 41"));
        Assert.Contains("later.json: E15 $.migrateFrom['41']", (await Run("workflows", "check", later)).Output, StringComparison.Ordinal);
    }

    /// <summary>As a shell gives <c>workflows/*.json</c>: the schema for editors lies among the definitions.</summary>
    [Fact]
    public async Task Check_takes_several_files_and_passes_over_the_schema_of_editors()
    {
        var schema = Put("workflow.schema.json", """{ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object" }""");
        var files = WorkflowLibrary.Files(WorkflowLibrary.Folder);
        var (code, output, _) = await Run(["workflows", "check", .. files, schema]);
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(files.Count, output.Split("无误").Length - 1);
        Assert.Contains("workflow.schema.json: 是 JSON Schema，不是流程定义，未检查", output, StringComparison.Ordinal);
        var json = JsonDocument.Parse((await Run("workflows", "check", Penalty, schema, Put("torn.json", "{"), "--format", "json")).Output).RootElement;
        Assert.Equal((false, 2, "workflow.schema.json"), (json.GetProperty("clean").GetBoolean(), json.GetProperty("files").GetArrayLength(), json.GetProperty("passedOver")[0].GetString()));
    }

    /// <summary>As XState, to which the envelope is unknown: what has ended has no way on, and a deadline that only fires an event has no <c>after</c>.</summary>
    [Fact]
    public async Task Simulate_knows_the_machine_alone()
    {
        var events = Put("ended.json", """[[{"event":"after:holdLimit"},{"event":"WITHDRAW"},{"event":"REOPEN"},{"event":"REOPEN","params":{"outcome":["hold"]}}]]""");
        Assert.Equal("""[[{"allowed":false,"state":"flagged","actions":[]},{"allowed":true,"state":"closed","actions":["releaseHold","archive"]},{"allowed":false,"state":"closed","actions":[]},{"allowed":false,"state":"closed","actions":[]}]]""",
            (await Run("workflows", "simulate", Penalty, "--events", events)).Output.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task Draw_prints_Mermaid_or_writes_a_picture()
    {
        Assert.StartsWith("---\ntitle: Contract penalty v", (await Run("workflows", "draw", Penalty, "--lang", "en")).Output, StringComparison.Ordinal);
        var picture = Path.Combine(folder.FullName, "penalty.svg");
        Assert.Equal(ExitCode.Done, (await Run("workflows", "draw", Penalty, "--out", picture, "--now", "held")).Code);
        Assert.Equal("svg", XDocument.Load(picture).Root!.Name.LocalName);
        Assert.Equal(ExitCode.WrongUse, (await Run("workflows", "draw", Penalty, "--now", "nowhere")).Code);
        var both = JsonDocument.Parse((await Run("workflows", "draw", Penalty, "--format", "json")).Output).RootElement;
        Assert.StartsWith("<svg", both.GetProperty("svg").GetString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, (await Run("workflows", "draw", Put("torn.json", "{"))).Code);
    }

    [Fact]
    public async Task Simulate_answers_each_walk_event_by_event()
    {
        var events = Put("events.json", """[[{"event":"CONFIRM"},{"event":"PUBLISH"},{"event":"SERVE_NOTICE"}],[{"event":"after:confirmDue"}],[]]""");
        foreach (var format in new[] { "text", "json" })
        {
            var (code, output, _) = await Run("workflows", "simulate", Penalty, "--events", events, "--format", format);
            Assert.Equal(ExitCode.Done, code);
            Assert.Equal("""[[{"allowed":true,"state":"held","actions":[]},{"allowed":false,"state":"held","actions":[]},{"allowed":true,"state":"notified","actions":["resetHold"]}],[{"allowed":true,"state":"unconfirmed","actions":["releaseHold"]}],[]]""",
                output.ReplaceLineEndings(""));
        }
    }

    [Fact]
    public async Task Simulate_needs_a_sound_machine_and_a_list_of_walks_and_nothing_more()
    {
        var machine = """{"code":"x","version":1,"machine":{"id":"x","initial":"a","states":{"a":{"initial":"b","states":{"b":{"exit":[{"type":"bye"}],"on":{"GO":{"target":"c"}}},"c":{}}}}}}""";
        var walk = Put("walk.json", """[[{"event":"GO","params":null}]]""");
        var nested = await Run("workflows", "simulate", Put("x.json", machine), "--events", walk);
        Assert.Equal("""[[{"allowed":true,"state":{"a":"c"},"actions":["bye"]}]]""", nested.Output.ReplaceLineEndings(""));
        foreach (var broken in new[] { machine.Replace("\"target\":\"c\"", "\"target\":\"d\"", StringComparison.Ordinal), machine.Replace("\"c\":{}", "\"c\":{\"always\":\"b\"}", StringComparison.Ordinal), "[]" })
            Assert.Equal(ExitCode.Refused, (await Run("workflows", "simulate", Put("y.json", broken), "--events", walk)).Code);
        Assert.Equal(ExitCode.Refused, (await Run("workflows", "simulate", Penalty, "--events", Put("z.json", """[{"event":"GO"}]"""))).Code);
        Assert.Equal(ExitCode.WrongUse, (await Run("workflows", "simulate", Penalty)).Code);
    }

    [Fact]
    public async Task Diff_tells_what_is_otherwise_and_a_replay_needs_a_database()
    {
        var changed = Put("new.json", File.ReadAllText(Penalty).Replace("\"target\": \"notified\"", "\"target\": \"underReview\"", StringComparison.Ordinal));
        var (code, output, _) = await Run("workflows", "diff", Penalty, changed, "--format", "json");
        var change = JsonDocument.Parse(output).RootElement.GetProperty("changes").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "held –SERVE_NOTICE→");
        Assert.Equal((ExitCode.Done, "way changed", "held –SERVE_NOTICE→"), (code, change.GetProperty("kind").GetString(), change.GetProperty("name").GetString()));
        Assert.Contains("Both versions do the same.", (await Run("workflows", "diff", Penalty, Penalty, "--lang", "en")).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, (await Run("workflows", "diff", Penalty, Put("torn.json", "{"))).Code);
        Assert.Equal(ExitCode.Refused, (await Run("workflows", "diff", Penalty, changed, "--replay", "--database", Path.Combine(folder.FullName, "none.db"))).Code);

        var database = Path.Combine(folder.FullName, "some.db");
        Assert.Equal(ExitCode.Done, (await Run("migrate", "--database", database)).Code);
        var replayed = await Run("workflows", "diff", Penalty, changed, "--replay", "--database", database, "--format", "json");
        Assert.Equal(0, JsonDocument.Parse(replayed.Output).RootElement.GetProperty("replay").GetProperty("cases").GetInt32());
        Assert.Contains("0 past cases walked again: 0 would have gone another way, 0 would have other dates only.", (await Run("workflows", "diff", Penalty, changed, "--replay", "--database", database, "--lang", "en")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_says_apart_which_past_cases_would_have_gone_another_way_and_which_have_other_dates_only()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-B");
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        world.Clock.Set(new(2026, 9, 1));
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        world.Clock.Set(new(2026, 9, 15));
        await world.Notify(@case);

        string With(int holdDays, int noticeDue)
        {
            var file = JsonNode.Parse(File.ReadAllText(Penalty))!;
            file["parameters"]!["holdDays"]!["default"] = holdDays;
            file["deadlines"]!["noticeDue"]!["length"] = noticeDue;
            return Put($"{holdDays}-{noticeDue}.json", file.ToJsonString());
        }
        string[] Replay(string @new) => ["workflows", "diff", Penalty, @new, "--replay", "--database", world.Engine.ConnectionString];

        var json = JsonDocument.Parse((await Run([.. Replay(With(10, 7)), "--format", "json"])).Output).RootElement.GetProperty("replay");
        var (differs, way) = (json.GetProperty("differ")[0], json.GetProperty("differ")[0].GetProperty("ways")[0]);
        Assert.Equal((1, 0, true), (json.GetProperty("anotherWay").GetInt32(), json.GetProperty("otherDates").GetInt32(), differs.GetProperty("anotherWay").GetBoolean()));
        Assert.Equal(("SERVE_NOTICE", "2026-09-15", "clock", "holdLimit", "2026-09-11"), (way.GetProperty("event").GetString(), way.GetProperty("day").GetString(),
            way.GetProperty("kind").GetString(), way.GetProperty("period").GetString(), way.GetProperty("periodEnds").GetString()));
        Assert.StartsWith("此前期限“暂缓支付期限”已于 2026-09-11 届满", way.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-09-01", differs.GetProperty("dates")[0].GetProperty("from").GetString());
        Assert.Contains("重走 1 件：1 件会走另一条路，0 件只有日期不同。", (await Run(Replay(With(10, 7)))).Output, StringComparison.Ordinal);

        var dates = (await Run([.. Replay(With(30, 20)), "--lang", "en"])).Output.ReplaceLineEndings("\n");
        Assert.Contains("1 past cases walked again: 0 would have gone another way, 1 would have other dates only.", dates, StringComparison.Ordinal);
        Assert.Contains(": other dates only\n    noticeDue: 2026-09-10 → ", dates, StringComparison.Ordinal);
    }

    private string Put(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await CommandHost.Run(args, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
