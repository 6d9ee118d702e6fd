using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>
/// What past rounds still owe a contract by their own votes, now that less is kept from it: run after every release, lowering, lapse,
/// deduction, reversal and remission, once its own entry is in the books.
/// </summary>
/// <remarks>
/// It reads what was held and deducted, what was released since, and what was caught up already from the contract's postings; so running it again gives
/// nothing more, and a reversal runs the same rule. Invariant: 9, the contract stands as its twin that was never held, and never owed what was deducted.
/// Unit: fen. Rules, P-5, P-7.
/// </remarks>
public static class CatchUpPlan
{
    /// <param name="contract">The contract.</param>
    /// <param name="postings">Its own postings.</param>
    /// <param name="rounds">Every round in whose ratio step it had a line that has been executed, in the order of their cut-offs.</param>
    /// <param name="today">The day of the catch-up.</param>
    /// <returns>Only rounds in which something changes.</returns>
    public static IReadOnlyList<RoundCatchUp> For(long contract, IEnumerable<Posting> postings, IReadOnlyList<PastRound> rounds, DateOnly today)
    {
        var own = postings.Where(p => p.Owner == contract).OrderBy(p => p.Entry).ToList();
        var balance = ContractBalance.At(contract, own, today);
        var moments = new Moments(rounds);
        var kept = KeptBack.Read(own, moments.Ordered);
        var past = PaidLater(own);
        var live = kept.Parts.Where(p => p.Part.Held > 0).Select(p => p.Key.Subject).Distinct().ToList();
        var targets = live.ToDictionary(subject => subject, _ => Money.Zero);

        var available = balance.Buckets.Due;
        var further = new Money[rounds.Count];
        var plan = new List<RoundCatchUp>();
        for (var k = 0; k < rounds.Count; k++)
        {
            var round = rounds[k];
            var snapshot = moments.Snapshot(k);
            var due = kept.Parts.Where(p => p.Key.Due <= round.Cutoff).ToList();
            var free = round.Free + due.Sum(p => new Money(p.Part.Then[snapshot] - p.Part.Since[snapshot]));
            for (var j = 0; j < k; j++) free -= further[j] - CaughtUp(past, rounds[j].Round, moments.Ordered[snapshot]);

            // Pay* of the round, and what of it the holds laid after its vote still keep.
            var pay = free.Times(round.Ratio);
            var late = Money.Zero;
            var then = round.Late.Count == 0 ? snapshot : moments.Executed(k);
            if (round.Late.Count > 0)
            {
                var payable = round.Executed + due.Sum(p => new Money(p.Part.Then[then] - p.Part.Since[then]));
                for (var j = 0; j < k; j++) payable -= further[j] - CaughtUp(past, rounds[j].Round, moments.Ordered[then]);
                late = Money.Max(Money.Zero, pay - payable);
            }
            var already = CaughtUp(past, round.Round);
            further[k] = Money.Max(already, pay - late - round.Executed);
            var amount = Money.Min(further[k] - already, available);
            available -= amount;

            // What the round's reserve must hold for whatever is still held.
            var after = new Dictionary<long, Money>();
            foreach (var subject in live)
            {
                var part = Money.Max(Money.Zero, KeptSince(due, subject, snapshot) - targets[subject]);
                after[subject] = (free + part).Times(round.Ratio) - free.Times(round.Ratio);
                free += part;
                targets[subject] += after[subject];
            }
            // What is still kept out of the voted line: for the hold that took it, and where that has passed to another, for the other.
            foreach (var (subject, most) in round.Late.Select(l => (l.Subject, l.Amount)).Concat(live.Select(l => (l, late))))
            {
                if (!targets.TryGetValue(subject, out var target)) continue;
                var part = Money.Min(Money.Min(late, most), Money.Max(Money.Zero, KeptSince(due, subject, then) - target));
                after[subject] += part;
                targets[subject] += part;
                late -= part;
            }
            var change = Divide(balance, round.Round, amount, after);
            if (amount.IsPositive || change.Reserves.Count > 0) plan.Add(change);
        }
        return plan;
    }

