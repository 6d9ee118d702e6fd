using System.Buffers;
using Integrity.App.Exchange.Tables;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>One sheet's table of contracts: which of its rows are contracts, and what each says.</summary>
internal sealed class LedgerTable(TableReading table, KnownColumns known)
{
    /// <summary>A value shown once for several rows counts for each of them; a number or an amount never does.</summary>
    private static readonly string[] SharedFields = ["project", "projectKind", "party", "code", "kind", "signed", "integrity", "integritySigned", "band", "bandMin", "bandMax"];

    private static readonly SearchValues<char> SentenceSigns = SearchValues.Create(":,;。，、");

    private readonly Dictionary<(int Row, int Column), Cell> shared = SharedOf(table);
    private readonly List<SheetRow> notes = [.. table.Sheet.Rows.Take(table.Header.FirstRow)];
    private readonly List<SheetRow> contracts = [];
    private readonly List<SheetRow> skippedAmounts = [];
    private readonly HashSet<int> followsOn = [];
    private bool isSorted;

    public string SheetName => table.Sheet.Name;
    public IReadOnlyList<RowRefusal> Refused => [.. table.Refused.OrderBy(refused => refused.Row)];

    /// <summary>The contracts that have a number, by its key.</summary>
    public IEnumerable<(LedgerTable Table, SheetRow Row, string Key)> Numbered =>
        contracts.Where(row => table[row, "number"] is { IsBlank: false, Kind: CellKind.Text or CellKind.Number }).Select(row => (this, row, SameNumber.KeyOf(table[row, "number"].Text)));

    public void RefuseTwice(SheetRow row, string others) => table.Refuse(row, "number", ExchangeRefusals.ContractTwice(others));

    public (DateOnly? Day, bool IsMonthOnly) FindDay()
    {
        Sort();
        return LedgerDay.Find(notes, SheetName, table.Sheet.CountsFrom1904);
    }

    public List<LedgerRow> Read(DateOnly? asOf, IReadOnlyList<SheetRow> elsewhere, List<LedgerWarning> warnings)
    {
        Sort();
        var unit = TableReading.UnitIn(notes) ?? TableReading.UnitIn(table.Sheet.Rows.Skip(table.Header.FirstRow).Take(table.Header.Height)) ?? TableReading.UnitIn(elsewhere);
        if (unit is null && table.Header.Columns.Values.Any(column => column.Field is { HoldsAmounts: true, IsRequired: true } && column.UnitFen is null)) warnings.Add(LedgerWarnings.UnitAssumed());
        warnings.AddRange(skippedAmounts.Select(row => LedgerWarnings.RowSkipped(SheetName, row.Number)));

        var accepted = new List<LedgerRow>();
        LedgerRowReading? above = null;
        foreach (var row in contracts)
        {
            var filled = Fill(row);
            var reading = new LedgerRowReading(table, known, filled, unit ?? 100, asOf, followsOn.Contains(row.Number) ? above : null);
            if (reading.Read() is { } read) accepted.Add(read);
            above = reading;
        }
        return accepted;
    }

    /// <summary>Tells contracts from totals, notes and titles printed again on a new page.</summary>
    private void Sort()
    {
        if (isSorted) return;
        isSorted = true;
        var previous = -1;
        foreach (var row in table.Rows)
        {
            if (IsTitles(row) || IsTotal(row)) continue;
            if (IsContract(row))
            {
                contracts.Add(row);
                if (row.Number == previous + 1) followsOn.Add(row.Number);
                previous = row.Number;
            }
            else
            {
                notes.Add(row);
                if (!table[row, "amount"].IsBlank || !table[row, "certified"].IsBlank || !table[row, "paid"].IsBlank) skippedAmounts.Add(row);
            }
        }
    }

    private bool IsTitles(SheetRow row) => row.Cells.Count(cell => cell.Kind == CellKind.Text && known.Ledger.Find(HeaderText.Fold(cell.Text)) is not null) >= 2;

    private bool IsTotal(SheetRow row)
    {
        var number = table[row, "number"];
        if (!number.IsBlank && !EndsAsTotal(number)) return false;
        return row.Cells.Any(EndsAsTotal);
    }

    private bool EndsAsTotal(Cell cell) => cell.Kind == CellKind.Text && HeaderText.Fold(cell.Text) is { Length: > 0 } text && known.Totals.Any(word => text.EndsWith(word, StringComparison.Ordinal));

    private bool IsContract(SheetRow row)
    {
        bool Has(string field) => !table[row, field].IsBlank;
        var hasMoney = Has("amount") || Has("certified") || Has("paid");
        if (!Has("number")) return hasMoney && (Has("party") || Has("code"));
        if (hasMoney || Has("party") || Has("code") || Has("signed")) return true;
        var text = PlainText.Fold(table[row, "number"].Text);
        return text.Length <= 30 && text.Any(char.IsAsciiDigit) && !text.AsSpan().ContainsAny(SentenceSigns);
    }

    /// <summary>The row with what merged cells show in it.</summary>
    private SheetRow Fill(SheetRow row)
    {
        if (shared.Count == 0) return row;
        List<Cell>? cells = null;
        foreach (var field in SharedFields)
        {
            if (!table.Header.Columns.TryGetValue(field, out var column) || !row[column.Column].IsBlank || !shared.TryGetValue((row.Number, column.Column), out var cell)) continue;
            cells ??= [.. row.Cells];
            while (cells.Count <= column.Column) cells.Add(Cell.Blank);
            cells[column.Column] = cell;
        }
        return cells is null ? row : row with { Cells = cells };
    }

    private static Dictionary<(int, int), Cell> SharedOf(TableReading table)
    {
        var shared = new Dictionary<(int, int), Cell>();
        var rows = table.Sheet.Rows.ToDictionary(row => row.Number);
        var last = table.Sheet.Rows.Count == 0 ? 0 : table.Sheet.Rows[^1].Number;
        foreach (var merged in table.Sheet.Merged)
        {
            if (merged.Bottom == merged.Top || !rows.TryGetValue(merged.Top, out var top) || top[merged.Left].IsBlank) continue;
            // Merged cells cannot lie upon each other; where they do, the first one counts and the work stays in bounds.
            for (var row = merged.Top + 1; row <= Math.Min(merged.Bottom, last); row++)
                if (!shared.TryAdd((row, merged.Left), top[merged.Left])) break;
        }
        return shared;
    }
}
