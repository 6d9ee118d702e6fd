using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Integrity.App.Exchange;
using Integrity.App.Exchange.LedgerImport;
using Integrity.App.Exchange.Tables;
using Integrity.Domain.Values;
using Spectre.Console;

namespace Integrity.Cli.Commands;

/// <summary><c>import ledger FILE</c>: takes over the office's contract ledger; with <c>--dry-run</c> it only reports every faulty row (C-9).</summary>
/// <remarks>Nothing is imported unless all rows are good or <c>--accept-valid</c> is given. A dry run compares with the database where there is one, and changes nothing.</remarks>
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
            if (given.GetValueOrDefault<string?>() is { } text && DateText.Read(text).Date is null) given.AddError(ParserWords.Complaint($"--as-of：“{text}”不是日期，请写成 2026-09-30。", $"--as-of: '{text}' is no date; write it as 2026-09-30."));
        });
        var command = new Command("ledger", "合同台账 · the contract ledger") { file, dryRun, acceptValid, sheet, asOf };
        command.SetAction(async (parsed, cancel) =>
        {
            var terminal = shared.Terminal(parsed);
            var given = new Given(parsed.GetRequiredValue(file), parsed.GetValue(acceptValid), parsed.GetValue(sheet), parsed.GetValue(asOf) is { } day ? DateText.Read(day).Date : null);
            return parsed.GetValue(dryRun) ? await Check(terminal, given, parsed.GetValue(shared.Database), cancel) : await Import(terminal, given, parsed.GetValue(shared.Database), cancel);
        });
        return command;
    }

    private static async Task<int> Check(Terminal terminal, Given given, string? database, CancellationToken cancel)
    {
        var opened = Bureau.OpenExisting(database, terminal.Language);
        if (!opened.IsDone) return CheckFile(terminal, given);
        await using var bureau = opened.Value;
        if (given.File.Length > TableLimits.Ledger.Megabytes * 1024L * 1024L) return terminal.Refuse(ExchangeRefusals.FileTooLarge(TableLimits.Ledger.Megabytes));
        var bytes = await File.ReadAllBytesAsync(given.File.FullName, cancel);
        var planned = await bureau.Ask(new PreviewLedger(new(bytes), given.Sheet, given.AsOf), cancel);
        if (planned.Refusal is { } unreadable) return terminal.Refuse(unreadable);
        var plan = planned.Value;
        if (terminal.IsJson) terminal.Json(json => LedgerJson.Write(Reading(bytes, given, plan), terminal.Language, json, more => Write(plan, more)));
        else
        {
            Show(Reading(bytes, given, plan), terminal);
            terminal.Output.WriteLine(terminal.Say(
                $"与数据库比较：新合同 {plan.New.Count} 份，已有且相同 {plan.Equal.Count} 行（导入时跳过），已有但不同 {plan.Different.Count} 项（导入时不改动）。",
                $"Against the database: {plan.New.Count} new contracts, {plan.Equal.Count} rows there already and equal (skipped by an import), {plan.Different.Count} differences (an import changes nothing)."));
            Show(plan.Different, terminal);
        }
        return plan.Refused.Count > 0 && !given.AcceptValid ? ExitCode.Refused : ExitCode.Done;
    }

    /// <summary>Where there is no database yet, all that an import would find is in the file.</summary>
    private static int CheckFile(Terminal terminal, Given given)
    {
        var read = terminal.Working(terminal.Say("正在读取台账……", "Reading the ledger…"), () => Read(given.File, given.Sheet, given.AsOf));
        if (read.Refusal is { } refusal) return terminal.Refuse(refusal);
        var reading = read.Value;
        if (terminal.IsJson) terminal.Json(json => LedgerJson.Write(reading, terminal.Language, json));
        else Show(reading, terminal);
        return reading.Refused.Count > 0 && !given.AcceptValid ? ExitCode.Refused : ExitCode.Done;
    }

    private static async Task<int> Import(Terminal terminal, Given given, string? database, CancellationToken cancel)
    {
        if (given.File.Length > TableLimits.Ledger.Megabytes * 1024L * 1024L) return terminal.Refuse(ExchangeRefusals.FileTooLarge(TableLimits.Ledger.Megabytes));
        var bytes = await File.ReadAllBytesAsync(given.File.FullName, cancel);
        var file = new LedgerFile(bytes);
        await using var bureau = await Bureau.Open(database, terminal.Language, cancel);
        var planned = await bureau.Door.Ask(new PreviewLedger(file, given.Sheet, given.AsOf), bureau.Caller, cancel);
        if (planned.Refusal is { } unreadable) return terminal.Refuse(unreadable);
        var plan = planned.Value;
        // Entered even when rows are faulty: the refusal is journaled, and it is the act that refuses.
        var done = await bureau.Door.Enter(new ImportLedger(file, given.AcceptValid, given.Sheet, given.AsOf), bureau.Caller, Bureau.NewKey(), cancel);
        if (done.Refusal is { } refusal && plan.Refused.Count == 0) return terminal.Refuse(refusal);
        if (terminal.IsJson) terminal.Json(json => LedgerJson.Write(Reading(bytes, given, plan), terminal.Language, json, done.IsDone ? more => Write(done.Value, more) : null));
        else if (done.IsDone) Show(done.Value, plan, terminal);
        else
        {
            await terminal.Output.WriteLineAsync(done.Refusal.In(terminal.Language));
            terminal.Table(terminal.TableOf(plan.Refused));
        }
        return done.IsDone ? ExitCode.Done : ExitCode.Refused;
    }

    /// <summary>The workbook as a dry run shows it, with what the books' own rules refuse besides.</summary>
    private static LedgerReading Reading(byte[] bytes, Given given, LedgerPlan plan)
    {
        var refused = plan.Refused.Select(one => (one.Sheet, one.Row)).ToHashSet();
        var read = LedgerReader.Read(bytes, given.Sheet, given.AsOf).Value;
        return read with { Refused = plan.Refused, Accepted = [.. read.Accepted.Where(row => !refused.Contains((row.Sheet, row.Row)))] };
    }

    private static void Write(ImportedLedger done, Utf8JsonWriter json)
    {
        json.WriteString("document", done.Document);
        json.WriteNumber("imported", done.Imported);
        json.WriteNumber("skipped", done.Skipped);
        Write(done.Different, json);
    }

    private static void Write(LedgerPlan plan, Utf8JsonWriter json)
    {
        json.WriteNumber("new", plan.New.Count);
        json.WriteNumber("skipped", plan.Equal.Count);
        Write(plan.Different, json);
    }

    private static void Write(IReadOnlyList<LedgerDifference> different, Utf8JsonWriter json)
    {
        json.WriteStartArray("different");
        foreach (var one in different)
        {
            json.WriteStartObject();
            json.WriteNumber("row", one.Row);
            json.WriteString("number", one.Number);
            json.WriteString("field", one.Field);
            json.WriteString("inSheet", one.InSheet);
            json.WriteString("inBooks", one.InBooks);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Show(ImportedLedger done, LedgerPlan plan, Terminal terminal)
    {
        terminal.Output.WriteLine(terminal.Say(
            $"截至 {done.AsOf:yyyy-MM-dd}：导入 {done.Imported} 份合同，相同跳过 {done.Skipped} 行，有差异 {done.Different.Count} 项（未改动），有错误 {done.RefusedRows} 行。",
            $"As of {done.AsOf:yyyy-MM-dd}: {done.Imported} contracts imported, {done.Skipped} equal rows skipped, {done.Different.Count} differences (nothing changed), {done.RefusedRows} rows faulty."));
        if (plan.Refused.Count > 0) terminal.Table(terminal.TableOf(plan.Refused));
        Show(done.Different, terminal);
    }

    private static void Show(IReadOnlyList<LedgerDifference> different, Terminal terminal)
    {
        if (different.Count == 0) return;
        var table = new Table().AddColumns(terminal.Say("行", "row"), terminal.Say("合同编号", "contract"), terminal.Say("项目", "field"), terminal.Say("台账", "sheet"), terminal.Say("账内", "books"));
        foreach (var one in different) table.AddRow($"{one.Row}", Markup.Escape(one.Number), one.FieldWords().In(terminal.Language), Markup.Escape(one.InSheet), Markup.Escape(one.InBooks));
        terminal.Table(table);
    }

    private sealed record Given(FileInfo File, bool AcceptValid, string? Sheet, DateOnly? AsOf);

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
