using System.Text;

namespace Integrity.App.Exchange.Tables;

/// <summary>Text as people type it, brought to one spelling.</summary>
public static class PlainText
{
    /// <summary>Full-width letters, digits and signs become plain ones; what cannot be seen goes; outer blanks go.</summary>
    public static string Fold(string text) => Fold(text, keepsPunctuation: false);

    /// <summary>The same for a name: its Chinese punctuation stays, and inner blanks shrink to one.</summary>
    public static string FoldName(string text) => string.Join(' ', Fold(text, keepsPunctuation: true).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The same without any blank inside, in capitals: for codes and numbers of contracts.</summary>
    public static string FoldCode(string text) => Fold(text).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string Fold(string text, bool keepsPunctuation)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsPlain(text)) return text;
        var folded = new StringBuilder(text.Length);
        foreach (var one in text)
        {
            if (char.IsWhiteSpace(one)) folded.Append(' ');
            else if (char.IsControl(one) || one is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF') continue;
            else if (one is >= '\uFF01' and <= '\uFF5E' && !(keepsPunctuation && !char.IsLetterOrDigit(one))) folded.Append((char)(one - 0xFEE0));
            else if (one == '\uFFE5') folded.Append('¥');
            else folded.Append(one);
        }
        return folded.ToString().Trim();
    }

    private static bool IsPlain(string text)
    {
        foreach (var one in text) if (one is <= ' ' or > '~') return false;
        return true;
    }
}
