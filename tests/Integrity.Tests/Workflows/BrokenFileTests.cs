using System.Text.Json.Nodes;
using Integrity.App.Workflows;
using Xunit;

namespace Integrity.Tests.Workflows;

/// <summary>Whatever is wrong in a file is answered with faults; the checker itself never fails on it.</summary>
[Trait("Database", "none")]
public sealed class BrokenFileTests
{
    // Every how many of the breaks is tried, so that the run stays short; a prime, so that every way of breaking comes to every sort of value.
    private const int Stride = 97;

    public static TheoryData<string, string, string?> Beginnings => new()
    {
        { "judicial-referral.json", "filed", "zz" }, { "judicial-referral.json", "filed", null }, { "judicial-referral.json", "filed", "" },
        { "staff-matter.json", "handedOver", "zz" }, { "staff-matter.json", "handedOver", null }, { "staff-matter.json", "handedOver", "" },
        { "exclusion-recommendation.json", "tracked", "zz" }, { "exclusion-recommendation.json", "tracked", null }, { "exclusion-recommendation.json", "tracked", "" },
        { "market-exclusion.json", "barred", "zz" }, { "market-exclusion.json", "barred", null }, { "market-exclusion.json", "barred", "" },
    };

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void A_state_whose_beginning_is_not_there_is_named(string file, string state, string? initial)
    {
        var definition = JsonNode.Parse(TextOf(file))!;
        var broken = definition.State(state).AsObject();
        if (initial is null) broken.Remove("initial");
        else broken["initial"] = initial;
        Assert.Contains(WorkflowChecker.Check(definition.ToJsonString()).Faults, fault => (fault.Code, fault.Path) == ("E01", $"$.machine.states.{state}.initial"));
    }

    [Fact]
    public void A_value_that_is_missing_or_something_else_is_answered_with_faults()
    {
        foreach (var file in WorkflowLibrary.Files(WorkflowLibrary.Folder))
        {
            var (text, failed) = (File.ReadAllText(file), new List<string>());
            var places = Places(JsonNode.Parse(text)!, []).ToList();
            for (var i = 0; i < places.Count * Breaks.Length; i += Stride)
            {
                var (place, way) = (places[i / Breaks.Length], i % Breaks.Length);
                if (Record.Exception(() => WorkflowChecker.Check(Broken(text, place, Breaks[way]))) is { } exception)
                    failed.Add($"{Path.GetFileName(file)} {string.Join('.', place)} {Breaks[way] ?? "removed"}: {exception.Message}");
            }
            Assert.Empty(failed);
        }
    }

    // Null: taken out.
    private static readonly string?[] Breaks = [null, "\"zz\"", "\"\"", "null", "0", "[]"];

    private static string TextOf(string file) => File.ReadAllText(Path.Combine(WorkflowLibrary.Folder, file));

    private static IEnumerable<object[]> Places(JsonNode? node, object[] at)
    {
        if (at.Length > 0) yield return at;
        var inner = node switch
        {
            JsonObject members => members.Select(member => ((object)member.Key, member.Value)),
            JsonArray items => items.Select((item, i) => ((object)i, item)),
            _ => [],
        };
        foreach (var (key, value) in inner)
            foreach (var place in Places(value, [.. at, key])) yield return place;
    }

    private static string Broken(string text, object[] place, string? with)
    {
        var file = JsonNode.Parse(text)!;
        var around = place[..^1].Aggregate(file, (node, key) => key is string name ? node[name]! : node[(int)key]!);
        if (around is JsonArray items)
        {
            if (with is null) items.RemoveAt((int)place[^1]);
            else items[(int)place[^1]] = JsonNode.Parse(with);
        }
        else if (with is null) around.AsObject().Remove((string)place[^1]);
        else around[(string)place[^1]] = JsonNode.Parse(with);
        return file.ToJsonString();
    }
}
