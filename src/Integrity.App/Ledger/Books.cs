using System.Text.Json.Nodes;
using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Ledger;

/// <summary>Of whom an entry's totals are kept: the payee type and the project of its contract; zero for the bureau itself.</summary>
public readonly record struct TotalsOf(long PayeeType, long Project)
{
    public static TotalsOf Bureau => default;
}

/// <summary>The bureau's books: where every act posts. An entry that does not sum to zero is a fault and nothing is kept (L-1, invariant 12).</summary>
public sealed class Books(IntegrityDb db, Counters counters)
{
    private readonly IntegrityDb storage = db;
    private readonly Counters numbers = counters;

    private static readonly BulkColumn[] Columns =
    [
        new("id"), new("entry"), new("day", ColumnWidth.Whole), new("owner"), new("account", ColumnWidth.Small), new("standing", ColumnWidth.Small),
        new("tranche"), new("due", ColumnWidth.Whole), new("subject"), new("fen"),
    ];

    /// <summary>Opens the entries of one act. Post lines into it, then <see cref="OpenEntries.Close"/>.</summary>
    /// <param name="context">The act that posts; its effects name the range.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="day">The day the entries take effect: today, or the sheet's day for an opening.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<OpenEntries> Open(ActContext context, string kind, DateOnly? day, CancellationToken cancel)
    {
        var firstEntry = await numbers.Take(Counters.LedgerEntries, 0, cancel);
        var firstPosting = await numbers.Take(Counters.Postings, 0, cancel);
        return new OpenEntries(this, context, kind, day ?? context.Today, firstEntry, firstPosting, BulkRows.Open(storage, "postings", Columns));
    }

    /// <summary>Posts a few entries at once.</summary>
    /// <returns>The number of the first entry.</returns>
    public async Task<long> Post(ActContext context, string kind, IEnumerable<(TotalsOf Of, IReadOnlyList<Posting> Lines)> entries, CancellationToken cancel,
        DateOnly? day = null, long reverses = 0, string document = "")
    {
        using var open = await Open(context, kind, day, cancel);
        foreach (var (of, lines) in entries)
        {
            open.Begin(of);
            foreach (var line in lines) open.Add(line);
            open.End();
        }
        await open.Close(cancel, reverses, document);
        return open.FirstEntry;
    }

    public Task<long> Post(ActContext context, string kind, TotalsOf of, IReadOnlyList<Posting> lines, CancellationToken cancel,
        DateOnly? day = null, long reverses = 0, string document = "") => Post(context, kind, [(of, lines)], cancel, day, reverses, document);

    /// <summary>The entries of one act while they are being written.</summary>
    public sealed class OpenEntries : IDisposable
    {
        private readonly Books books;
        private readonly ActContext context;
        private readonly string kind;
        private readonly DateOnly day;
        private readonly int dayNumber;
        private readonly long firstPosting;
        private readonly BulkRows rows;
        private readonly MerkleRoot root = new(workers: 1);
        private readonly Dictionary<(Account Account, Standing Standing, long PayeeType, long Project, int Due), long> totals = [];
        private long entry;
        private long posting;
        private long sum;
        private long before;
        private TotalsOf of;

        internal OpenEntries(Books books, ActContext context, string kind, DateOnly day, long firstEntry, long firstPosting, BulkRows rows)
        {
            (this.books, this.context, this.kind, this.day, this.firstPosting, this.rows) = (books, context, kind, day, firstPosting, rows);
            (FirstEntry, dayNumber, entry, posting) = (firstEntry, DayNumber.Of(day), firstEntry - 1, firstPosting - 1);
        }

        public long FirstEntry { get; }

        /// <summary>The entry that is being written.</summary>
        public long Entry => entry;

        public long Begin(TotalsOf totalsOf)
        {
            (of, sum, before) = (totalsOf, 0, posting);
            return ++entry;
        }

        public void Add(in Posting line) =>
            Add(line.Owner, line.Account, line.Standing, line.Tranche, DayNumber.Of(line.Due), line.Subject, line.Fen);

        /// <param name="due">The due day as <see cref="DayNumber"/> writes it.</param>
        public void Add(long owner, Account account, Standing standing, long tranche, int due, long subject, long fen)
        {
            sum = checked(sum + fen);
            posting++;
            rows.Add(posting);
            rows.Add(entry);
            rows.Add(dayNumber);
            rows.Add(owner);
            rows.Add((long)account);
            rows.Add((long)standing);
            rows.Add(tranche);
            rows.Add(due);
            rows.Add(subject);
            rows.Add(fen);
            Span<byte> line = stackalloc byte[PostingLine.Longest];
            root.Append(line[..PostingLine.Write(line, entry, dayNumber, owner, account, standing, tranche, due, subject, fen)]);
            ref var total = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                totals, (account, standing, of.PayeeType, of.Project, due), out _);
            total = checked(total + fen);
        }

        public void End()
        {
            if (sum != 0) throw new InvalidOperationException($"Ledger entry {entry} does not sum to zero but to {sum} fen (L-1).");
            // Nothing was left to post: the number is the next entry's, or a range would end with an entry that has no rows.
            if (posting == before) entry--;
        }

        /// <summary>Keeps the entries: rows, range with root, day totals, and the effect in the act's journal entry.</summary>
        public async Task Close(CancellationToken cancel, long reverses = 0, string document = "")
        {
            rows.Complete();
            rows.Dispose();
            if (posting < firstPosting) return;
            await books.numbers.Take(Counters.LedgerEntries, entry - FirstEntry + 1, cancel);
            await books.numbers.Take(Counters.Postings, posting - firstPosting + 1, cancel);
            var hash = root.Finish().ToArray();
            books.storage.LedgerRanges.Add(new()
            {
                FirstEntry = FirstEntry, LastEntry = entry, FirstPosting = firstPosting, LastPosting = posting, Act = context.Number,
                Day = day, Kind = kind, Reverses = reverses, Document = document, Root = hash,
            });
            foreach (var (key, fen) in totals.Where(t => t.Value != 0).OrderBy(t => t.Key))
                await books.storage.AddToDay(dayNumber, key.Account, key.Standing, new(key.PayeeType, key.Project), key.Due, fen, cancel);
            if (context.Effects["ledger"] is not JsonArray ranges) context.Effects["ledger"] = ranges = [];
            ranges.Add(new JsonObject
            {
                ["entries"] = $"{FirstEntry}-{entry}",
                ["postings"] = $"{firstPosting}-{posting}",
                ["root"] = Convert.ToHexStringLower(hash),
                ["kind"] = kind,
                ["document"] = document,
                ["reverses"] = reverses.ToString(),
            });
        }

        public void Dispose() => rows.Dispose();
    }
}

/// <summary>A posting as one line of text, the leaf of its range's tree: <c>entry|day|owner|account|standing|tranche|due|subject|fen\n</c>.</summary>
public static class PostingLine
{
    /// <summary>Nine numbers of at most twenty characters, with their separators.</summary>
    public const int Longest = 9 * 21;

    public static int Write(Span<byte> line, long entry, int day, long owner, Account account, Standing standing, long tranche, int due, long subject, long fen)
    {
        var length = 0;
        Line.Number(line, ref length, entry, '|');
        Line.Number(line, ref length, day, '|');
        Line.Number(line, ref length, owner, '|');
        Line.Number(line, ref length, (long)account, '|');
        Line.Number(line, ref length, (long)standing, '|');
        Line.Number(line, ref length, tranche, '|');
        Line.Number(line, ref length, due, '|');
        Line.Number(line, ref length, subject, '|');
        Line.Number(line, ref length, fen, '\n');
        return length;
    }
}
