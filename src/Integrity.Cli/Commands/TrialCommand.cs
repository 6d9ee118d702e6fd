using System.CommandLine;
using Integrity.App.Exchange;
using Integrity.App.Exchange.Tables;
using Integrity.App.Exchange.Trial;
using Integrity.Domain.Acts;
using Integrity.Domain.Values;
using Spectre.Console;

namespace Integrity.Cli.Commands;

/// <summary><c>trial FILE</c>: the uniform-ratio calculation on any table, without a database (R-4).</summary>
public static class TrialCommand
{
    public static Command Create(SharedOptions shared)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV 或 XLSX，列：合同编号、类型、应付基数 · with the columns contract, type, base" };
        file.AcceptExistingOnly();
        var fund = new Option<string?>("--fund") { Description = "资金，元，最多两位小数 · the fund in yuan, at most two decimals", HelpName = "YUAN" };
        var ratios = new Option<string[]>("--ratio") { Description = "指定某类型的比例，可重复 · a type's ratio, may be repeated", HelpName = "TYPE=PERCENT", DefaultValueFactory = _ => [] };
        var target = new Option<FileInfo?>("--out") { Description = "结果写入此文件：.csv 或 .xlsx · writes the result to this file", HelpName = "FILE" };
        var sheet = new Option<string?>("--sheet") { Description = "工作表名称 · the sheet's name" };
        var command = new Command("trial", "统一比例试算，不需要数据库 · tries a uniform ratio, without a database") { file, fund, ratios, target, sheet };
        command.SetAction(parsed => Run(shared.Terminal(parsed), parsed.GetRequiredValue(file), parsed.GetValue(fund), parsed.GetValue(ratios)!, parsed.GetValue(target), parsed.GetValue(sheet)));
        return command;
    }

    private static int Run(Terminal terminal, FileInfo file, string? fund, string[] ratios, FileInfo? target, string? sheet)
    {
        var terms = TrialTerms.Read(fund, ratios);
        if (target is not null && string.Equals(target.FullName, file.FullName, StringComparison.Ordinal)) return terminal.Refuse(MaintenanceRefusals.FileInTheWay(target.Name), ExitCode.WrongUse);
        if (target is not null && !Directory.Exists(target.FullName) && !IsXlsx(target) && !target.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase)) return terminal.Refuse(MaintenanceRefusals.ResultNeitherCsvNorXlsx(target.Name), ExitCode.WrongUse);
        if (terms.Refusal is { } unreadable) return terminal.Refuse(unreadable, IsWrongUse(unreadable) ? ExitCode.WrongUse : ExitCode.Refused);
        var outcome = terminal.Working(terminal.Say("正在计算……", "Calculating…"), () => Calculate(file, terms.Value, sheet));
        if (outcome.Whole is { } refusal) return terminal.Refuse(refusal);
        if (outcome.Value is not { } result) return terminal.Refuse(outcome.Rows);

        if (target is not null) NewFile.Write(target, stream => Write(result, target, stream));
        if (terminal.IsJson) terminal.Json(json => TrialOutput.WriteJson(result, json));
        else if (target is not null) terminal.Table(Summary(result, terminal));
        else
        {
            TrialOutput.WriteCsv(result, terminal.Output);
            terminal.TableAside(Summary(result, terminal));
        }
        return ExitCode.Done;
    }

    private static FileOutcome<TrialResult> Calculate(FileInfo file, TrialTerms terms, string? sheet)
    {
        using var stream = file.OpenRead();
        var book = TableFile.Read(stream, TableLimits.Trial);
        return book.Refusal is { } refusal ? new(refusal) : TrialCalculation.Run(book.Value, terms, sheet);
    }

    /// <summary>What cannot be understood at all is a slip of typing; a ratio or fund that is understood and wrong is refused.</summary>
    private static bool IsWrongUse(Refusal refusal) =>
        refusal.Code == ExchangeRefusals.FundUnreadable("").Code || refusal.Code == ExchangeRefusals.RatioUnreadable("").Code || refusal.Code == ExchangeRefusals.RatioTwice("").Code;

    private static bool IsXlsx(FileInfo target) => target.Extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase);

    private static void Write(TrialResult result, FileInfo target, Stream stream)
    {
        if (IsXlsx(target))
        {
            TrialOutput.WriteXlsx(result, stream);
            return;
        }
        // Without a mark of its encoding: a program reads the first title as it is written. A spreadsheet program is given .xlsx.
        using var writer = new StreamWriter(stream, leaveOpen: true);
        TrialOutput.WriteCsv(result, writer);
    }

    private static Table Summary(TrialResult result, Terminal terminal)
    {
        var table = new Table().AddColumns(terminal.Say("类型", "type"), terminal.Say("合同数", "contracts"), terminal.Say("应付基数", "base"), terminal.Say("比例", "ratio"), terminal.Say("兑付", "pay"));
        foreach (var column in table.Columns.Skip(1)) column.RightAligned();
        foreach (var (name, type) in result.Types.Zip(result.Ratios.Types))
            table.AddRow(Markup.Escape(name), $"{type.Contracts:N0}", type.Base.ToYuan(), $"{type.Ratio.ToPercent()} %{(type.IsNamed ? terminal.Say("（指定）", " (named)") : "")}", type.Entitlement.ToYuan());
        table.Caption(terminal.Say(
            $"兑付合计 {result.Ratios.Entitlement}{(result.Ratios.Residual is { } left ? $"，资金 {result.Ratios.Fund}，尾差 {left}" : "")}",
            $"paid {result.Ratios.Entitlement}{(result.Ratios.Residual is { } rest ? $", fund {result.Ratios.Fund}, residual {rest}" : "")}"));
        return table;
    }
}
