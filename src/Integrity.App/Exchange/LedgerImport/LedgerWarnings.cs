using System.Globalization;
using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>Every warning that reading a ledger can give.</summary>
public static class LedgerWarnings
{
    public static LedgerWarning NoIntegrityContract() => Make("integrity",
        "没有廉政合同：导入后不参加比例兑付，请在10个工作日内补签（C-5）。",
        "No integrity contract: the contract is left out of the ratio step; sign one within 10 working days (C-5).");

    public static LedgerWarning IntegrityDayMissing() => Make("integritySigned",
        "没有廉政合同签订日期。请在导入后补填。",
        "The day the integrity contract was signed is missing. Enter it after the import.");

    public static LedgerWarning BandMissing() => Make("band",
        "没有扣罚比例。请在导入后按廉政合同补填。",
        "The deduction band is missing. Enter it by the integrity contract after the import.");

    public static LedgerWarning SignedAfterSheet() => Make("signed",
        "签订日期晚于台账的截至日期。请核对。",
        "The contract was signed after the day the ledger stands at. Check it.");

    public static LedgerWarning OwedDiffers(Money counted) => Make("owed",
        $"表中的欠付与计量减已付（{counted}）不符。导入以后者为准。",
        $"The owed sum in the sheet is not certified less paid ({counted}). The import counts the latter.");

    public static LedgerWarning ProjectFromAbove() => Make("project",
        "没有填写工程名称，沿用上一行的。请核对。",
        "The project is blank; that of the row above was taken. Check it.");

    public static LedgerWarning ProjectKindUnknown() => Make("projectKind",
        "没有工程类别，或类别不认得。请在导入后选择。",
        "The kind of project is missing or unknown. Choose it after the import.");

    public static LedgerWarning PartyDiffers(string field, int row) => Make(field,
        $"同一证件号在第 {row} 行的名称或类型不同。请核对。",
        $"The same code stands in row {row} with another name or kind. Check both.");

    public static LedgerWarning IntegrityOfAnother(int row) => Make("integrity",
        $"同一廉政合同编号在第 {row} 行属于另一个乙方。请核对。",
        $"The same integrity contract belongs to another party in row {row}. Check both.");

    public static LedgerWarning UnitAssumed() => Make(null,
        "表中没有写明金额单位，按元读取。请核对金额；单位是万元的，请在表头写明。",
        "No unit of amounts is stated, so they were read as yuan. Check them; where they are in 万元, say so above the table.");

    public static LedgerWarning AsOfMissing() => Make(null,
        "没有找到截至日期。导入前须指明（--as-of）。",
        "The day the ledger stands at was not found. Give it before the import (--as-of).");

    public static LedgerWarning AsOfMonthEnd(DateOnly day) => Make(null,
        $"表中只写了月份，截至日期取 {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}。请核对。",
        $"Only a month is stated; its last day, {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, was taken. Check it.");

    public static LedgerWarning RowSkipped(string sheet, int row) => Make(null,
        $"第 {row} 行{(sheet.Length > 0 ? $"（{sheet}）" : "")}有金额，但没有合同编号和乙方，未读取。请核对是否合计行。",
        $"Row {row}{(sheet.Length > 0 ? $" ({sheet})" : "")} holds an amount but neither number nor party, and was skipped. Check that it is a total.");

    private static LedgerWarning Make(string? field, string zh, string en, [CallerMemberName] string member = "") =>
        new(Refusal.CodeOf("exchange", member), field, zh, en);
}
