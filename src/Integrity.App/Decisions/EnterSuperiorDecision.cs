using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Decisions;

/// <summary>Too many members are recused: what the superior body decided is entered by a first person. Nothing is decided by that yet.</summary>
/// <remarks>Rules: D-2, D-7.</remarks>
[May(Duty.KeepMeetings, Duty.Vote), Said("录入上级决定", "Enter a superior body's decision")]
public sealed record EnterSuperiorDecision(ItemId Item, long Seen, SuperiorFacts Facts) : IAct<SuperiorDecisionId>, IOnExisting
{
    public long Subject() => Item.Value;
}

public sealed class EnterSuperiorDecisionHandler(IntegrityDb db) : IHandle<EnterSuperiorDecision, SuperiorDecisionId>
{
    public async Task<Outcome<SuperiorDecisionId>> Handle(EnterSuperiorDecision act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.WholeItem(act.Item, cancel) is not { } item) return ActRefusals.NotFound();
        var body = (await db.BodyWith(item.Body, cancel))!;
        // A meeting that is over referred it by the members of its own day.
        var meeting = item.Meeting is { } on ? await db.MeetingWith(on, cancel) : null;
        var day = meeting is { ClosedAt: not null } ? meeting.Day : context.Today;

        // Decide.
        var entered = SuperiorDecision.Enter(
            await context.NewId<SuperiorDecisionId>(cancel), item, body.On(day), act.Facts, context.Actor, context.Now);
        if (!entered.IsDone) return entered.Refusal;
        if ((await db.MayEnterAbove([.. item.Recusals.Select(r => r.Person)], cancel)).All(person => person == context.Actor)) return DecisionRefusals.NobodyToConfirm();

        // Keep.
        db.SuperiorDecisions.Add(entered.Value);
        return entered.Value.Id;
    }
}
