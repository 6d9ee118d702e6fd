using System.Text;
using System.Text.RegularExpressions;

namespace Integrity.App.Cases;

/// <summary>Whether a text that is published names nobody: no name that the case knows, and no number that is a person's (V-1).</summary>
public static partial class Redaction
{
    /// <param name="text">What is to be published.</param>
    /// <param name="names">The people's names that must not stand in it.</param>
    /// <returns>False also where a name or number is spaced, hyphened, dotted, parted by invisible signs or written in full-width ones.</returns>
    public static bool IsDone(string text, IEnumerable<string> names) => Left(text, names) is null;

    /// <summary>The first name or number that still stands there, told so that it is found and not repeated: <c>杜××</c>, <c>138…</c>. Null where none does.</summary>
    public static string? Left(string text, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = Invisible().Replace(text.Normalize(NormalizationForm.FormKC), "");
        var closed = Between().Replace(plain, "");
        if (names.FirstOrDefault(name => closed.Contains(Between().Replace(name, ""), StringComparison.Ordinal)) is { } named) return named[0] + new string('×', named.Length - 1);
        return Numbers(plain).Where(IsPersonal).Select(number => number.Digits[..3] + "…").FirstOrDefault();
    }

    /// <summary>Digits that stand together, with what parts them.</summary>
    /// <param name="Digits">The digits alone; the last may be an X.</param>
    /// <param name="IsWhole">Nothing parts them.</param>
    /// <param name="GoesOn">They continue something: a letter, a hyphen or 第 stands before them, as in the number of a contract.</param>
    private readonly record struct Number(string Digits, bool IsWhole, bool GoesOn);

    /// <summary>Every way to read a number in a text, from its first digit on; it ends where no digit follows.</summary>
    private static IEnumerable<Number> Numbers(string text)
    {
        foreach (Match run in Run().Matches(text))
        {
            var goesOn = run.Index > 0 && (char.IsAsciiLetter(text[run.Index - 1]) || text[run.Index - 1] is '-' or '第');
            foreach (var start in Enumerable.Range(0, run.Length).Where(i => char.IsAsciiDigit(run.Value[i]) && (i == 0 || !char.IsAsciiDigit(run.Value[i - 1]))))
            {
                var digits = new StringBuilder();
                for (var i = start; i < run.Length && digits.Length < Longest; i++)
                {
                    if (!char.IsAsciiLetterOrDigit(run.Value[i])) continue;
                    digits.Append(run.Value[i]);
                    if (i + 1 == run.Length || !char.IsAsciiLetterOrDigit(run.Value[i + 1])) yield return new(digits.ToString(), i - start + 1 == digits.Length, goesOn || start > 0);
                }
            }
        }
    }

    /// <summary>Of a bank card. Unit: digits.</summary>
    private const int Longest = 19;

    private static bool IsPersonal(Number number) =>
        Identity().IsMatch(number.Digits) || Mobile().IsMatch(number.Digits) || (Card().IsMatch(number.Digits) && (number.IsWhole || number.Digits.StartsWith("62", StringComparison.Ordinal) || IsLuhn(number.Digits)))
        || (!number.GoesOn && Landline().IsMatch(number.Digits));

    /// <summary>The check digit of payment cards. Source: ISO/IEC 7812-1.</summary>
    private static bool IsLuhn(string digits) =>
        digits.Reverse().Select((c, i) => i % 2 == 0 ? c - '0' : ((c - '0') * 2 / 10) + ((c - '0') * 2 % 10)).Sum() % 10 == 0;

    [GeneratedRegex(@"\p{Cf}")]
    private static partial Regex Invisible();

    [GeneratedRegex(@"[\s\-‐-―.·]")]
    private static partial Regex Between();

    /// <summary>Digits with at most two signs between any two.</summary>
    [GeneratedRegex(@"\d(?:[\s\-‐-―.·()]{0,2}\d)*(?:[\s\-‐-―.·]{0,2}[Xx](?![A-Za-z0-9]))?")]
    private static partial Regex Run();

    /// <summary>A region of the country and a day of birth, 18 or 15 long. Source: GB 11643-1999.</summary>
    [GeneratedRegex(@"^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}((19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]|\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3})$")]
    private static partial Regex Identity();

    [GeneratedRegex(@"^(86)?1[3-9]\d{9}$")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^([3-6]\d|95)\d{14,17}$")]
    private static partial Regex Card();

    [GeneratedRegex(@"^0[1-9]\d{8,10}$")]
    private static partial Regex Landline();
}
