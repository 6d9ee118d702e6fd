using System.Globalization;

namespace Integrity.Domain.Payments;

/// <summary>Numbers that people say, counted within a year: <c>F2026-0007</c>.</summary>
public static class YearNumber
{
    /// <summary>The number after the last one given; the first of a new year is 1.</summary>
    public static string After(string? last, string prefix, int year)
    {
        var start = $"{prefix}{year}-";
        var count = last is not null && last.StartsWith(start, StringComparison.Ordinal) ? int.Parse(last.AsSpan(start.Length), CultureInfo.InvariantCulture) : 0;
        return $"{start}{count + 1:0000}";
    }
}
