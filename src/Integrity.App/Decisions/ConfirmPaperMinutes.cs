using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>The second person reads the same scan; where both readings agree the votes are counted in the paper's order.</summary>
/// <remarks>Rules: D-7, D-3. The meeting stays open for what it still has to close.</remarks>
[May(Duty.KeepMeetings, Duty.Vote), Said("确认纸质会议记录", "Confirm minutes held on paper")]
public sealed record ConfirmPaperMinutes(PaperMinutesId Minutes, long Seen, PaperSheet Sheet) : IAct<MeetingId>, IOnExisting
{
    public long Subject() => Minutes.Value;
}

public sealed class ConfirmPaperMinutesHandler(IntegrityDb db) : IHandle<ConfirmPaperMinutes, MeetingId>
{
    public async Task<Outcome<MeetingId>> Handle(ConfirmPaperMinutes act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.PaperMinutes.SingleOrDefaultAsync(x => x.Id == act.Minutes, cancel) is not { } minutes) return ActRefusals.NotFound();
        var meeting = (await db.MeetingWith(minutes.Meeting, cancel))!;
        var body = (await db.BodyWith(meeting.Body, cancel))!;
        var agenda = await db.Agenda(meeting.Id, cancel);

        // Decide.
        if (minutes.Confirm(meeting, body.On(meeting.Day), agenda, act.Sheet, context.Actor, context.Now).Refusal is { } refusal) return refusal;

        // Keep.
        context.Touch(meeting.Id.Value);
        foreach (var item in agenda)
        {
            context.Touch(item.Id.Value);
            await LinesFollow.Their(db, item, context, cancel);
        }
        OpenedVotes.Name(context, agenda.SelectMany(item => item.Candidates).Where(one => one.ClosedAt is not null));
        return meeting.Id;
    }
}
