using System.CommandLine;
using System.Text.Json;
using Integrity.App.Cases;
using Integrity.App.Workflows;
using Integrity.Domain.Values;

namespace Integrity.Cli.Commands;

/// <summary><c>workflows diff OLD NEW [--replay]</c>: what is otherwise in a new version; with <c>--replay</c>, which past cases would have gone another way, and which dates would differ.</summary>
public static class WorkflowsDiffCommand
{
    public static Command Create(SharedOptions shared)
    {
        var old = new Argument<FileInfo>("OLD") { Description = "旧版流程定义 · the old version" }.AcceptExistingOnly();
        var @new = new Argument<FileInfo>("NEW") { Description = "新版流程定义 · the new version" }.AcceptExistingOnly();
        var replay = new Option<bool>("--replay") { Description = "用已办案件重走一遍 · walks the past cases of the database again" };
        var command = new Command("diff", "比较两个版本 · compares two versions of a definition") { old, @new, replay };
        command.SetAction((parsed, stop) => Run(shared.Terminal(parsed), parsed.GetRequiredValue(old), parsed.GetRequiredValue(@new), parsed.GetValue(replay), parsed.GetValue(shared.Database), stop));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, FileInfo old, FileInfo @new, bool replay, string? database, CancellationToken stop)
    {
        var texts = (Old: await File.ReadAllTextAsync(old.FullName, stop), New: await File.ReadAllTextAsync(@new.FullName, stop));
        var (before, after) = (WorkflowChecker.Walkable(texts.Old), WorkflowChecker.Walkable(texts.New));
        if (before.Definition is null || before.Faults.Count > 0) return WorkflowsCommand.Refuse(terminal, old, before.Faults);
        if (after.Definition is null || after.Faults.Count > 0) return WorkflowsCommand.Refuse(terminal, @new, after.Faults);
        var changes = DefinitionDiff.Of(before.Definition, after.Definition, terminal.Language);
        ReplayedCases? replayed = null;
        if (replay)
        {
            var opened = Bureau.OpenExisting(database, terminal.Language);
            if (!opened.IsDone) return terminal.Refuse(opened.Refusal);
            await using var bureau = opened.Value;
            var answer = await bureau.Ask(new ReplayCases(texts.Old, texts.New), stop);
            if (!answer.IsDone) return terminal.Refuse(answer.Refusal);
            replayed = answer.Value;
        }
        if (terminal.IsJson) terminal.Json(json => Write(json, before.Definition, after.Definition, changes, replayed, terminal.Language));
        else Print(terminal, changes, replayed);
        return ExitCode.Done;
    }

    private static void Print(Terminal terminal, IReadOnlyList<DefinitionChange> changes, ReplayedCases? replayed)
    {
        if (changes.Count == 0) terminal.Output.WriteLine(terminal.Say("两个版本办法相同。", "Both versions do the same."));
        foreach (var change in changes)
        {
            terminal.Output.WriteLine(terminal.Say($"{Chinese(change.Kind)}：{change.Name}", $"{change.Kind}: {change.Name}"));
            if (change.Old is not null) terminal.Output.WriteLine("    - " + change.Old);
            if (change.New is not null) terminal.Output.WriteLine("    + " + change.New);
        }
        if (replayed is null) return;
        terminal.Output.WriteLine(terminal.Say($"重走 {replayed.Cases} 件：{replayed.AnotherWay} 件会走另一条路，{replayed.OtherDates} 件只有日期不同。",
            $"{replayed.Cases} past cases walked again: {replayed.AnotherWay} would have gone another way, {replayed.OtherDates} would have other dates only."));
        foreach (var one in replayed.Differ)
        {
            terminal.Output.WriteLine(one.Number + (one.GoesAnotherWay ? terminal.Say("：会走另一条路", ": would have gone another way") : terminal.Say("：只有日期不同", ": other dates only")));
            foreach (var way in one.Divergences)
                terminal.Output.WriteLine($"    #{way.Step} {(way.Trigger.Length > 0 ? way.Trigger : terminal.Say("至今", "to this day"))} {way.Day:yyyy-MM-dd}: {way.Said.In(terminal.Language)}");
            foreach (var date in one.Dates)
            {
                // Two runs of one period are told apart by their first days.
                var run = one.Dates.Count(other => other.Deadline == date.Deadline) > 1 ? terminal.Say($"（自 {date.From:yyyy-MM-dd}）", $" (from {date.From:yyyy-MM-dd})") : "";
                var (old, @new) = (date.Old?.ToString("yyyy-MM-dd") ?? terminal.Say("无", "none"), date.New?.ToString("yyyy-MM-dd") ?? terminal.Say("无", "none"));
                terminal.Output.WriteLine($"    {date.Deadline}{(date.IsReminder ? terminal.Say(" 提醒", " reminder") : "")}{run}: {old} → {@new}" + (date.IsProvisional ? terminal.Say("（暂定）", " (provisional)") : ""));
            }
        }
    }

    private static string Chinese(string kind) => string.Concat(kind.Split(' ').Select(word => word switch
    {
        "state" => "环节",
        "task" => "任务",
        "way" => "去向",
        "role" => "角色",
        "deadline" => "期限",
        "parameter" => "参数",
        "added" => "新增",
        "removed" => "取消",
        "changed" => "改变",
        _ => word,
    }));

    private static void Write(Utf8JsonWriter json, WorkflowDefinition old, WorkflowDefinition @new, IReadOnlyList<DefinitionChange> changes, ReplayedCases? replayed, Language language)
    {
        json.WriteStartObject();
        json.WriteString("code", @new.Code);
        json.WriteNumber("old", old.Version);
        json.WriteNumber("new", @new.Version);
        json.WriteStartArray("changes");
        foreach (var change in changes) Item(json, ("kind", change.Kind), ("name", change.Name), ("old", change.Old), ("new", change.New));
        json.WriteEndArray();
        if (replayed is not null)
        {
            json.WriteStartObject("replay");
            json.WriteNumber("cases", replayed.Cases);
            json.WriteNumber("anotherWay", replayed.AnotherWay);
            json.WriteNumber("otherDates", replayed.OtherDates);
            json.WriteStartArray("differ");
            foreach (var one in replayed.Differ)
            {
                json.WriteStartObject();
                json.WriteString("case", one.Number);
                json.WriteBoolean("anotherWay", one.GoesAnotherWay);
                json.WriteStartArray("ways");
                foreach (var way in one.Divergences)
                    Item(json, ("step", $"{way.Step}"), ("event", way.Trigger), ("day", $"{way.Day:yyyy-MM-dd}"), ("kind", way.Kind), ("old", way.Old), ("new", way.New),
                        ("period", way.Period?.Name), ("periodEnds", way.Period?.Day.ToString("yyyy-MM-dd")), ("why", way.Said.In(language)));
                json.WriteEndArray();
                json.WriteStartArray("dates");
                foreach (var date in one.Dates) Item(json, ("deadline", date.Deadline), ("from", $"{date.From:yyyy-MM-dd}"), ("old", date.Old?.ToString("yyyy-MM-dd")), ("new", date.New?.ToString("yyyy-MM-dd")), ("provisional", date.IsProvisional ? "true" : null), ("reminder", date.IsReminder ? "true" : null));
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Item(Utf8JsonWriter json, params (string Name, string? Value)[] members)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members) json.WriteString(name, value);
        json.WriteEndObject();
    }
}
