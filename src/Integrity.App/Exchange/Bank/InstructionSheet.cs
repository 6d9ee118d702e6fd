using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Bank;

/// <summary>Payment instructions as a spreadsheet, for a bank's counter or its upload form; the last row is the total, in words too.</summary>
/// <remarks>Unit: yuan with two decimals, as text, made from integer fen. Rules: R-7, M-1.</remarks>
public static class InstructionSheet
{
    private static readonly string[] Titles = ["序号", "指令号", "端到端号", "收款人户名", "收款账号", "开户行", "联行号", "金额（元）", "用途"];

    public static Outcome<Done> WriteXlsx(PaymentBatch batch, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Check() is { } refusal) return refusal;
        XlsxWriter.Write(stream, "付款指令", Titles, Rows(batch));
        return new Done();
    }

    public static Outcome<Done> WriteCsv(PaymentBatch batch, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Check() is { } refusal) return refusal;
        var csv = new CsvWriter(writer);
        csv.Row([.. Titles.Select(title => (CsvCell)title)]);
        foreach (var row in Rows(batch)) csv.Row([.. row.Select(cell => (CsvCell)cell)]);
        return new Done();
    }

    private static IEnumerable<string[]> Rows(PaymentBatch batch)
    {
        var number = 0;
        foreach (var line in batch.Lines)
            yield return [$"{++number}", line.InstructionNumber, line.EndToEndId, line.PayeeName, line.AccountNumber, line.BankName, line.Cnaps, line.Amount.ToPlainYuan(), line.Purpose];
        var sum = new Money((long)batch.SumFen);
        yield return ["合计", "", "", "", "", "", "", sum.ToPlainYuan(), AmountInWords.Of(sum)];
    }
}
