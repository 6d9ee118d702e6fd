using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>A meeting of a body is called, with the items that it is to decide, in their order.</summary>
/// <remarks>Rules: D-3, D-6. Its number is the next of the year.</remarks>
[May(Duty.KeepMeetings), Said("召集会议", "Convene a meeting")]
public sealed record ConveneMeeting(BodyId Body, DateOnly Day, string Place, Medium Medium, IReadOnlyList<ItemId> Items) : IAct<MeetingId>;

public sealed class ConveneMeetingHandler(IntegrityDb db) : IHandle<ConveneMeeting, MeetingId>
{
    public async Task<Outcome<MeetingId>> Handle(ConveneMeeting act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.BodyWith(act.Body, cancel) is null) return ActRefusals.NotFound();
        var year = act.Day.Year;
        var last = await db.Meetings.Where(x => x.Year == year).MaxAsync(x => (int?)x.Number, cancel) ?? 0;

        // Decide.
        var notice = new MeetingNotice(year, last + 1, act.Day, act.Place, act.Medium);
        var convened = Meeting.Convene(await context.NewId<MeetingId>(cancel), act.Body, notice, context.Actor, context.Now);
        if (!convened.IsDone) return convened.Refusal;
        if (await AgendaOf.Put(db, convened.Value, act.Items, firstPlace: 1, context, cancel) is { } refusal) return refusal;

        // Keep.
        db.Meetings.Add(convened.Value);
        return convened.Value.Id;
    }
}
