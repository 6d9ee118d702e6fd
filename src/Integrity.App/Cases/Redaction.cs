using System.Text;
using System.Text.RegularExpressions;

namespace Integrity.App.Cases;

/// <summary>Whether a text that is published names nobody: no name that the case knows, and no number that is a person's (V-1).</summary>
public static partial class Redaction
{
    /// <param name="text">What is to be published.</param>
    /// <param name="names">The people's names that must not stand in it.</param>
    /// <returns>False also where a name or number is spaced, hyphened or written in full-width signs.</returns>
    public static bool IsDone(string text, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = text.Normalize(NormalizationForm.FormKC);
        var closed = Spaces().Replace(plain, "");
        return !names.Any(name => closed.Contains(Spaces().Replace(name, ""), StringComparison.Ordinal)) && !PersonalNumber().IsMatch(plain);
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Spaces();

    /// <summary>An identity number of 18 or 15 digits, a bank card, a mobile phone or a landline, with a space or hyphen between the groups or without.</summary>
    [GeneratedRegex(@"(?<!\d)([1-9]\d{5}[ -]?(19|20)\d\d[ -]?(0[1-9]|1[0-2])[ -]?(0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx]|[1-9]\d{5}[ -]?\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[ -]?\d{3}|[3-6]\d{15,18}|[3-6]\d{3}([ -]\d{4}){3}([ -]?\d{1,3})?|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8})(?!\d)")]
    private static partial Regex PersonalNumber();
}
