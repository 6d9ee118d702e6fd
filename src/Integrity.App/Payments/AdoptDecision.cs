using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Takes over what the leadership group decided: the passed candidate, or none, and then the reserved money goes back to its receipts.</summary>
/// <remarks>Rules: R-1, D-5, F-1, R-7.</remarks>
[May(Duty.PrepareRounds, Duty.ExecutePayments), Said("按会议结果办理", "Take over the decision")]
public sealed record AdoptDecision(PaymentRoundId Round, long Seen) : IAct<PaymentRoundId>, IOnExisting
{
    public long Subject() => Round.Value;
}

public sealed class AdoptDecisionHandler(IntegrityDb db, Funds funds) : IHandle<AdoptDecision, PaymentRoundId>
{
    public async Task<Outcome<PaymentRoundId>> Handle(AdoptDecision act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var round = await db.PaymentRounds.SingleOrDefaultAsync(r => r.Id == act.Round, cancel);
        if (round is null) return ActRefusals.NotFound();
        if (round.State is not (RoundState.Proposed or RoundState.Decided) || round.DecisionItem is not { } number) return RoundRefusals.RoundNotIn(round.State, RoundState.Proposed);
        var item = (await db.WholeItem(ItemId.From(number), cancel))!;
        var candidates = await db.RoundCandidates.Where(c => c.Round == round.Id && c.Standing == CandidateStanding.Waiting).ToListAsync(cancel);

        // Decide.
        if (item.Result == ItemResult.Pending) return RoundRefusals.NotYetDecided();
        if (item.Result == ItemResult.Passed)
        {
            var digest = item.Decided!.Digest.ToString();
            var passed = candidates.SingleOrDefault(c => c.Digest == digest);
            if (passed is null) return RoundRefusals.ListDiffersFromVote();
            if (round.Decide(passed.Id, item.DecidedOn!.Value) is { } refused) return refused;
            foreach (var candidate in candidates)
                if (candidate == passed) candidate.Pass();
                else candidate.Fall();
            return round.Id;
        }
        var reserved = round.Fund;
        if (round.End(item.Result switch { ItemResult.Deferred => RoundState.Deferred, ItemResult.Lapsed => RoundState.Lapsed, _ => RoundState.NotPassed }) is { } refusal) return refusal;

        // Keep.
        foreach (var candidate in candidates) candidate.Fall();
        await funds.Return(context, round.Id.Value, round.SnapshotDigest!, reserved, cancel);
        return round.Id;
    }
}
