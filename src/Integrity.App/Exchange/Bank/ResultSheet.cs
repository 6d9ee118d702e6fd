using Integrity.App.Exchange.Tables;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Bank;

/// <summary>Our own sheet for a bank that sends no messages: 指令号, 端到端号, 金额, 结果, 原因; a bank's own sheet may also have 原因代码.</summary>
/// <remarks>Written with the results left blank; the finance office fills them in from the bank's receipts. Rules: R-8, O-2.</remarks>
public static class ResultSheet
{
    private static readonly string[] Titles = ["指令号", "端到端号", "金额", "结果", "原因"];

    private static readonly ColumnSet Columns = new(
        [
            new("instruction", "指令号", "instruction", false, false, ["指令号"]), new("endToEndId", "端到端号", "end-to-end id", true, false, ["端到端号"]),
            new("amount", "金额", "amount", true, true, ["金额"]), new("result", "结果", "result", true, false, ["结果"]), new("reason", "原因", "reason", false, false, ["原因", "退回原因"]),
            new("code", "原因代码", "reason code", false, false, ["原因代码", "原因码", "退回代码"]),
        ], []);

    /// <summary>The sheet to fill in, as a workbook.</summary>
    public static void WriteXlsx(IEnumerable<PaymentInstructionLine> lines, Stream stream) => XlsxWriter.Write(stream, "银行结果", Titles, lines.Select(Cells));

    /// <summary>The same as text.</summary>
    public static void WriteCsv(IEnumerable<PaymentInstructionLine> lines, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var csv = new CsvWriter(writer);
        csv.Row(Titles[0], Titles[1], Titles[2], Titles[3], Titles[4]);
        foreach (var line in lines) csv.Row(line.InstructionNumber, line.EndToEndId, CsvCell.Figure(line.Amount.ToPlainYuan()), "", "");
    }

    internal static Outcome<BankReport> Read(byte[] file)
    {
        var book = TableFile.Read(file, TableLimits.Ledger);
        if (book.Refusal is { } unreadable) return unreadable;
        var found = TableChoice.Choose(book.Value, Columns, sheetName: null);
        if (found.Refusal is { } refusal) return refusal.Code == ExchangeRefusals.NoTableFound("", "").Code ? ExchangeRefusals.BankFileUnknown() : refusal;
        if (found.Value is not [var table]) return ExchangeRefusals.SeveralTablesFound(TableChoice.Names(found.Value));
        var results = new List<BankResult>();
        var ids = new Dictionary<int, string>();
        foreach (var row in table.Rows)
        {
            // A line that is not filled in yet is no news.
            if (table[row, "result"].IsBlank) continue;
            var (id, amount, status) = (table.Text(row, "endToEndId"), table.Amount(row, "amount", sheetUnitFen: 100), Status(table, row));
            if (id is not null) ids[row.Number] = PlainText.Fold(id);
            if (id is not null && amount is not null && status is not null)
                results.Add(new(row.Number, PlainText.Fold(id), status.Value, amount, BankResult.Yuan, null, table.OptionalText(row, "code") ?? "", table.OptionalText(row, "reason") ?? ""));
        }
        return BankReportDraft.Close("sheet", "", null, results, table.Refused, "端到端号") with { Ids = ids };
    }

    private static BankResultStatus? Status(TableReading table, SheetRow row)
    {
        if (table.Text(row, "result") is not { } text) return null;
        switch (PlainText.FoldCode(text))
        {
            case "成功" or "支付成功" or "已付" or "已支付" or "已入账" or "到账" or "已到账" or "SETTLED": return BankResultStatus.Settled;
            case "退回" or "退票" or "退汇" or "已退回" or "RETURNED": return BankResultStatus.Returned;
            case "拒绝" or "失败" or "支付失败" or "未付" or "REJECTED": return BankResultStatus.Rejected;
            case "处理中" or "待处理" or "PENDING": return BankResultStatus.Pending;
            default:
                table.Refuse(row, "result", ExchangeRefusals.BankStatusUnknown());
                return null;
        }
    }

    private static string[] Cells(PaymentInstructionLine line) => [line.InstructionNumber, line.EndToEndId, line.Amount.ToPlainYuan(), "", ""];
}
