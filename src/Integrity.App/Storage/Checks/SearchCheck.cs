using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Storage.Checks;

/// <summary>Each thing is found by the words of what it is called and by no other, and the counts by which lists say how many they hold are counted again.</summary>
internal sealed class SearchCheck(IEnumerable<IFindable> modules) : ICheck
{
    public string Name => "storage.search";
    public string Rule => "HOUSE, Lists";
    public string Zh => "检索词与所指事项的名称、编号一致，计数与检索词一致";
    public string En => "Each thing is found by the words of its names and numbers and by no other, and the kept counts are what is counted again";

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

        // Of millions of things one number each: what is left of its words when those that are kept are taken from those it should have.
        var left = new Dictionary<(SearchKind Kind, long Subject), long>();
        var earlier = new Dictionary<(SearchKind Kind, long Subject), HashSet<string>>();
        foreach (var module in modules)
            await foreach (var thing in module.Findable(db).WithCancellation(cancel))
            {
                var words = SearchIndex.WordsOf(thing.Texts, thing.Facets);
                left[(thing.Kind, thing.Subject)] = words.Aggregate(0L, (sum, word) => sum ^ MarkOf(thing.Kind, word));
                if (thing.Earlier.Count > 0) earlier[(thing.Kind, thing.Subject)] = [.. SearchIndex.WordsOf(thing.Earlier, []).Except(words)];
            }
        var kept = db.Database.SqlQuery<Kept>($"""SELECT w.kind AS "Kind", w.word AS "Word", s.subject AS "Subject" FROM search_words w JOIN search_subjects s ON s.word = w.id ORDER BY w.id""");
        var (last, mark) = ((Kind: (short)0, Word: ""), 0L);
        await foreach (var row in kept.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var of = ((SearchKind)row.Kind, row.Subject);
            if (earlier.TryGetValue(of, out var names) && names.Contains(row.Word)) continue;
            if (last != (row.Kind, row.Word)) (last, mark) = ((row.Kind, row.Word), MarkOf((SearchKind)row.Kind, row.Word));
            left[of] = left.GetValueOrDefault(of) ^ mark;
        }
        foreach (var ((kind, subject), rest) in left)
            if (rest != 0) yield return new("search_words", $"{kind} {subject}", "检索词不是该事项名称、编号的检索词。", "The words by which it is found are not those of its names and numbers.");
    }

    private static long MarkOf(SearchKind kind, string word) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{(short)kind} {word}")));

    private sealed record Kept(short Kind, string Word, long Subject);
}
