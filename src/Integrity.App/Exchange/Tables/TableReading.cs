using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Tables;

/// <summary>Reads the cells of a found table one column at a time, and keeps every reason why one cannot be read.</summary>
public sealed class TableReading(Sheet sheet, TableHeader header)
{
    private readonly List<RowRefusal> refused = [];
    // Up to the last title: programs that pad their rows write empty titles behind it.
    private readonly int width = sheet.Rows.Skip(header.FirstRow).Take(header.Height).Max(row => row.Cells.ToList().FindLastIndex(cell => !cell.IsBlank) + 1);

    public Sheet Sheet { get; } = sheet;
    public TableHeader Header { get; } = header;
    public IReadOnlyList<RowRefusal> Refused => refused;

    /// <summary>The unit that some lines say the amounts are in, as the number of fen in one, or null: 单位：万元.</summary>
    public static long? UnitIn(IEnumerable<SheetRow> rows) => rows.SelectMany(row => row.Cells).Where(cell => cell.Kind == CellKind.Text)
        .Select(cell => HeaderText.StatedUnitIn(cell.Text)).FirstOrDefault(unit => unit is not null);

    /// <summary>The lines above the titles.</summary>
    public IEnumerable<SheetRow> Above => Sheet.Rows.Take(Header.FirstRow);

    /// <summary>The rows below the titles.</summary>
    public IEnumerable<SheetRow> Rows => Sheet.Rows.Skip(Header.FirstRow + Header.Height);

    public bool Has(string field) => Header.Columns.ContainsKey(field);

    /// <summary>The cell of a field; blank where the table has no such column.</summary>
    public Cell this[SheetRow row, string field] => Header.Columns.TryGetValue(field, out var column) ? row[column.Column] : Cell.Blank;

    public void Refuse(SheetRow row, string field, Refusal why) => Refuse(row, field, Shown(this[row, field]), why);

    public void Refuse(SheetRow row, string field, string value, Refusal why)
    {
        var title = Header.Columns.TryGetValue(field, out var column) ? column.Title : field;
        refused.Add(new(Sheet.Name, row.Number, title, field, value, why with { Field = field }));
    }

    /// <summary>What a person sees in it, as text; a blank, an error or an uncomputed formula is refused.</summary>
    public string? Text(SheetRow row, string field)
    {
        var cell = this[row, field];
        if (IsUnusable(row, field, cell)) return null;
        if (!cell.IsBlank) return Shown(cell).Trim();
        Refuse(row, field, ExchangeRefusals.CellMissing());
        return null;
    }

    /// <summary>The same, but a blank is an answer.</summary>
    public string? OptionalText(SheetRow row, string field)
    {
        var cell = this[row, field];
        return cell.IsBlank || IsUnusable(row, field, cell) ? null : Shown(cell).Trim();
    }

    /// <summary>An amount of zero or more, to the fen; the unit is the cell's own, else the column's, else the sheet's.</summary>
    /// <param name="sheetUnitFen">Fen in one unit of the sheet.</param>
    /// <param name="mostDecimals">How many decimals may be written at all, or null for any that come out in whole fen.</param>
    public Money? Amount(SheetRow row, string field, long sheetUnitFen, int? mostDecimals = null)
    {
        var cell = this[row, field];
        if (IsUnusable(row, field, cell)) return null;
        if (cell.IsBlank) Refuse(row, field, ExchangeRefusals.CellMissing());
        else if (Sheet.IsText && row.Cells.Skip(width).FirstOrDefault(beyond => !beyond.IsBlank) is { IsBlank: false } beyond) Refuse(row, field, Shown(cell), ExchangeRefusals.RowTooWide(Shown(beyond)));
        else
        {
            var read = AmountText.Read(cell, Header.Columns[field].UnitFen ?? sheetUnitFen, mostDecimals);
            if (read.Refusal is null && !read.Value.IsNegative) return read.Value;
            Refuse(row, field, read.Refusal ?? ExchangeRefusals.AmountNegative());
        }
        return null;
    }

    private bool IsUnusable(SheetRow row, string field, Cell cell)
    {
        if (cell.Kind == CellKind.Error) Refuse(row, field, ExchangeRefusals.CellHasError());
        if (cell.Kind == CellKind.Uncomputed) Refuse(row, field, ExchangeRefusals.CellNotComputed());
        return cell.Kind is CellKind.Error or CellKind.Uncomputed;
    }

    private static string Shown(Cell cell) =>
        cell.Kind is CellKind.Number or CellKind.Percent && Numeral.ParseStored(cell.Text) is { } number ? number.ToString() : cell.Text;
}
