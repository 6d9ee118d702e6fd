using System.Text;

namespace Integrity.Domain.Values;

/// <summary>An amount in Chinese capital numerals (大写金额), as it stands on vouchers and minutes.</summary>
/// <remarks>
/// A zero between two digits is written 零 once, however many they are; where the regulation leaves the 零 open (the units of a group of four
/// end in zeros and the next group begins with a digit) it is left out. 整 closes an amount without fen. Rules: M-1.
/// Source: 正确填写票据和结算凭证的基本规定 (PBoC).
/// </remarks>
public static class AmountInWords
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private static readonly (UInt128 Scale, string Unit)[] Groups = [(1_000_000_000_000, "兆"), (100_000_000, "亿"), (10_000, "万")];
    private static readonly (UInt128 Scale, string Unit)[] Places = [(1_000, "仟"), (100, "佰"), (10, "拾"), (1, "")];

    public static string Of(Money amount)
    {
        var fen = UInt128.CreateChecked(Int128.Abs(amount.Fen));
        var (yuan, jiao, last) = (fen / 100, (int)(fen / 10 % 10), (int)(fen % 10));
        if (fen == 0) return "零元整";

        var words = new StringBuilder();
        if (amount.IsNegative) words.Append('负');
        if (yuan > 0) Append(words, yuan).Append('元');
        if (jiao > 0) words.Append(Digits[jiao]).Append('角');
        if (last == 0) return words.Append('整').ToString();
        if (jiao == 0 && yuan > 0) words.Append('零');
        return words.Append(Digits[last]).Append('分').ToString();
    }

    private static StringBuilder Append(StringBuilder words, UInt128 number)
    {
        foreach (var (scale, unit) in Groups)
        {
            if (number < scale) continue;
            Append(words, number / scale).Append(unit);
            var rest = number % scale;
            if (rest == 0) return words;
            // The digit right below the unit is zero, so something is missing between the two groups.
            if (rest < scale / 10) words.Append('零');
            return Append(words, rest);
        }
        var missing = false;
        foreach (var (scale, unit) in Places)
        {
            var digit = (int)(number / scale % 10);
            if (digit > 0)
            {
                if (missing) words.Append('零');
                words.Append(Digits[digit]).Append(unit);
            }
            missing = digit == 0 && number >= scale;
        }
        return words;
    }
}
