using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Puts the round's candidates before the leadership group, bound to their hashes; from now on its money is reserved.</summary>
/// <remarks>Rules: R-1, F-1, D-1, D-5. Effect: the fund is set apart in the ledger, oldest receipt first.</remarks>
[May(Duty.PrepareRounds), Said("提请集体研究", "Propose the round")]
public sealed record ProposeRound(PaymentRoundId Round, long Seen) : IAct<ItemId>, IOnExisting
{
    public long Subject() => Round.Value;
}

public sealed class ProposeRoundHandler(IntegrityDb db, Funds funds) : IHandle<ProposeRound, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(ProposeRound act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var round = await db.PaymentRounds.SingleOrDefaultAsync(r => r.Id == act.Round, cancel);
        if (round is null) return ActRefusals.NotFound();
        if (round.State != RoundState.Snapshot) return RoundRefusals.RoundNotIn(round.State, RoundState.Snapshot);
        // What fell with an earlier snapshot does not come to a vote again (R-1).
        var candidates = await db.RoundCandidates.Where(c => c.Round == round.Id && c.Standing == CandidateStanding.Waiting).OrderBy(c => c.Ordinal).ToListAsync(cancel);
        if (candidates.Count == 0) return RoundRefusals.CandidateMissing();
        if (await db.LeadershipGroup(cancel) is not { } body) return DecisionRefusals.NobodyDecides();
        var types = await db.PayeeTypes.AsNoTracking().ToDictionaryAsync(t => t.Id.Value, cancel);
        var scope = round.Scope;
        var available = await funds.Available(scope, cancel);
        var promised = round.Wage + round.Order + candidates.Max(c => c.Pay + c.SetAside + c.Residual);
        if (promised > available) return PaymentRefusals.FundNotEnough(promised, available);

        // Decide.
        var proposed = await db.Propose(new Proposal(body, round.Id.Value, ItemKinds.Round,
            $"兑付批次 {round.Number}（截止 {round.CutOff:yyyy-MM-dd}）", $"Payment round {round.Number} (cut-off {round.CutOff:yyyy-MM-dd})",
            [.. candidates.Select(c => c.ForTheVote(types))],
            [], [round.OpenedBy, context.Actor], round.LastDayToVote), context, cancel);
        if (!proposed.IsDone) return proposed.Refusal;
        if (round.Propose(context.Today, promised, proposed.Value.Id.Value) is { } refusal) return refusal;

        // Keep.
        var apart = await funds.SetApart(context, round.Id.Value, round.SnapshotDigest!, scope, promised, cancel);
        return apart.IsDone ? proposed.Value.Id : apart.Refusal;
    }
}

internal static class CandidatesVoted
{
    /// <summary>What the body learns of a candidate: each type's ratio, and its hash (D-5).</summary>
    public static CandidateFacts ForTheVote(this RoundCandidate candidate, IReadOnlyDictionary<long, PayeeType> types)
    {
        string Ratios(string comma, Func<PayeeType, string> name) =>
            string.Join(comma, candidate.Types.OrderBy(t => t.PayeeType).Select(t => $"{name(types[t.PayeeType])} {t.Ratio}"));
        return new($"方案{candidate.Ordinal}：{Ratios("、", type => type.NameZh)}", $"Candidate {candidate.Ordinal}: {Ratios(", ", type => type.NameEn)}", Digest.Parse(candidate.Digest));
    }
}
