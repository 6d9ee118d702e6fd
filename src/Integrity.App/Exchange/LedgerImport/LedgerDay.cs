using System.Globalization;
using System.Text.RegularExpressions;
using Integrity.App.Exchange.Tables;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>Finds the day a ledger stands at, in the lines around its table.</summary>
internal static partial class LedgerDay
{
    /// <summary>Named as the day of the figures first, then as the day of the form, then any whole date in a title, last a month.</summary>
    public static (DateOnly? Day, bool IsMonthOnly) Find(IReadOnlyList<SheetRow> around, string sheetName, bool from1904)
    {
        foreach (var label in new[] { OfFigures(), OfForm() })
            foreach (var row in around)
                for (var column = 0; column < row.Cells.Count; column++)
                    if (label.Match(Fold(row[column])) is { Success: true } match && After(row, column, match, from1904) is { } day) return (day, false);
        var texts = around.SelectMany(row => row.Cells).Where(cell => cell.Kind == CellKind.Text).Select(Fold).Append(PlainText.Fold(sheetName)).ToList();
        foreach (var text in texts)
            if (DateText.FindIn(text) is { } day) return (day, false);
        foreach (var text in texts)
            if (Month().Match(text) is { Success: true } match && MonthEnd(match) is { } day) return (day, true);
        return (null, false);
    }

    private static string Fold(Cell cell) => PlainText.Fold(cell.Text);

    /// <summary>In the same cell behind the label, or in the next cell that holds something.</summary>
    private static DateOnly? After(SheetRow row, int column, Match label, bool from1904)
    {
        var rest = Fold(row[column])[(label.Index + label.Length)..];
        if (DateText.FindIn(rest) is { } here) return here;
        for (var next = column + 1; next < row.Cells.Count; next++)
            if (!row[next].IsBlank) return DateText.Read(row[next], from1904).Date;
        return null;
    }

    private static DateOnly? MonthEnd(Match match)
    {
        var (year, month) = (int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture));
        return year is >= 1949 and <= 2199 && month is >= 1 and <= 12 ? new DateOnly(year, month, DateTime.DaysInMonth(year, month)) : null;
    }

    [GeneratedRegex("截[至止]|(?:统计|数据|报表|报告)(?:截止)?(?:日期|时间|日)|as of|as at", RegexOptions.IgnoreCase)]
    private static partial Regex OfFigures();

    [GeneratedRegex("(?:填报|填表|制表|编制|更新)?(?:日期|时间)")]
    private static partial Regex OfForm();

    [GeneratedRegex("(?<![0-9])(?<y>[0-9]{4}) ?[年./-] ?(?<m>[0-9]{1,2})(?![0-9])")]
    private static partial Regex Month();
}
