using System.Globalization;

namespace Integrity.Domain.Values;

/// <summary>A ratio as people type it: a percentage with at most four decimals, so that it is a whole number of ppm (M-2).</summary>
public static class RatioText
{
    public static Outcome<Ratio> Read(string text)
    {
        var clean = text.Trim().TrimEnd('%', '％').Trim();
        var point = clean.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? clean : clean[..point];
        var decimals = point < 0 ? "" : clean[(point + 1)..];
        if (whole.Length is 0 or > 3 || decimals.Length > 4 || !int.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            || (decimals.Length > 0 && !int.TryParse(decimals, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return ValuesRefusals.RatioMalformed();
        var ratio = new Ratio(percent * 10_000 + int.Parse(decimals.PadRight(4, '0'), CultureInfo.InvariantCulture));
        return ratio.IsShare ? ratio : ValuesRefusals.RatioMalformed();
    }
}
