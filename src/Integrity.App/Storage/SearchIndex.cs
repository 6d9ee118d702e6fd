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

/// <summary>Things by their words, in a table of (kind, word, subject): a page is found in milliseconds however many things there are.</summary>
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
            var words = texts.OfType<string>().SelectMany(SearchText.KeptOf).Concat(facets).Distinct().Order(StringComparer.Ordinal).ToArray();
            if (words.Length == 0) return;
            var rows = string.Join(", ", words.Select((_, i) => $"({{0}}, {{{i + 2}}}, {{1}})"));
            var insert = "INSERT INTO search_words (kind, word, subject) VALUES " + rows + " ON CONFLICT DO NOTHING RETURNING word AS \"Value\"";
            var added = await db.Database.SqlQueryRaw<string>(insert, [(short)kind, subject, .. words]).ToListAsync(cancel);
            await Count(db, kind, added, by: 1, cancel);
        }

        /// <summary>Takes words away from a thing: a facet that holds no longer.</summary>
        public async Task Unindex(SearchKind kind, long subject, IEnumerable<string> facets, CancellationToken cancel)
        {
            foreach (var facet in facets)
            {
                var taken = await db.Database.ExecuteSqlAsync(
                    $"DELETE FROM search_words WHERE kind = {(short)kind} AND word = {facet} AND subject = {subject}", cancel);
                if (taken > 0) await Count(db, kind, [facet], by: -1, cancel);
            }
        }

        /// <summary>The numbers of things that have all the words and facets, in order, from after a number on.</summary>
        public async Task<IReadOnlyList<long>> Find(SearchKind kind, string text, IReadOnlyCollection<string> facets, long after, int most, CancellationToken cancel)
        {
            var words = SearchText.WordsOf(text).Distinct().Take(MostWords).Concat(facets).ToArray();
            if (words.Length == facets.Count) return [];
            var places = string.Join(", ", words.Select((_, i) => $"{{{i + 1}}}"));
            var counts = "SELECT word AS \"Word\", subjects AS \"Subjects\" FROM search_counts WHERE kind = {0} AND subjects > 0 AND word IN (" + places + ")";
            var known = await db.Database.SqlQueryRaw<WordCount>(counts, [(short)kind, .. words]).ToListAsync(cancel);
            if (known.Count < words.Length) return [];
            var rarestFirst = known.OrderBy(word => word.Subjects).Select(word => word.Word).ToArray();
            var sql = new StringBuilder("SELECT w.subject AS \"Value\" FROM search_words w WHERE w.kind = {0} AND w.word = {3} AND w.subject > {1}");
            // One look-up a word and row. As EXISTS, PostgreSQL would merge whole words of a million things.
            for (var i = 1; i < rarestFirst.Length; i++)
                sql.Append($" AND (SELECT o.subject FROM search_words o WHERE o.kind = {{0}} AND o.word = {{{i + 3}}} AND o.subject = w.subject) IS NOT NULL");
            sql.Append(" ORDER BY w.subject LIMIT {2}");
            return await db.Database.SqlQueryRaw<long>(sql.ToString(), [(short)kind, after, most, .. rarestFirst]).ToListAsync(cancel);
        }
    }

    private static async Task Count(IntegrityDb db, SearchKind kind, List<string> words, int by, CancellationToken cancel)
    {
        if (words.Count == 0) return;
        var rows = string.Join(", ", words.Select((_, i) => $"({{0}}, {{{i + 2}}}, {{1}})"));
        var add = "INSERT INTO search_counts (kind, word, subjects) VALUES " + rows
            + " ON CONFLICT (kind, word) DO UPDATE SET subjects = search_counts.subjects + excluded.subjects";
        await db.Database.ExecuteSqlRawAsync(add, [(short)kind, by, .. words], cancel);
    }

    private sealed record WordCount(string Word, long Subjects);
}
