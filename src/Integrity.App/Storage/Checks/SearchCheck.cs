using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Storage.Checks;

/// <summary>The counts by which lists say how many they hold are counted again.</summary>
internal sealed class SearchCheck : ICheck
{
    public string Name => "storage.search";
    public string Rule => "HOUSE, Lists";
    public string Zh => "检索词的计数与检索词一致";
    public string En => "The kept counts of search words are what is counted again";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var wrong = await db.Database.SqlQuery<string>($"""
            SELECT 'word ' || word AS "Value" FROM (
                SELECT word, SUM(counted) AS counted, SUM(kept) AS kept FROM (
                    SELECT word, SUM(1) AS counted, 0 AS kept FROM search_subjects GROUP BY word
                    UNION ALL SELECT id, 0, subjects FROM search_words) each_word
                GROUP BY word) words
            WHERE counted <> kept ORDER BY word LIMIT {Verification.Most}
            """).ToListAsync(cancel);
        foreach (var word in wrong) yield return new("search_words", word, "计数与检索词不符。", "The count is not that of the words.");
    }
}
