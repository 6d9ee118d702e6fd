using System.CommandLine;
using Integrity.App.Exchange;
using Integrity.App.Exchange.Tables;

namespace Integrity.Cli.Commands;

/// <summary><c>import calendar FILE</c>: the State Council's calendar of a later year, whole or not at all (P-10).</summary>
public static class ImportCalendarCommand
{
    public static Command Create(SharedOptions shared)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV 或 XLSX，列：date、kind（off 或 work）、occasion、source，可另有 year · with these columns; year may be left out" };
        file.AcceptExistingOnly();
        var command = new Command("calendar", "工作日历，同年的整年替换 · the working calendar; a year is replaced whole") { file };
        command.SetAction((parsed, stop) => Run(shared.Terminal(parsed), parsed.GetRequiredValue(file), parsed.GetValue(shared.Database), stop));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, FileInfo file, string? database, CancellationToken stop)
    {
        if (file.Length > TableLimits.Ledger.Megabytes * 1024L * 1024L) return terminal.Refuse(ExchangeRefusals.FileTooLarge(TableLimits.Ledger.Megabytes));
        var content = await File.ReadAllBytesAsync(file.FullName, stop);
        await using var bureau = await Bureau.Open(database, terminal.Language, stop);
        var read = await bureau.Ask(new ReadCalendar(content), stop);
        if (!read.IsDone) return terminal.Refuse(read.Refusal);
        if (read.Value.Refused.Count > 0) return terminal.Refuse(read.Value.Refused);
        var done = await bureau.Enter(read.Value.AsImport().Value, stop);
        if (!done.IsDone) return terminal.Refuse(done.Refusal);
        var years = read.Value.Years;
        if (terminal.IsJson) terminal.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("years");
            foreach (var year in years) json.WriteNumberValue(year);
            json.WriteEndArray();
            json.WriteNumber("days", done.Value);
            json.WriteEndObject();
        });
        else terminal.Output.WriteLine(terminal.Say($"已导入 {string.Join("、", years)} 年，{done.Value} 天。", $"{string.Join(", ", years)} imported, {done.Value} days."));
        return ExitCode.Done;
    }
}
