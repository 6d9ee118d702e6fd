using System.Text;

namespace Integrity.App.Storage;

/// <summary>Words to find a thing by: Chinese is searched by pairs of characters, everything else by whole words (both engines use the same column).</summary>
public static class SearchText
{
    /// <summary>The words of a query, in the same spelling as those that are kept.</summary>
    public static IEnumerable<string> WordsOf(string text) => Words(text, kept: false);

    /// <summary>The words that are kept of a text: those it can be asked by, and the first character of each Chinese run, for whoever has typed no more yet, such as G108线.</summary>
    public static IEnumerable<string> KeptOf(string text) => Words(text, kept: true);

    private static IEnumerable<string> Words(string text, bool kept)
    {
        var run = new StringBuilder();
        foreach (var c in (text.Normalize(NormalizationForm.FormKC).ToUpperInvariant() + " "))
        {
            if (char.IsLetterOrDigit(c) && (run.Length == 0 || IsHan(c) == IsHan(run[0])))
            {
                run.Append(c);
                continue;
            }
            foreach (var word in Cut(run.ToString(), kept)) yield return word;
            run.Clear();
            if (char.IsLetterOrDigit(c)) run.Append(c);
        }
    }

    private static IEnumerable<string> Cut(string run, bool kept)
    {
        if (run.Length == 0) yield break;
        if (!IsHan(run[0]) || run.Length == 1)
        {
            yield return run;
            yield break;
        }
        if (kept) yield return run[..1];
        for (var i = 0; i + 1 < run.Length; i++) yield return run.Substring(i, 2);
    }

    private static bool IsHan(char c) => c is >= '一' and <= '鿿' or >= '㐀' and <= '䶿';
}
