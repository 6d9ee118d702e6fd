using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Decisions;

/// <summary>A member's term ends by a document; leave is no end.</summary>
/// <remarks>Rules: D-2.</remarks>
[May(Duty.KeepMeetings), Said("登记成员卸任", "Record the end of a member's term")]
public sealed record EndMembership(BodyId Body, long Seen, OfficialId Member, DateOnly LastDay, string Document) : IAct<BodyId>, IOnExisting
{
    public long Subject() => Body.Value;
}

public sealed class EndMembershipHandler(IntegrityDb db) : IHandle<EndMembership, BodyId>
{
    public async Task<Outcome<BodyId>> Handle(EndMembership act, ActContext context, CancellationToken cancel)
    {
        if (await db.BodyWith(act.Body, cancel) is not { } body) return ActRefusals.NotFound();
        var ended = body.EndTerm(act.Member, act.LastDay, act.Document);
        return ended.IsDone ? body.Id : ended.Refusal;
    }
}
