using System.Text.RegularExpressions;

namespace Integrity.Web.Pages.Cases.Documents;

/// <summary>A text cut where a long hash or code begins and ends: only these may break anywhere, so that no line before one is stretched, and no amount is torn.</summary>
internal static partial class LongCodes
{
    public static IEnumerable<(string Text, bool IsCode)> Of(string text)
    {
        var at = 0;
        foreach (Match code in Code().Matches(text))
        {
            if (code.Index > at) yield return (text[at..code.Index], false);
            yield return (code.Value, true);
            at = code.Index + code.Length;
        }
        if (at < text.Length) yield return (text[at..], false);
    }

    [GeneratedRegex("[0-9A-Za-z_-]{12,}")]
    private static partial Regex Code();
}
