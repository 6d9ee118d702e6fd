using Integrity.App.Exchange.Tables;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>Reads the contract ledger as the office keeps it: any layout whose columns go by their usual names.</summary>
/// <remarks>Pure: what is already in the database is compared later, by the act that imports. Rules: C-1, C-3 to C-6, C-9, M-1.</remarks>
public static class LedgerReader
{
    /// <param name="sheet">The sheet to read, or null for all that hold the table.</param>
    /// <param name="asOf">The day it stands at where the sheet does not say; a day in the sheet comes first.</param>
    public static Outcome<LedgerReading> Read(byte[] file, string? sheet = null, DateOnly? asOf = null)
    {
        var book = TableFile.Read(file, TableLimits.Ledger);
        return book.Refusal is { } refusal ? refusal : Read(book.Value, KnownColumns.Default, sheet, asOf);
    }

    public static Outcome<LedgerReading> Read(Workbook book, KnownColumns known, string? sheet, DateOnly? asOf)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(known);
        var found = TableChoice.Choose(book, known.Ledger, sheet);
        if (found.Refusal is { } refusal) return refusal;

        var tables = found.Value.ConvertAll(table => new LedgerTable(table, known));
        var elsewhere = book.Sheets.Where(other => !other.IsHidden && found.Value.TrueForAll(table => table.Sheet != other)).SelectMany(other => other.Rows).ToList();
        var warnings = new List<LedgerWarning>();
        var days = tables.ConvertAll(table => table.FindDay());
        if (days.Where(day => day.Day is not null).Select(day => day.Day).Distinct().Count() > 1) return ExchangeRefusals.SheetsOfDifferentDays(TableChoice.Names(found.Value));
        var (day, isMonthOnly) = days.Find(one => one.Day is not null);
        if (day is null && asOf is null) (day, isMonthOnly) = LedgerDay.Find(elsewhere, "", false);
        if (day is null) (day, isMonthOnly) = (asOf, false);
        if (isMonthOnly && asOf is not null) (day, isMonthOnly) = (asOf, false);
        if (day is null) warnings.Add(LedgerWarnings.AsOfMissing());
        else if (isMonthOnly) warnings.Add(LedgerWarnings.AsOfMonthEnd(day.Value));

        var rows = new List<LedgerRow>();
        foreach (var table in tables) rows.AddRange(table.Read(day, elsewhere, warnings));
        var twice = LedgerComparison.RefuseRepeated(tables);
        var accepted = LedgerComparison.CompareParties(rows.Where(row => !twice.Contains((row.Sheet, row.Row))));
        return new LedgerReading(day, accepted, [.. tables.SelectMany(table => table.Refused)], warnings);
    }
}
