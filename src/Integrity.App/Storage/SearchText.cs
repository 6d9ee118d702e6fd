using System.Text;

namespace Integrity.App.Storage;

/// <summary>Words to find a thing by: Chinese is searched by pairs of characters, everything else by whole words (both engines use the same column).</summary>
public static class SearchText
{
    /// <summary>The text of a search column: normalised, each run followed by its character pairs.</summary>
    public static string Of(params ReadOnlySpan<string?> parts)
    {
        var words = new List<string>();
        foreach (var part in parts)
            if (part is not null) words.AddRange(WordsOf(part));
        return string.Join(' ', words.Distinct());
    }

    /// <summary>The words of a query, in the same spelling as the column.</summary>
    public static IEnumerable<string> WordsOf(string text)
    {
        var run = new StringBuilder();
        foreach (var c in (text.Normalize(NormalizationForm.FormKC).ToUpperInvariant() + " "))
        {
            if (char.IsLetterOrDigit(c) && (run.Length == 0 || IsHan(c) == IsHan(run[0])))
            {
                run.Append(c);
                continue;
            }
            foreach (var word in Cut(run.ToString())) yield return word;
            run.Clear();
            if (char.IsLetterOrDigit(c)) run.Append(c);
        }
    }

    private static IEnumerable<string> Cut(string run)
    {
        if (run.Length == 0) yield break;
        if (!IsHan(run[0]) || run.Length == 1)
        {
            yield return run;
            yield break;
        }
        for (var i = 0; i + 1 < run.Length; i++) yield return run.Substring(i, 2);
    }

    private static bool IsHan(char c) => c is >= '一' and <= '鿿' or >= '㐀' and <= '䶿';
}
