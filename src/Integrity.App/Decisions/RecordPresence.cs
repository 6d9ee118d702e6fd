using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Decisions;

/// <summary>Who is there, for every member due, and who presides where the chair cannot. Recorded again when somebody comes or goes.</summary>
/// <remarks>Rules: D-2, D-3. A vote that is open keeps the seats it began with.</remarks>
[May(Duty.KeepMeetings), Said("登记到会", "Record presence")]
public sealed record RecordPresence(MeetingId Meeting, long Seen, IReadOnlyList<Presence> Members, OfficialId? StandIn) : IAct<MeetingId>, IOnExisting
{
    public long Subject() => Meeting.Value;
}

public sealed class RecordPresenceHandler(IntegrityDb db) : IHandle<RecordPresence, MeetingId>
{
    public async Task<Outcome<MeetingId>> Handle(RecordPresence act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.MeetingWith(act.Meeting, cancel) is not { } meeting) return ActRefusals.NotFound();
        var body = (await db.BodyWith(meeting.Body, cancel))!;

        // Decide.
        if (meeting.Medium == Medium.Paper) return DecisionRefusals.PresenceIsOnPaper();
        if (meeting.RecordPresence(body.On(meeting.Day), act.Members, context.Now).Refusal is { } refusal) return refusal;
        return act.StandIn is { } standIn && meeting.NameStandIn(standIn).Refusal is { } missing ? missing : meeting.Id;
    }
}
