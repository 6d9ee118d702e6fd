using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A member is recused from a payee of a proposed round: that payee's lines become an item of their own, which the others vote at the round's ratio.</summary>
/// <param name="Round">Proposed, and no vote on it has begun.</param>
/// <param name="Party">Whose lines they are.</param>
/// <param name="Member">Who keeps away.</param>
/// <param name="Ground">Why.</param>
/// <param name="Words">The facts, for the minutes.</param>
/// <param name="Seen">The round's version.</param>
/// <remarks>Rules: D-4, D-5. One list for each candidate, bound to that candidate's hash.</remarks>
[May(Duty.PrepareRounds), Said("回避成员的各行单列表决", "Put a recused member's lines apart")]
public sealed record PutLinesApart(PaymentRoundId Round, CounterpartyId Party, OfficialId Member, RecusalGround Ground, string Words, long Seen) : IAct<ItemId>, IOnExisting
{
    public long Subject() => Round.Value;
}

public sealed class PutLinesApartHandler(IntegrityDb db, Snapshots snapshots) : IHandle<PutLinesApart, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(PutLinesApart act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var round = await db.PaymentRounds.SingleOrDefaultAsync(r => r.Id == act.Round, cancel);
        if (round is null) return ActRefusals.NotFound();
        if (round.State != RoundState.Proposed) return RoundRefusals.RoundNotIn(round.State, RoundState.Proposed);
        var item = (await db.WholeItem(ItemId.From(round.DecisionItem!.Value), cancel))!;
        if ((await db.BodyWith(item.Body, cancel))!.On(context.Today).Members.All(m => m != act.Member)) return RoundRefusals.RecusedIsNoMember();
        if (await db.Counterparties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == act.Party, cancel) is not { } party) return ActRefusals.NotFound();
        var own = await db.WorksContracts.AsNoTracking().Where(c => c.Party == act.Party).Select(c => c.Id).ToListAsync(cancel);
        var lines = snapshots.Of(db, round);
        var contracts = own.Select(c => c.Value).Where(lines.Has).Order().ToList();
        // Those of an earlier proposal fell with its snapshot.
        ItemId? of = item.Id;
        var voted = (await db.DecisionItems.Where(x => x.LinesOf == of).Select(x => x.Id).ToListAsync(cancel)).ConvertAll(one => one.Value);
        var apart = await db.LinesApart.AsNoTracking().Where(l => voted.Contains(l.Item)).Select(l => l.Contract).ToListAsync(cancel);
        var candidates = await db.RoundCandidates.AsNoTracking().Where(c => c.Round == round.Id && c.Standing == CandidateStanding.Waiting).OrderBy(c => c.Ordinal).ToListAsync(cancel);

        // Decide.
        if (contracts.Count == 0) return RoundRefusals.NoLinesOfParty();
        if (contracts.Exists(apart.Contains)) return RoundRefusals.LinesApartAlready();
        var proposed = await db.ProposeLines(item, new Proposal(item.Body, item.About, item.Kinds,
            $"{item.SubjectZh}：{party.Name}各行", $"{item.SubjectEn}: the lines of {party.Name}",
            [.. candidates.Select(c => LinesApart.Facts(c, lines, contracts))],
            [new(act.Member, act.Ground, act.Words)], [.. item.Preparations.Select(p => p.Person)]), context, cancel);
        if (!proposed.IsDone) return proposed.Refusal;

        // Keep.
        db.LinesApart.AddRange(contracts.Select(contract => new LineApart { Item = proposed.Value.Id.Value, Round = round.Id.Value, Contract = contract }));
        context.Touch(item.Id.Value);
        return proposed.Value.Id;
    }
}
