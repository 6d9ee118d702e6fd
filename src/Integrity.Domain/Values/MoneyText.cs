using System.Globalization;
using System.Text;

namespace Integrity.Domain.Values;

/// <summary>An amount as people type it: yuan with at most two decimals, with or without separators (M-1).</summary>
public static class MoneyText
{
    /// <summary>Longer than any amount that 64 bits hold.</summary>
    private const int MostDigits = 17;

    public static Outcome<Money> Read(string text)
    {
        var clean = text.Normalize(NormalizationForm.FormKC).Trim().TrimStart('¥').TrimEnd('元').Replace(",", "", StringComparison.Ordinal).Trim();
        var negative = clean.StartsWith('-');
        if (negative) clean = clean[1..];
        var point = clean.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? clean : clean[..point];
        var decimals = point < 0 ? "" : clean[(point + 1)..];
        if (whole.Length is 0 or > MostDigits || decimals.Length > 2 || !(whole + decimals).All(char.IsAsciiDigit) || (point >= 0 && decimals.Length == 0))
            return ValuesRefusals.MoneyMalformed();
        var fen = Int128.Parse(whole + decimals.PadRight(2, '0'), CultureInfo.InvariantCulture);
        return fen > long.MaxValue ? ValuesRefusals.MoneyMalformed() : new Money(negative ? -(long)fen : (long)fen);
    }
}
