using System.CommandLine;
using System.Text.Json;
using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;

namespace Integrity.Cli.Commands;

/// <summary><c>verify</c>: proves every invariant again, on the database in use or on a copy; exit code 1 when one does not hold.</summary>
public static class VerifyCommand
{
    public static Command Create(SharedOptions shared)
    {
        var only = new Argument<string[]>("CHECK") { Description = "只做这些检查 · only these checks", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("verify", "重新证明各项不变量，只读 · proves every invariant again, changing nothing") { only };
        command.SetAction((parsed, stop) => Run(shared.Terminal(parsed), parsed.GetValue(shared.Database), parsed.GetValue(only) ?? [], stop));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string? database, string[] only, CancellationToken stop)
    {
        var opened = Bureau.OpenExisting(database, terminal.Language);
        if (!opened.IsDone) return terminal.Refuse(opened.Refusal);
        await using var bureau = opened.Value;
        var head = (await bureau.Ask(new ShowJournalHead(), stop)).Value;
        var checks = (await bureau.Ask(new ListChecks(), stop)).Value;
        if (only.Except(checks.Select(c => c.Name)).FirstOrDefault() is { } unknown)
            return terminal.Refuse(MaintenanceRefusals.WrongUse(terminal.Say($"没有名为 {unknown} 的检查。", $"There is no check named {unknown}.")), ExitCode.WrongUse);

        var results = new List<(CheckRow Check, IReadOnlyList<Finding> Findings)>();
        if (!terminal.IsJson) terminal.Output.WriteLine(terminal.Say($"日志 {head.Size} 条，根 {head.Root}", $"journal: {head.Size} entries, root {head.Root}"));
        foreach (var check in checks.Where(c => only.Length == 0 || only.Contains(c.Name)))
        {
            var findings = (await bureau.Ask(new Verify(check.Name), stop)).Value;
            results.Add((check, findings));
            if (terminal.IsJson) continue;
            terminal.Output.WriteLine($"{(findings.Count == 0 ? "✓" : "✗")} {check.Name} ({check.Rule}) {terminal.Say(check.Zh, check.En)}");
            foreach (var finding in findings) terminal.Output.WriteLine($"    {finding.Table} {finding.Row}: {terminal.Say(finding.Zh, finding.En)}");
        }
        var broken = results.Count(r => r.Findings.Count > 0);
        if (terminal.IsJson) terminal.Json(json => Write(json, terminal, head, results));
        else terminal.Output.WriteLine(broken == 0
            ? terminal.Say($"{results.Count} 项检查全部成立。", $"All {results.Count} checks hold.")
            : terminal.Say($"{results.Count} 项检查中有 {broken} 项不成立。", $"{broken} of {results.Count} checks do not hold."));
        return broken == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static void Write(Utf8JsonWriter json, Terminal terminal, JournalHead head, IReadOnlyList<(CheckRow Check, IReadOnlyList<Finding> Findings)> results)
    {
        json.WriteStartObject();
        json.WriteBoolean("whole", results.All(r => r.Findings.Count == 0));
        json.WriteStartObject("journal");
        json.WriteNumber("size", head.Size);
        json.WriteString("root", head.Root.ToString());
        json.WriteEndObject();
        json.WriteStartArray("checks");
        foreach (var (check, findings) in results)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteString("rule", check.Rule);
            json.WriteString("says", terminal.Say(check.Zh, check.En));
            json.WriteBoolean("holds", findings.Count == 0);
            json.WriteStartArray("findings");
            foreach (var finding in findings)
            {
                json.WriteStartObject();
                json.WriteString("table", finding.Table);
                json.WriteString("row", finding.Row);
                json.WriteString("message", terminal.Say(finding.Zh, finding.En));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
