using System.Text;

namespace Integrity.Domain.Values;

/// <summary>The one spelling of a paper's number: two that differ only in case, width, blanks or the kind of dash are one number.</summary>
/// <remarks>Source: Unicode normalization form KC.</remarks>
public static class SameNumber
{
    public static string KeyOf(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        var key = new StringBuilder(number.Length);
        foreach (var one in number.Normalize(NormalizationForm.FormKC).ToUpperInvariant())
        {
            if (char.IsWhiteSpace(one) || char.IsControl(one) || char.GetUnicodeCategory(one) == System.Globalization.UnicodeCategory.Format) continue;
            key.Append(char.GetUnicodeCategory(one) == System.Globalization.UnicodeCategory.DashPunctuation || one == '−' ? '-' : one);
        }
        return key.ToString();
    }
}
