using System.Globalization;
using System.Text;
using Integrity.Domain.Values;

namespace Integrity.Web.Pages.Parts;

/// <summary>An amount as people type it: yuan with at most two decimals, thousands separated or not, full-width or not. Nothing is rounded.</summary>
public static class YuanText
{
    /// <returns>Null where it is no exact amount.</returns>
    public static Money? Read(string? text)
    {
        var plain = (text ?? "").Normalize(NormalizationForm.FormKC).Replace(",", "", StringComparison.Ordinal).Replace("¥", "", StringComparison.Ordinal).Trim();
        var sign = plain.StartsWith('-') ? -1 : 1;
        if (sign < 0) plain = plain[1..];
        var parts = plain.Split('.');
        if (parts.Length > 2 || parts[0].Length == 0 || (parts.Length == 2 && parts[1].Length is 0 or > 2)) return null;
        if (!parts.All(part => part.All(char.IsAsciiDigit))) return null;
        var fen = parts.Length == 2 ? parts[1].PadRight(2, '0') : "00";
        return long.TryParse(parts[0] + fen, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? new Money(sign * amount) : null;
    }

    /// <summary>A share as people type it, in percent with at most four decimals.</summary>
    public static Ratio? ReadPercent(string? text)
    {
        var plain = (text ?? "").Normalize(NormalizationForm.FormKC).Replace("%", "", StringComparison.Ordinal).Trim();
        var parts = plain.Split('.');
        if (parts.Length > 2 || parts[0].Length is 0 or > 4 || (parts.Length == 2 && parts[1].Length is 0 or > 4)) return null;
        if (!parts.All(part => part.All(char.IsAsciiDigit))) return null;
        return new Ratio(int.Parse(parts[0] + (parts.Length == 2 ? parts[1] : "").PadRight(4, '0'), CultureInfo.InvariantCulture));
    }
}
