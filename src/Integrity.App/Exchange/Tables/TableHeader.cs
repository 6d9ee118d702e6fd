namespace Integrity.App.Exchange.Tables;

/// <summary>A column of a table that was found, with its own title and the unit it names.</summary>
/// <param name="Column">Counts from 0.</param>
/// <param name="Title">As the sheet has it.</param>
/// <param name="UnitFen">Fen in one unit, or null where the title names none.</param>
public sealed record HeaderColumn(ColumnField Field, int Column, string Title, long? UnitFen);

/// <summary>Where a table begins in a sheet, and which column is which.</summary>
/// <param name="FirstRow">Place of its first title row in <see cref="Sheet.Rows"/>.</param>
/// <param name="Height">Rows of titles: one to three.</param>
/// <param name="Twice">A field that two columns claim with the same right, or null.</param>
public sealed record TableHeader(int FirstRow, int Height, IReadOnlyDictionary<string, HeaderColumn> Columns, ColumnField? Twice)
{
    private const int RowsSearched = 60;
    private const int MostHeight = 3;
    private const int MostMergedTitles = 1_000;

    /// <summary>More columns, then no column claimed twice, then fewer rows: a title line above is no part of the header.</summary>
    private (int, bool, int) Merit => (Columns.Count, Twice is null, -Height);

    /// <summary>The rows that name the most columns. Null where none names two.</summary>
    public static TableHeader? Find(Sheet sheet, ColumnSet set)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        TableHeader? best = null;
        if (sheet.Rows.Count == 0) return null;
        var lastSearched = sheet.Rows[Math.Min(sheet.Rows.Count, RowsSearched) - 1].Number;
        sheet = sheet with { Merged = [.. sheet.Merged.Where(cells => cells.Right > cells.Left && cells.Top <= lastSearched).Take(MostMergedTitles)] };
        for (var first = 0; first < Math.Min(sheet.Rows.Count, RowsSearched); first++)
            for (var height = 1; height <= MostHeight && first + height <= sheet.Rows.Count; height++)
            {
                if (sheet.Rows[first + height - 1].Number != sheet.Rows[first].Number + height - 1) break;
                var header = Read(sheet, set, first, height);
                if (header.Columns.Count >= 2 && (best is null || header.Merit.CompareTo(best.Merit) > 0)) best = header;
            }
        return best;
    }

    /// <summary>The required fields that no column names.</summary>
    public IEnumerable<ColumnField> Missing(ColumnSet set) => set.Fields.Where(field => field.IsRequired && !Columns.ContainsKey(field.Key));

    private static TableHeader Read(Sheet sheet, ColumnSet set, int first, int height)
    {
        var rows = sheet.Rows.Skip(first).Take(height).ToList();
        var width = rows.Max(row => row.Cells.Count);
        var above = Enumerable.Range(0, height - 1).Select(index => Spread(sheet, rows[index], rows[index + 1], width)).ToList();
        var columns = new Dictionary<string, (HeaderColumn Column, int Rank)>();
        ColumnField? twice = null;
        for (var column = 0; column < width; column++)
        {
            var titles = new List<string>();
            var own = false;
            for (var index = 0; index < height; index++)
            {
                var title = rows[index][column].Text;
                own |= PlainText.Fold(title).Length > 0;
                var shown = index < height - 1 ? above[index][column] : title;
                if (PlainText.Fold(shown).Length > 0) titles.Add(shown);
            }
            if (!own || Match(set, titles) is not { } match) continue;
            var unit = match.Field.HoldsAmounts ? titles.AsEnumerable().Reverse().Select(HeaderText.UnitIn).FirstOrDefault(found => found is not null) : null;
            var found = new HeaderColumn(match.Field, column, string.Join(" ", titles[^1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), unit);
            if (!columns.TryGetValue(match.Field.Key, out var other) || match.Rank < other.Rank) columns[match.Field.Key] = (found, match.Rank);
            else if (match.Rank == other.Rank) twice = match.Field;
        }
        return new(first, height, columns.ToDictionary(pair => pair.Key, pair => pair.Value.Column), twice);
    }

    /// <summary>A title over several columns stands in the first of them: it reaches as far as it is merged, or over blanks that have a title below.</summary>
    private static string[] Spread(Sheet sheet, SheetRow row, SheetRow below, int width)
    {
        var titles = new string[width];
        for (var column = 0; column < width; column++)
        {
            titles[column] = row[column].Text;
            if (!row[column].IsBlank || column == 0) continue;
            var merged = sheet.Merged.FirstOrDefault(cells => cells.Top <= row.Number && cells.Bottom >= row.Number && cells.Left < column && cells.Right >= column);
            if (merged.Top > 0) titles[column] = merged.Top == row.Number ? row[merged.Left].Text : "";
            else if (!below[column].IsBlank) titles[column] = titles[column - 1];
        }
        return titles;
    }

    /// <summary>First the whole title, then the last line completed by its group, then the last line alone where the group allows it.</summary>
    private static (ColumnField Field, int Rank)? Match(ColumnSet set, List<string> titles)
    {
        var folded = titles.ConvertAll(HeaderText.Fold);
        var (last, over) = (folded[^1], string.Concat(folded.Take(folded.Count - 1)));
        if (over.Length == 0) return FindOrWithoutUnit(last);
        if (FindOrWithoutUnit(over + last) is { } whole) return whole;
        var groups = set.Groups.Where(group => over.Contains(group.Contains, StringComparison.Ordinal)).ToList();
        foreach (var group in groups)
            if (FindOrWithoutUnit(group.Prefix + last) is { } completed && group.Fields.Contains(completed.Field.Key)) return completed;
        var alone = FindOrWithoutUnit(last);
        return alone is null || groups.Count == 0 || groups[0].Fields.Contains(alone.Value.Field.Key) ? alone : null;

        (ColumnField Field, int Rank)? FindOrWithoutUnit(string title) => set.Find(title) ?? set.Find(HeaderText.WithoutUnit(title));
    }
}
