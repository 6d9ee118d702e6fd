namespace Integrity.App.Exchange.Tables;

/// <summary>What a cell holds.</summary>
public enum CellKind : byte
{
    Blank = 0,
    Text,

    /// <summary>A stored number; its text is the file's own, to be read with <see cref="Numeral"/>.</summary>
    Number,

    /// <summary>A stored number shown as a percentage: 0.05 is 5 %.</summary>
    Percent,

    /// <summary>A stored number shown as a date; its text is yyyy-MM-dd.</summary>
    Date,
    Boolean,

    /// <summary>An error value such as #DIV/0!.</summary>
    Error,

    /// <summary>A formula whose result is not in the file.</summary>
    Uncomputed,
}

/// <summary>One cell as the file has it, before anyone says what it means.</summary>
public readonly record struct Cell(CellKind Kind, string Value)
{
    public static readonly Cell Blank;

    public string Text => Value ?? "";

    /// <summary>Nothing is in it that a person could see.</summary>
    public bool IsBlank => Kind == CellKind.Blank || (Kind == CellKind.Text && PlainText.Fold(Text).Length == 0);
}

/// <summary>A row that holds something. Rows count from 1, columns from 0.</summary>
public sealed record SheetRow(int Number, IReadOnlyList<Cell> Cells)
{
    public Cell this[int column] => column < Cells.Count ? Cells[column] : Cell.Blank;
}

/// <summary>Cells shown as one; the value stands in the upper left one.</summary>
public readonly record struct MergedCells(int Top, int Left, int Bottom, int Right);

/// <summary>All that a file holds: the sheets of a workbook, or one for a text table.</summary>
public sealed record Workbook(IReadOnlyList<Sheet> Sheets);

/// <summary>One sheet of a workbook, or the whole of a text table. Blank rows are left out.</summary>
public sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows, IReadOnlyList<MergedCells> Merged)
{
    public bool IsHidden { get; init; }

    /// <summary>A text table: a separator inside an amount pushes what follows into cells that have no title.</summary>
    public bool IsText { get; init; }

    /// <summary>Day zero of stored dates: 1904 in some workbooks from old Macintosh programs.</summary>
    public bool CountsFrom1904 { get; init; }
}
