using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Storage;

/// <summary>What is found by words. The number stands in the database.</summary>
public enum SearchKind : short
{
    Counterparty = 1,
    Project = 2,
    Contract = 3,
    IntegrityContract = 4,
}

/// <summary>A module says by what its things are to be found, so that <c>verify</c> can work their words out again.</summary>
public interface IFindable
{
    IAsyncEnumerable<Findable> Findable(IntegrityDb db);
}

/// <summary>By what a thing is found.</summary>
/// <param name="Kind">Of what kind it is.</param>
/// <param name="Subject">Its number.</param>
/// <param name="Texts">Its names and numbers.</param>
/// <param name="Facets">Within what it is found.</param>
public sealed record Findable(SearchKind Kind, long Subject, IReadOnlyList<string?> Texts, params IReadOnlyList<string> Facets)
{
    /// <summary>Names that it may be found by too, because they were right once.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];
}

/// <summary>Things by their words, in a table of (word, subject): a page is found in milliseconds however many things there are.</summary>
public static class SearchIndex
{
    /// <summary>More words than these say no more, and each costs a look-up.</summary>
    private const int MostWords = 12;

    extension(IntegrityDb db)
    {
        /// <summary>Keeps the words by which a thing is found, inside the act's transaction; words that it has already are kept once.</summary>
        /// <param name="kind">Of what kind it is.</param>
        /// <param name="subject">Its number.</param>
        /// <param name="texts">Its names and numbers.</param>
        /// <param name="cancel">Stops it.</param>
        /// <param name="facets">Whole words that no text can be cut into, such as <c>project:12</c>: a search within them is as fast.</param>
        public async Task Index(SearchKind kind, long subject, IEnumerable<string?> texts, CancellationToken cancel, params IEnumerable<string> facets)
        {
            var words = WordsOf(texts, facets).Order(StringComparer.Ordinal).ToArray();
            if (words.Length == 0) return;
            // Acts are serial, so the next number is free.
            var rows = string.Join(", ", words.Select((_, i) => $"({i + 1}, {{{i + 1}}})"));
            var name = "INSERT INTO search_words (id, kind, word, subjects) SELECT (SELECT COALESCE(MAX(id), 0) FROM search_words) + column1, {0}, column2, 0 FROM (VALUES "
                + rows + ") named WHERE true ON CONFLICT (kind, word) DO NOTHING";
            await db.Database.ExecuteSqlRawAsync(name, [(short)kind, .. words], cancel);
            var file = "INSERT INTO search_subjects (word, subject) SELECT id, {1} FROM search_words WHERE kind = {0} AND word IN (" + Places(words, from: 2)
                + ") ORDER BY id ON CONFLICT DO NOTHING RETURNING word AS \"Value\"";
            var added = await db.Database.SqlQueryRaw<long>(file, [(short)kind, subject, .. words]).ToListAsync(cancel);
            await Count(db, added, by: 1, cancel);
        }

        /// <summary>Takes words away from a thing: a facet that holds no longer.</summary>
        public async Task Unindex(SearchKind kind, long subject, IEnumerable<string> facets, CancellationToken cancel)
        {
            foreach (var facet in facets)
            {
                var taken = await db.Database.SqlQuery<long>($"""
                    DELETE FROM search_subjects
                    WHERE subject = {subject} AND word = (SELECT id FROM search_words WHERE kind = {(short)kind} AND word = {facet}) RETURNING word AS "Value"
                    """).ToListAsync(cancel);
                await Count(db, taken, by: -1, cancel);
            }
        }

        /// <summary>The numbers of things that have all the words and facets, in order, from after a number on.</summary>
        public async Task<IReadOnlyList<long>> Find(SearchKind kind, string text, IReadOnlyCollection<string> facets, long after, int most, CancellationToken cancel)
        {
            var words = SearchText.WordsOf(text).Distinct().Take(MostWords).Concat(facets).ToArray();
            if (words.Length == facets.Count) return [];
            var counts = "SELECT id AS \"Word\", subjects AS \"Subjects\" FROM search_words WHERE kind = {0} AND subjects > 0 AND word IN (" + Places(words, from: 1) + ")";
            var known = await db.Database.SqlQueryRaw<WordCount>(counts, [(short)kind, .. words]).ToListAsync(cancel);
            if (known.Count < words.Length) return [];
            var rarestFirst = known.OrderBy(word => word.Subjects).Select(word => word.Word).ToArray();
            var sql = new StringBuilder("SELECT w.subject AS \"Value\" FROM search_subjects w WHERE w.word = {2} AND w.subject > {0}");
            // One look-up a word and row. As EXISTS, PostgreSQL would merge whole words of a million things.
            for (var i = 1; i < rarestFirst.Length; i++)
                sql.Append($" AND (SELECT o.subject FROM search_subjects o WHERE o.word = {{{i + 2}}} AND o.subject = w.subject) IS NOT NULL");
            sql.Append(" ORDER BY w.subject LIMIT {1}");
            return await db.Database.SqlQueryRaw<long>(sql.ToString(), [after, most, .. rarestFirst]).ToListAsync(cancel);
        }
    }

    /// <summary>The words that are kept of texts and facets, each once.</summary>
    internal static IReadOnlyList<string> WordsOf(IEnumerable<string?> texts, IEnumerable<string> facets) => [.. texts.OfType<string>().SelectMany(SearchText.KeptOf).Concat(facets).Distinct()];

    private static string Places(string[] words, int from) => string.Join(", ", words.Select((_, i) => $"{{{i + from}}}"));

    private static async Task Count(IntegrityDb db, List<long> words, int by, CancellationToken cancel)
    {
        var count = "UPDATE search_words SET subjects = subjects + {0} WHERE id IN (" + string.Join(", ", words) + ")";
        if (words.Count > 0) await db.Database.ExecuteSqlRawAsync(count, [by], cancel);
    }

    private sealed record WordCount(long Word, long Subjects);
}
