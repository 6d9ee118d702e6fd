using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Freezes each contract's figures at the cut-off and hashes them, before the meeting is called; nothing in it changes afterwards.</summary>
/// <remarks>Rules, C-5, C-9, P-8. Effect: the lines and tranches of the snapshot, each with its root in the journal.</remarks>
[May(Duty.PrepareRounds), Said("取快照", "Take the snapshot")]
public sealed record TakeSnapshot(PaymentRoundId Round, long Seen) : IAct<PaymentRoundId>, IOnExisting
{
    public long Subject() => Round.Value;
}

public sealed class TakeSnapshotHandler(IntegrityDb db, SnapshotTaking taking, Counters counters) : IHandle<TakeSnapshot, PaymentRoundId>
{
    public async Task<Outcome<PaymentRoundId>> Handle(TakeSnapshot act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var round = await db.PaymentRounds.SingleOrDefaultAsync(r => r.Id == act.Round, cancel);
        if (round is null) return ActRefusals.NotFound();
        if (!round.MayTakeSnapshot) return RoundRefusals.RoundNotIn(round.State, RoundState.Open);
        var under = await db.PaymentRounds.AsNoTracking().Where(r => r.Id != round.Id
            && (r.State == RoundState.Snapshot || r.State == RoundState.Proposed || r.State == RoundState.Decided)
            && (r.ScopeProject == null || round.ScopeProject == null || r.ScopeProject == round.ScopeProject)
            && (r.ScopePurpose == null || round.ScopePurpose == null || r.ScopePurpose == round.ScopePurpose)).ToListAsync(cancel);
        var scope = await RoundScopes.Read(db, round.Scope, round.CutOff, cancel);
        if (scope.Contract.Length == 0) return RoundRefusals.NobodyInScope();
        foreach (var other in under.Where(r => r.IsUnderWay(context.Today)))
            if (await db.Shares(other, scope, cancel)) return RoundRefusals.AnotherRoundUnderWay(other.Number);
        if (round.CutOff < context.Today && OwedPostings.MovedSince(db, scope.Contract, round.CutOff) is { } moved) return RoundRefusals.MovedSinceCutOff(round.CutOff, moved);
        await RoundScopes.Screen(db, context, round.Id, scope, round.CutOff, cancel);
        var lastEntry = await counters.Take(Counters.LedgerEntries, 0, cancel) - 1;
        var lastPosting = await counters.Take(Counters.Postings, 0, cancel) - 1;

        // Decide and keep: the figures are frozen as they are read.
        var taken = await taking.Take(context, round.Id, scope, round.CutOff, cancel);
        if (round.TakeSnapshot(context.Today, lastEntry, lastPosting, (taken.FirstLine, taken.LastLine), (taken.FirstTranche, taken.LastTranche),
            taken.Root, taken.Wage, taken.Order) is { } refusal) return refusal;
        foreach (var candidate in await db.RoundCandidates.Where(c => c.Round == round.Id && c.Standing == CandidateStanding.Waiting).ToListAsync(cancel)) candidate.Fall();
        return round.Id;
    }
}
