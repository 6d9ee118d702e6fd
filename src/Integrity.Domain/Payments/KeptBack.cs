using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>A moment in the ledger: everything up to the end of the day, but nothing after the entry.</summary>
internal readonly record struct LedgerMoment(DateOnly Day, long LastEntry)
{
    public bool Sees(Posting posting) => posting.Day <= Day && posting.Entry <= LastEntry;
}

/// <summary>
/// What was kept from a contractor by holds, freezes and deductions, tranche by tranche: how much at each past moment, and how much of that
/// was never released since. Read from the ledger alone.
/// </summary>
/// <remarks>
/// What leaves a hold other than to the open payables (a deduction, a set-off, an order that was paid, a correction) stays kept: to the past rounds it is as if
/// it had never been owed. A reversal releases it. Rules: P-5, P-7, R-5.
/// </remarks>
internal sealed class KeptBack
{
    private readonly SortedDictionary<(long Subject, long Certificate, DateOnly Due), Part> parts = [];
    private readonly IReadOnlyList<LedgerMoment> moments;

    private KeptBack(IReadOnlyList<LedgerMoment> moments) => this.moments = moments;

    /// <summary>What of the certificate's tranche was kept for the subject.</summary>
    public sealed class Part(int moments)
    {
        /// <summary>Held or frozen now.</summary>
        public long Held;

        /// <summary>Kept now: held, or gone from the hold for good.</summary>
        public long Kept;

        /// <summary>Kept at each moment.</summary>
        public long[] Then { get; } = new long[moments];

        /// <summary>Of that, what was never released since.</summary>
        public long[] Since { get; } = new long[moments];
    }

    public IEnumerable<((long Subject, long Certificate, DateOnly Due) Key, Part Part)> Parts => parts.Select(p => (p.Key, p.Value));

    /// <param name="postings">The contract's own postings in the order of their entries.</param>
    /// <param name="moments">In the order of time.</param>
    public static KeptBack Read(IReadOnlyList<Posting> postings, IReadOnlyList<LedgerMoment> moments)
    {
        var kept = new KeptBack(moments);
        var next = 0;
        foreach (var entry in postings.GroupBy(p => p.Entry))
        {
            while (next < moments.Count && !moments[next].Sees(entry.First())) kept.Mark(next++);
            kept.Apply(entry);
        }
        while (next < moments.Count) kept.Mark(next++);
        return kept;
    }

    private void Mark(int moment)
    {
        foreach (var part in parts.Values) part.Then[moment] = part.Since[moment] = part.Kept;
    }

    private void Apply(IEnumerable<Posting> entry)
    {
        var changes = new SortedDictionary<(long Subject, long Certificate, DateOnly Due), long>();
        var opened = new Dictionary<(long, DateOnly), long>();
        var cameBack = new Dictionary<(long, DateOnly), long>();
        foreach (var p in entry)
        {
            var open = (p.Account, p.Standing) is (Account.Payable, Standing.Open) or (Account.Retention, Standing.None);
            if (open) opened[(p.Tranche, p.Due)] = checked(opened.GetValueOrDefault((p.Tranche, p.Due)) - p.Fen);
            if (p is { Standing: Standing.InFlight, Fen: > 0 }) cameBack[(p.Tranche, p.Due)] = checked(cameBack.GetValueOrDefault((p.Tranche, p.Due)) + p.Fen);
            var held = p.Account is Account.Payable or Account.Retention && p.Standing is Standing.Held or Standing.FrozenByAuthority;
            if (!held && p.Account is not (Account.Penalty or Account.SetOff)) continue;
            var key = (p.Subject, p.Tranche, p.Due);
            changes[key] = checked(changes.GetValueOrDefault(key) - p.Fen);
            if (held) Of(key).Held = checked(Of(key).Held - p.Fen);
        }

        foreach (var (key, change) in changes.Where(c => c.Value < 0).ToList())
        {
            var left = -change;
            // Back to the open payables: released.
            var released = Math.Min(left, Math.Max(0, opened.GetValueOrDefault((key.Certificate, key.Due))));
            if (released > 0) opened[(key.Certificate, key.Due)] -= released;
            Lower(Of(key), released);
            left -= released;
            // To another case or order: kept all the same, and for as long.
            foreach (var other in changes.Keys.Where(k => k != key && k.Certificate == key.Certificate && k.Due == key.Due).ToList())
            {
                var passed = Math.Min(left, Math.Max(0, changes[other]));
                if (passed == 0) continue;
                Pass(Of(key), Of(other), passed);
                changes[other] -= passed;
                left -= passed;
            }
        }
        foreach (var (key, change) in changes.Where(c => c.Value > 0))
        {
            // An order's payment that the bank sent back is frozen again: it was kept all the while.
            var again = Math.Min(change, cameBack.GetValueOrDefault((key.Certificate, key.Due)));
            if (again > 0) cameBack[(key.Certificate, key.Due)] -= again;
            Of(key).Kept = checked(Of(key).Kept + change - again);
        }
    }

    private void Lower(Part part, long amount)
    {
        part.Kept -= amount;
        for (var k = 0; k < moments.Count; k++) part.Since[k] = Math.Min(part.Since[k], part.Kept);
    }

    private void Pass(Part from, Part to, long amount)
    {
        to.Kept += amount;
        from.Kept -= amount;
        for (var k = 0; k < moments.Count; k++)
        {
            var passed = from.Since[k] - Math.Min(from.Since[k], from.Kept);
            from.Since[k] -= passed;
            to.Since[k] += passed;
        }
    }

    private Part Of((long, long, DateOnly) key)
    {
        if (!parts.TryGetValue(key, out var part)) parts[key] = part = new Part(moments.Count);
        return part;
    }
}
