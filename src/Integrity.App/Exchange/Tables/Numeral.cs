using System.Globalization;
using System.Numerics;

namespace Integrity.App.Exchange.Tables;

/// <summary>A decimal number exactly as written: digits and the place of the point. No floating point (M-1).</summary>
public readonly record struct Numeral
{
    /// <summary>What a spreadsheet shows and keeps of a number; digits behind are noise of its binary storage.</summary>
    private const int SpreadsheetDigits = 15;
    private const int MostDigits = 60;

    private readonly string digits;
    private readonly int exponent;

    private Numeral(bool isNegative, string digits, int exponent)
    {
        this.digits = digits.TrimStart('0');
        this.exponent = exponent;
        IsNegative = isNegative && this.digits.Length > 0;
    }

    public bool IsNegative { get; }

    /// <summary>How many decimals are written, closing zeros included.</summary>
    public int Decimals => Math.Max(0, -exponent);

    /// <summary>Reads what a person typed: sign, digits, thousands in groups of three, decimals.</summary>
    public static Numeral? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.AsSpan();
        var isNegative = rest is ['-' or '−', ..];
        if (isNegative || rest is ['+', ..]) rest = rest[1..];
        var point = rest.IndexOf('.');
        var whole = point < 0 ? rest : rest[..point];
        var decimals = point < 0 ? [] : rest[(point + 1)..];
        if ((point >= 0 && decimals.IsEmpty) || whole.IsEmpty || rest.Length > MostDigits) return null;
        if (whole.Contains(','))
        {
            if (!IsGrouped(whole)) return null;
            whole = whole.ToString().Replace(",", "", StringComparison.Ordinal);
        }
        if (whole.ContainsAnyExceptInRange('0', '9') || decimals.ContainsAnyExceptInRange('0', '9')) return null;
        return new(isNegative, string.Concat(whole, decimals), -decimals.Length);
    }

    /// <summary>Reads what a spreadsheet stored, 8.678444000000001 or 1.5E-3, as it shows it: to fifteen digits.</summary>
    public static Numeral? ParseStored(string text) => ParseEveryDigit(text)?.ToFifteenDigits();

    /// <summary>Whether fifteen digits show a stored number to less than half a unit of 10^-<paramref name="decimals"/>: what they leave out is noise, and otherwise a part of the number.</summary>
    public static bool IsShown(string stored, int decimals)
    {
        if (ParseEveryDigit(stored) is not { } every) return false;
        var leftOut = BigInteger.Abs(every.Count(every.exponent) - every.ToFifteenDigits().Count(every.exponent));
        var place = every.exponent + decimals;
        return 2 * leftOut * BigInteger.Pow(10, Math.Max(0, place)) < BigInteger.Pow(10, Math.Max(0, -place));
    }

    private static Numeral? ParseEveryDigit(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var power = 0;
        var e = text.AsSpan().IndexOfAny('e', 'E');
        if (e >= 0 && !int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out power)) return null;
        if (Math.Abs(power) > 400 || Parse(e < 0 ? text : text[..e]) is not { } number) return null;
        return new(number.IsNegative, number.digits, number.exponent + power);
    }

    /// <summary>The whole number of units of 10^-<paramref name="decimals"/>, or null where it is finer than that.</summary>
    /// <remarks>Errors: <see cref="OverflowException"/> where it is too large for 64 bits.</remarks>
    public long? ToUnits(int decimals)
    {
        if (digits is null or "") return 0;
        var shift = exponent + decimals;
        var text = digits;
        if (shift < 0)
        {
            var kept = Math.Max(0, text.Length + shift);
            if (text.AsSpan(kept).ContainsAnyExcept('0')) return null;
            text = text[..kept];
            shift = 0;
        }
        if (text.Length + shift > 19) throw new OverflowException();
        var value = Int128.Parse("0" + text + new string('0', shift), CultureInfo.InvariantCulture);
        return checked((long)(IsNegative ? -value : value));
    }

    /// <summary>Plainly, without an exponent.</summary>
    public override string ToString()
    {
        var text = (digits ?? "").PadLeft(Decimals + 1, '0') + new string('0', Math.Max(0, exponent));
        if (Decimals > 0) text = text[..^Decimals] + "." + text[^Decimals..];
        return IsNegative ? "-" + text : text;
    }

    private Numeral ToFifteenDigits()
    {
        if (digits.Length <= SpreadsheetDigits) return Trimmed(digits, exponent);
        var kept = Int128.Parse(digits.AsSpan(0, SpreadsheetDigits), CultureInfo.InvariantCulture) + (digits[SpreadsheetDigits] >= '5' ? 1 : 0);
        return Trimmed(kept.ToString(CultureInfo.InvariantCulture), exponent + digits.Length - SpreadsheetDigits);
    }

    /// <summary>How many units of 10^<paramref name="power"/> it is, which is no larger than its last place.</summary>
    private BigInteger Count(int power) => BigInteger.Parse("0" + digits, CultureInfo.InvariantCulture) * BigInteger.Pow(10, exponent - power);

    /// <summary>Closing zeros say nothing in a stored number.</summary>
    private Numeral Trimmed(string all, int power)
    {
        var text = all.TrimEnd('0');
        return new(IsNegative, text, power + all.Length - text.Length);
    }

    private static bool IsGrouped(ReadOnlySpan<char> whole)
    {
        for (var fromRight = 0; fromRight < whole.Length; fromRight++)
            if (whole[^(fromRight + 1)] == ',' != (fromRight % 4 == 3)) return false;
        return whole[0] != ',';
    }
}
