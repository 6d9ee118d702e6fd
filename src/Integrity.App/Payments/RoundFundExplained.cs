using Integrity.App.Certificates;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A round's fund by the receipts it is made of: what it took from each, or before its proposal what is free of each (F-1).</summary>
internal sealed class RoundFundExplained(IntegrityDb db, Funds funds)
{
    public async Task<List<ExplainedPart<ExplainRound>>> Of(PaymentRound round, CancellationToken cancel)
    {
        var drawn = new List<Drawn>();
        if (round.Fund.IsZero)
        {
            var receipts = await funds.Confirmed(cancel);
            var left = RoundFund.Available(receipts, round.Scope);
            foreach (var usable in RoundFund.Usable(receipts, round.Scope)) drawn.Add(new(usable.Id, Least(ref left, usable.Free)));
        }
        else
        {
            // What was taken after the proposal, for a catch-up, is not what the vote was on.
            var left = round.Fund;
            var taken = await db.RunFunds.AsNoTracking().Where(f => f.Run == round.Id.Value).OrderBy(f => f.Ordinal).ToListAsync(cancel);
            foreach (var fund in taken) drawn.Add(new(fund.Receipt.Value, Least(ref left, fund.Taken)));
        }
        drawn.RemoveAll(d => d.Amount.IsZero);
        var ids = drawn.ConvertAll(d => FundReceiptId.From(d.Receipt));
        var named = await db.Receipts.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id.Value, cancel);
        var owners = drawn.ConvertAll(d => d.Receipt);
        var confirmed = (await db.Postings.AsNoTracking().Where(p => owners.Contains(p.Owner) && p.Account == Account.FundSource && p.Fen < 0).ToListAsync(cancel))
            .GroupBy(p => p.Owner).ToDictionary(g => g.Key, g => g.MinBy(p => p.Id)!);
        var entries = await new EntriesExplained(db).Entries([.. confirmed.Values], cancel);
        return drawn.ConvertAll(d => new ExplainedPart<ExplainRound>($"{named[d.Receipt].Number} {named[d.Receipt].Payer}", $"{named[d.Receipt].Number} {named[d.Receipt].Payer}", d.Amount, entries[confirmed[d.Receipt].Id]));
    }

    private static Money Least(ref Money left, Money amount)
    {
        var part = Money.Min(left, amount);
        left -= part;
        return part;
    }
}
