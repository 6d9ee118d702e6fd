using System.CommandLine;
using System.Globalization;
using Integrity.App.Exchange.LedgerImport;
using Integrity.App.Exchange.Tables;
using Integrity.Domain.Values;
using Spectre.Console;

namespace Integrity.Cli.Commands;

/// <summary><c>import ledger FILE --dry-run</c>: reads the office's contract ledger and reports every faulty row; nothing is imported (C-9).</summary>
public static class ImportLedgerCommand
{
    public static Command Create(SharedOptions shared)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "合同台账，XLSX 或 CSV · the contract ledger" };
        file.AcceptExistingOnly();
        var dryRun = new Option<bool>("--dry-run") { Description = "只检查，不导入 · checks only, imports nothing" };
        var acceptValid = new Option<bool>("--accept-valid") { Description = "有错误的行除外，其余照收 · takes the good rows although others are refused" };
        var sheet = new Option<string?>("--sheet") { Description = "工作表名称 · the sheet's name" };
        var asOf = new Option<string?>("--as-of") { Description = "表中没有写明时的截至日期 · the day it stands at, where the sheet names none", HelpName = "DATE" };
        asOf.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string?>() is { } text && DateText.Read(text).Date is null) given.AddError($"--as-of: {text}");
        });
        var command = new Command("ledger", "合同台账 · the contract ledger") { file, dryRun, acceptValid, sheet, asOf };
        command.Validators.Add(given =>
        {
            if (!given.GetValue(dryRun)) given.AddError("目前只提供 --dry-run（只检查，不导入）。Only --dry-run is offered so far (checks, imports nothing).");
        });
        command.SetAction(parsed => Run(shared.Terminal(parsed), parsed.GetRequiredValue(file), parsed.GetValue(acceptValid), parsed.GetValue(sheet),
            parsed.GetValue(asOf) is { } day ? DateText.Read(day).Date : null));
        return command;
    }

    private static int Run(Terminal terminal, FileInfo file, bool acceptValid, string? sheet, DateOnly? asOf)
    {
        var read = terminal.Working(terminal.Say("正在读取台账……", "Reading the ledger…"), () => Read(file, sheet, asOf));
        if (read.Refusal is { } refusal) return terminal.Refuse(refusal);
        var reading = read.Value;
        if (terminal.IsJson) terminal.Json(json => LedgerJson.Write(reading, terminal.Language, json));
        else Show(reading, terminal);
        return reading.Refused.Count > 0 && !acceptValid ? ExitCode.Refused : ExitCode.Done;
    }

    private static Outcome<LedgerReading> Read(FileInfo file, string? sheet, DateOnly? asOf)
    {
        using var stream = file.OpenRead();
        var book = TableFile.Read(stream, TableLimits.Ledger);
        return book.Refusal is { } refusal ? refusal : LedgerReader.Read(book.Value, KnownColumns.Default, sheet, asOf);
    }

    private static void Show(LedgerReading reading, Terminal terminal)
    {
        var day = reading.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—";
        var faulty = reading.Refused.Select(refused => (refused.Sheet, refused.Row)).Distinct().Count();
        terminal.Output.WriteLine(terminal.Say(
            $"截至 {day}：可接受 {reading.Accepted.Count} 行，合同金额合计 {Sum(row => row.Amount)}，累计计量 {Sum(row => row.Certified)}，累计已付 {Sum(row => row.Paid)}；有错误 {faulty} 行。",
            $"As of {day}: {reading.Accepted.Count} rows acceptable, contracts {Sum(row => row.Amount)}, certified {Sum(row => row.Certified)}, paid {Sum(row => row.Paid)}; {faulty} rows faulty."));
        foreach (var warning in reading.Warnings) terminal.Output.WriteLine(warning.In(terminal.Language));
        if (reading.Refused.Count > 0) terminal.Table(terminal.TableOf(reading.Refused));
        var warned = reading.Accepted.Where(row => row.Warnings.Count > 0).ToList();
        if (warned.Count == 0) return;
        var table = new Table().AddColumns(terminal.Say("行", "row"), terminal.Say("合同编号", "contract"), terminal.Say("请核对", "please check"));
        foreach (var row in warned)
            foreach (var warning in row.Warnings) table.AddRow($"{row.Row}", Markup.Escape(row.Number), Markup.Escape(warning.In(terminal.Language)));
        terminal.Table(table);

        string Sum(Func<LedgerRow, Money> amount)
        {
            var fen = reading.Accepted.Aggregate((Int128)0, (sum, row) => sum + amount(row).Fen);
            return fen <= long.MaxValue ? new Money((long)fen).ToString() : "…";
        }
    }
}
