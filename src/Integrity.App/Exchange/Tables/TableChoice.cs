using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Tables;

/// <summary>Finds the sheets of a workbook that hold the table asked for.</summary>
internal static class TableChoice
{
    /// <summary>Every shown sheet with all required columns, or the one that is named; where there is none, the reason.</summary>
    public static Outcome<List<TableReading>> Choose(Workbook book, ColumnSet set, string? sheetName)
    {
        ArgumentNullException.ThrowIfNull(book);
        var sheets = book.Sheets.Where(sheet => sheetName is null ? !sheet.IsHidden : sheet.Name == sheetName).ToList();
        if (sheets.Count == 0 && sheetName is not null) return ExchangeRefusals.SheetUnknown(sheetName);
        var found = new List<TableReading>();
        TableHeader? closest = null;
        foreach (var sheet in sheets)
        {
            if (TableHeader.Find(sheet, set) is not { } header) continue;
            if (!header.Missing(set).Any()) found.Add(new(sheet, header));
            else if (header.Columns.Count > (closest?.Columns.Count ?? 0)) closest = header;
        }
        if (found.FirstOrDefault(table => table.Header.Twice is not null)?.Header.Twice is { } twice) return ExchangeRefusals.ColumnTwice(twice.Zh, twice.En);
        if (found.Count > 0) return found;
        var missing = (closest?.Missing(set) ?? set.Fields.Where(field => field.IsRequired)).ToList();
        var (zh, en) = (string.Join("、", missing.Select(field => field.Zh)), string.Join(", ", missing.Select(field => field.En)));
        return closest is null ? ExchangeRefusals.NoTableFound(zh, en) : ExchangeRefusals.ColumnsMissing(zh, en);
    }

    public static string Names(IEnumerable<TableReading> tables) => string.Join("、", tables.Select(table => table.Sheet.Name));
}
