using Integrity.App.Journal;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Wages of one contract that were paid between a round's snapshot and its execution: the round does not pay them again.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Amount">How much less the round pays.</param>
/// <param name="Posting">The first posting that took wages away.</param>
internal sealed record WagePaidElsewhere(long Contract, Money Amount, long Posting);

/// <summary>What a round's first step really pays of the wages that its snapshot has: all that is still owed when it is executed (O-5).</summary>
internal sealed class RoundWages(IntegrityDb db)
{
    /// <param name="round">Executed, or not yet: then it is as of now.</param>
    /// <param name="lines">Its snapshot.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<List<WagePaidElsewhere>> PaidElsewhere(PaymentRound round, RoundLines lines, CancellationToken cancel)
    {
        var before = await ExecutedFrom(round, cancel);
        var taken = new SortedDictionary<long, long>();
        BulkRead.Each(db, "SELECT owner, MIN(id) FROM postings WHERE id > $1 AND id < $2 AND account = $3 AND standing = $4 AND fen > 0 GROUP BY owner", 2,
            row => taken[row[0]] = row[1], round.SnapshotPosting, before, (long)Account.Payable, (long)Standing.Wage);
        var elsewhere = new List<WagePaidElsewhere>();
        foreach (var (contract, posting) in taken)
        {
            if (Array.BinarySearch(lines.Contract, contract) is not (>= 0 and var line)) continue;
            var owed = -await db.Postings.AsNoTracking()
                .Where(p => p.Owner == contract && p.Id < before && p.Account == Account.Payable && p.Standing == Standing.Wage && p.Subject == 0).SumAsync(p => p.Fen, cancel);
            if (lines.Wage[line] > owed) elsewhere.Add(new(contract, new(lines.Wage[line] - owed), posting));
        }
        return elsewhere;
    }

    /// <summary>The first posting of the round's own entries; beyond all where it is not executed.</summary>
    private async Task<long> ExecutedFrom(PaymentRound round, CancellationToken cancel)
    {
        if (round.BeganOn is null) return long.MaxValue;
        var acts = db.JournalSubjects.AsNoTracking().Where(s => s.Subject == round.Id.Value).Select(s => s.Entry);
        return await db.LedgerRanges.AsNoTracking().Where(r => r.Kind == "round" && acts.Contains(r.Act)).MinAsync(r => (long?)r.FirstPosting, cancel) ?? long.MaxValue;
    }
}
