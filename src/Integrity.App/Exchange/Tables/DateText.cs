using System.Globalization;
using System.Text.RegularExpressions;

namespace Integrity.App.Exchange.Tables;

/// <summary>A date as offices write it: 2026-09-30, 2026/9/30, 2026.9.30, 20260930, 2026年9月30日, or a spreadsheet's day number.</summary>
public static partial class DateText
{
    /// <summary>What the cell says, or why it says no date: <c>false</c> no date at all, <c>true</c> one that is not in the calendar.</summary>
    public static (DateOnly? Date, bool NoSuchDay) Read(Cell cell, bool from1904 = false)
    {
        var text = PlainText.Fold(cell.Text);
        if (cell.Kind == CellKind.Number && OfSerial(text, from1904) is { } day) return (day, false);
        // A spreadsheet that was saved as text leaves five digits of a date; a text must be more plainly one than a stored number.
        if (cell.Kind == CellKind.Text && text.Length == 5 && OfSerial(text, from1904) is { Year: >= 1990 and <= 2100 } written) return (written, false);
        return Read(text);
    }

    public static (DateOnly? Date, bool NoSuchDay) Read(string text)
    {
        var match = Whole().Match(PlainText.Fold(text).Replace('—', '-').Replace('–', '-'));
        return match.Success ? Of(match) : (null, false);
    }

    /// <summary>The first date inside a longer text, such as a title line.</summary>
    public static DateOnly? FindIn(string text)
    {
        foreach (Match match in Inside().Matches(PlainText.Fold(text).Replace('—', '-').Replace('–', '-')))
            if (Of(match).Date is { } date) return date;
        return null;
    }

    /// <summary>The date of a spreadsheet's day number between 1954 and 2119; others are more likely no dates.</summary>
    public static DateOnly? OfSerial(string stored, bool from1904)
    {
        var point = stored.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? stored : stored[..point];
        if (whole.Length > 6 || !int.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var days)) return null;
        if (from1904) days += 1462;
        return days is >= 20_000 and < 80_000 ? new DateOnly(1899, 12, 30).AddDays(days) : null;
    }

    private static (DateOnly? Date, bool NoSuchDay) Of(Match match)
    {
        var (year, month, day) = (Part("y"), Part("m"), Part("d"));
        if (year is < 1949 or > 2199 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return (null, true);
        return (new DateOnly(year, month, day), false);

        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^(?:(?<y>[0-9]{4}) ?(?:年|[-/.]) ?(?<m>[0-9]{1,2}) ?(?:月|[-/.]) ?(?<d>[0-9]{1,2}) ?[日号]?|(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2}))(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<![0-9])(?:(?<y>[0-9]{4}) ?(?:年|[-/.]) ?(?<m>[0-9]{1,2}) ?(?:月|[-/.]) ?(?<d>[0-9]{1,2})|(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2}))(?![0-9])")]
    private static partial Regex Inside();
}
