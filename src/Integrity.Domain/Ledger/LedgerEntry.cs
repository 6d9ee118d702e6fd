namespace Integrity.Domain.Ledger;

/// <summary>What one business event writes into the books: postings that take effect on one day and sum to zero (L-1).</summary>
/// <remarks>
/// Shape: made by <see cref="On"/> and closed by <see cref="EntryLines.Close"/>; its postings carry entry number 0 until <see cref="Numbered"/>.
/// Invariant: 12, every ledger entry sums to zero. Rules: L-1.
/// </remarks>
public sealed class LedgerEntry
{
    internal LedgerEntry(DateOnly day, IReadOnlyList<Posting> postings) => (Day, Postings) = (day, postings);

    public DateOnly Day { get; }

    public IReadOnlyList<Posting> Postings { get; }

    /// <summary>Nothing to post: the event moved no money.</summary>
    public bool IsEmpty => Postings.Count == 0;

    /// <summary>Begins an entry that takes effect on the day.</summary>
    public static EntryLines On(DateOnly day) => new(day);

    /// <summary>The postings under the number that the books gave to the entry.</summary>
    public Posting[] Numbered(long entry)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(entry);
        var numbered = new Posting[Postings.Count];
        for (var i = 0; i < numbered.Length; i++) numbered[i] = Postings[i] with { Entry = entry };
        return numbered;
    }
}
