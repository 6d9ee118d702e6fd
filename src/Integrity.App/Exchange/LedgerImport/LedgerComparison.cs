using Integrity.App.Exchange.Tables;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>Compares the rows of one workbook with each other.</summary>
internal static class LedgerComparison
{
    /// <summary>When a number occurs twice, every row with it is refused (C-9), whatever else is wrong with it.</summary>
    public static HashSet<(string Sheet, int Row)> RefuseRepeated(IReadOnlyList<LedgerTable> tables)
    {
        var twice = new HashSet<(string, int)>();
        foreach (var same in tables.SelectMany(table => table.Numbered).GroupBy(one => one.Key).Where(same => same.Count() > 1))
            foreach (var one in same)
            {
                var others = same.Where(other => other != one).Select(other => other.Table == one.Table ? $"{other.Row.Number}" : $"{other.Table.SheetName}!{other.Row.Number}");
                one.Table.RefuseTwice(one.Row, string.Join("、", others));
                twice.Add((one.Table.SheetName, one.Row.Number));
            }
        return twice;
    }

    /// <summary>One code is one party with one name and kind, and one integrity contract is one party's (C-1, C-4).</summary>
    public static List<LedgerRow> CompareParties(IEnumerable<LedgerRow> rows)
    {
        var compared = new List<LedgerRow>();
        var parties = new Dictionary<string, LedgerRow>();
        var integrity = new Dictionary<string, LedgerRow>();
        foreach (var row in rows)
        {
            var warnings = new List<LedgerWarning>(row.Warnings);
            if (!parties.TryAdd(row.Code, row))
            {
                var first = parties[row.Code];
                if (first.Party != row.Party) warnings.Add(LedgerWarnings.PartyDiffers("party", first.Row));
                else if (first.Kind != row.Kind) warnings.Add(LedgerWarnings.PartyDiffers("kind", first.Row));
            }
            if (row.Integrity.Length > 0 && !integrity.TryAdd(SameNumber.KeyOf(row.Integrity), row) && integrity[SameNumber.KeyOf(row.Integrity)] is var other && other.Code != row.Code)
                warnings.Add(LedgerWarnings.IntegrityOfAnother(other.Row));
            compared.Add(row with { Warnings = warnings });
        }
        return compared;
    }
}
