using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Adds a set of ratios to the round as a candidate: its own list and hash, to be voted in the order proposed.</summary>
/// <remarks>Rules: R-4, D-5. A ratio invented in the meeting is a new list on the same snapshot and from the same money, voted after the others.</remarks>
[May(Duty.PrepareRounds), Said("加入比例方案", "Add a candidate")]
public sealed record AddCandidate(PaymentRoundId Round, IReadOnlyList<NamedRatio> Named, long Seen) : IAct<RoundCandidateId>, IOnExisting
{
    public long Subject() => Round.Value;
}

public sealed class AddCandidateHandler(IntegrityDb db, Funds funds, Snapshots snapshots, LinesApart apart, Trial trial) : IHandle<AddCandidate, RoundCandidateId>
{
    public async Task<Outcome<RoundCandidateId>> Handle(AddCandidate act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var round = await db.PaymentRounds.SingleOrDefaultAsync(r => r.Id == act.Round, cancel);
        if (round is null) return ActRefusals.NotFound();
        if (round.State is not (RoundState.Snapshot or RoundState.Proposed)) return RoundRefusals.RoundNotIn(round.State, RoundState.Snapshot);
        if (round.SnapshotTooOld(context.Today)) return RoundRefusals.SnapshotTooOld(round.SnapshotOn!.Value);
        var lines = snapshots.Of(db, round);
        var others = await db.RoundCandidates.AsNoTracking().Where(c => c.Round == round.Id).ToListAsync(cancel);

        // Decide.
        var tried = await trial.Try(round, lines, round.State == RoundState.Proposed ? round.Fund : await funds.Available(round.Scope, cancel), act.Named, cancel);
        if (!tried.IsDone) return tried.Refusal;
        var listRoot = lines.ListRoot([.. tried.Value.Types.Select(t => t.Ratio)]);
        var digest = Trial.DigestOf(round, tried.Value, listRoot);
        if (others.Any(o => o.Standing == CandidateStanding.Waiting && o.Digest == digest.ToString())) return RoundRefusals.CandidateTwice();

        // Keep.
        var id = await context.NewId<RoundCandidateId>(cancel);
        context.Effects["candidate"] = digest.ToString();
        var candidate = RoundCandidate.Of(id, round.Id, others.Count + 1, digest, listRoot, context.Actor,
            tried.Value.Types.Select(t => new CandidateType
            {
                Candidate = id, PayeeType = t.PayeeType, Ratio = t.Ratio, Named = t.Named, Contracts = t.Contracts, Base = t.Base, Pay = t.Pay, SetAside = t.SetAside,
            }), tried.Value.Residual);
        db.RoundCandidates.Add(candidate);
        if (round.State == RoundState.Snapshot) return id;
        var types = await db.PayeeTypes.AsNoTracking().ToDictionaryAsync(t => t.Id.Value, cancel);
        var item = (await db.WholeItem(ItemId.From(round.DecisionItem!.Value), cancel))!;
        if (item.AddCandidate(candidate.ForTheVote(types)) is { IsDone: false } no) return no.Refusal;
        context.Touch(item.Id.Value);
        return await apart.Follow(item, candidate, lines, context, cancel) is { } refusal ? refusal : id;
    }
}
