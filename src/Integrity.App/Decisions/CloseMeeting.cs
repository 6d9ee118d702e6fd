using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>A meeting ends; what it did not reach leaves its agenda. Its minutes are fixed by their hash.</summary>
/// <remarks>Rules: D-6.</remarks>
[May(Duty.KeepMeetings), Said("结束会议", "Close a meeting")]
public sealed record CloseMeeting(MeetingId Meeting, long Seen) : IAct<MeetingId>, IOnExisting
{
    public long Subject() => Meeting.Value;
}

public sealed class CloseMeetingHandler(IntegrityDb db) : IHandle<CloseMeeting, MeetingId>
{
    public async Task<Outcome<MeetingId>> Handle(CloseMeeting act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.MeetingWith(act.Meeting, cancel) is not { } meeting) return ActRefusals.NotFound();
        var body = (await db.BodyWith(meeting.Body, cancel))!;
        var agenda = await db.Agenda(act.Meeting, cancel);
        var isReadOnce = await db.PaperMinutes.AnyAsync(x => x.Meeting == act.Meeting && x.ConfirmedAt == null, cancel);

        // Decide.
        if (isReadOnce) return DecisionRefusals.SecondReadingMissing();
        if (meeting.Close(agenda, context.Now).Refusal is { } refusal) return refusal;
        if (!meeting.IsPresenceRecorded) return meeting.Id;
        var minutes = Minutes.Of(body, meeting, agenda, []);
        if (!minutes.IsDone) return minutes.Refusal;

        // Keep.
        foreach (var item in agenda.Where(item => item.Meeting is null)) context.Touch(item.Id.Value);
        context.Effects["minutes"] = MinutesText.HashOf(minutes.Value).ToString();
        return meeting.Id;
    }
}
