using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A list whose decision lapsed ends, and the money that was reserved for it goes back to its receipts. Only the clock does this.</summary>
/// <remarks>Rules: R-7, F-1.</remarks>
[May, Said("决定失效，资金退回", "Money of a lapsed decision goes back")]
public sealed record ReturnLapsedMoney(ItemId Item) : IAct<ItemId>;

public sealed class ReturnLapsedMoneyHandler(IntegrityDb db, Funds funds) : IHandle<ReturnLapsedMoney, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(ReturnLapsedMoney act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.WholeItem(act.Item, cancel) is not { } item) return ActRefusals.NotFound();
        var round = await db.PaymentRounds.SingleOrDefaultAsync(r => r.DecisionItem == act.Item.Value, cancel);
        var run = await db.DecidedRuns.SingleOrDefaultAsync(r => r.DecisionItem == act.Item.Value, cancel);
        var candidates = round is null ? [] : await db.RoundCandidates.Where(c => c.Round == round.Id && c.Standing == CandidateStanding.Waiting).ToListAsync(cancel);
        if (round is null && run is null) return ActRefusals.NotFound();

        // Decide.
        if (item.Result != ItemResult.Lapsed) return DecisionRefusals.NotYetLapsed();
        var (number, list, reserved) = round is null ? (run!.Id.Value, run.Digest, run.Amount) : (round.Id.Value, round.SnapshotDigest!, round.Fund);
        if ((round is null ? run!.End() : round.End(RoundState.Lapsed)) is { } refusal) return refusal;

        // Keep.
        context.Touch(number);
        foreach (var candidate in candidates) candidate.Fall();
        await funds.Return(context, number, list, reserved, cancel);
        return item.Id;
    }
}

/// <summary>The lapsed decisions for which money is still reserved, for the clock.</summary>
[May]
public sealed record LapsedWithMoney : IAsk<IReadOnlyList<ItemId>>;

public sealed class LapsedWithMoneyAnswer(IntegrityDb db) : IAnswer<LapsedWithMoney, IReadOnlyList<ItemId>>
{
    public async Task<Outcome<IReadOnlyList<ItemId>>> Answer(LapsedWithMoney ask, AskContext context, CancellationToken cancel)
    {
        var lists = await db.PaymentRounds.AsNoTracking().Where(r => r.State == RoundState.Proposed || r.State == RoundState.Decided).Select(r => r.DecisionItem!.Value)
            .Concat(db.DecidedRuns.Where(r => r.State == DecidedRunState.Proposed).Select(r => r.DecisionItem)).ToListAsync(cancel);
        var items = lists.ConvertAll(ItemId.From);
        return await db.DecisionItems.AsNoTracking().Where(x => x.Result == ItemResult.Lapsed && items.Contains(x.Id)).OrderBy(x => x.Id).Select(x => x.Id).ToArrayAsync(cancel);
    }
}
