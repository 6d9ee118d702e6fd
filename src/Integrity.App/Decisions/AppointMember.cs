using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>A member takes office by the document that appoints him; from that day on he counts in N, present or not.</summary>
/// <remarks>Rules: D-2.</remarks>
[May(Duty.KeepMeetings, Operator = true), Said("登记成员任职", "Record a member's appointment")]
public sealed record AppointMember(BodyId Body, long Seen, OfficialId Member, bool AsChair, DateOnly From, string Document) : IAct<BodyId>, IOnExisting
{
    public long Subject() => Body.Value;
}

public sealed class AppointMemberHandler(IntegrityDb db) : IHandle<AppointMember, BodyId>
{
    public async Task<Outcome<BodyId>> Handle(AppointMember act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.BodyWith(act.Body, cancel) is not { } body) return ActRefusals.NotFound();
        var member = await db.Set<Official>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == act.Member, cancel);

        // Decide.
        if (member is null || !member.Has(Duty.Vote)) return DecisionRefusals.MemberCannotVote();
        var appointed = body.Appoint(act.Member, act.AsChair, act.From, act.Document);
        return appointed.IsDone ? body.Id : appointed.Refusal;
    }
}