    /// <summary>The cash that the round reserved for the contract: first the catch-up and what is still held; the rest stays where it was, or with no subject.</summary>
    private static RoundCatchUp Divide(ContractBalance balance, long round, Money amount, Dictionary<long, Money> after)
    {
        // What is reserved for a dispute is nobody's catch-up.
        var disputes = balance.Tranches.Where(t => t.Standing == Standing.Disputed).Select(t => t.Subject).ToHashSet();
        var before = balance.Reserves.Where(r => r.Round == round && !disputes.Contains(r.Subject)).ToDictionary(r => r.Subject, r => r.Amount);
        var rest = before.Values.Sum() - amount - after.Values.Sum();
        var fromFund = Money.Max(Money.Zero, -rest);
        rest = Money.Max(Money.Zero, rest);
        foreach (var (subject, cash) in before.OrderBy(b => b.Key))
        {
            if (after.ContainsKey(subject)) continue;
            after[subject] = Money.Min(cash, rest);
            rest -= after[subject];
        }
        if (rest.IsPositive) after[0] = after.GetValueOrDefault(0) + rest;
        var changes = after.Select(a => new ReserveChange(a.Key, before.GetValueOrDefault(a.Key), a.Value))
            .Where(c => c.Before != c.After).OrderBy(c => c.Subject);
        return new RoundCatchUp(round, amount, fromFund, changes.ToList());
    }

    /// <summary>What is still held for the subject and was never released since the moment.</summary>
    private static Money KeptSince(List<((long Subject, long Certificate, DateOnly Due) Key, KeptBack.Part Part)> due, long subject, int moment) =>
        due.Where(p => p.Key.Subject == subject).Sum(p => new Money(Math.Min(p.Part.Held, p.Part.Since[moment])));

    /// <summary>Every catch-up in the ledger: cash comes out of the contract's reserve while open payables go in flight.</summary>
    private static List<Posting> PaidLater(List<Posting> own) => own.GroupBy(p => p.Entry)
        .Where(entry => entry.Any(p => p is { Account: Account.Payable, Standing: Standing.InFlight, Fen: < 0 })
            && entry.Any(p => p is { Account: Account.Payable, Standing: Standing.Open, Fen: > 0 } or { Account: Account.Retention, Standing: Standing.None, Fen: > 0 }))
        .SelectMany(entry => entry.Where(p => p is { Account: Account.RunCash, Fen: > 0 })).ToList();

    private static Money CaughtUp(List<Posting> past, long round, LedgerMoment? by = null) =>
        past.Where(p => p.Subject == round && (by is not { } moment || moment.Sees(p))).Sum(p => new Money(p.Fen));

    /// <summary>The moments that matter, in the order of time: each snapshot, and each execution of a line that a late hold made smaller.</summary>
    private sealed class Moments
    {
        private readonly IReadOnlyList<PastRound> rounds;

        public Moments(IReadOnlyList<PastRound> rounds)
        {
            this.rounds = rounds;
            Ordered = [.. rounds.Select(SnapshotOf).Concat(rounds.SelectMany(r => r.Late).Select(ExecutionOf)).Distinct().OrderBy(m => m.Day).ThenBy(m => m.LastEntry)];
        }

        public List<LedgerMoment> Ordered { get; }

        public int Snapshot(int round) => Ordered.IndexOf(SnapshotOf(rounds[round]));

        public int Executed(int round) => Ordered.IndexOf(ExecutionOf(rounds[round].Late[0]));

        private static LedgerMoment SnapshotOf(PastRound round) => new(round.Cutoff, round.LastEntry);

        private static LedgerMoment ExecutionOf(LateHold late) => new(late.Day, late.Entry);
    }
}
