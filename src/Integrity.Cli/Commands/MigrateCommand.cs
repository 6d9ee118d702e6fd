using System.CommandLine;
using Integrity.App.Acts;

namespace Integrity.Cli.Commands;

/// <summary><c>migrate</c>: makes the database or brings its schema up to date; what the web server does at its start.</summary>
public static class MigrateCommand
{
    public static Command Create(SharedOptions shared)
    {
        var command = new Command("migrate", "建立数据库或更新其结构 · makes the database, or brings its schema up to date");
        command.SetAction((parsed, stop) => Run(shared.Terminal(parsed), parsed.GetValue(shared.Database), stop));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string? database, CancellationToken stop)
    {
        await using var bureau = Bureau.AsItIs(database, terminal.Language);
        var applied = await bureau.Migrate(stop);
        if (applied.Count > 0 && await bureau.Enter(new RecordMaintenance(MaintenanceKind.Migrate, string.Join(", ", applied), null), stop) is { IsDone: false } refused)
            return terminal.Refuse(refused.Refusal);
        if (terminal.IsJson)
        {
            terminal.Json(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("applied");
                foreach (var script in applied) json.WriteStringValue(script);
                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
        else if (applied.Count == 0) terminal.Output.WriteLine(terminal.Say("数据库结构已是最新。", "The schema is up to date."));
        else foreach (var script in applied) terminal.Output.WriteLine(terminal.Say($"已应用 {script}", $"applied {script}"));
        return ExitCode.Done;
    }
}
