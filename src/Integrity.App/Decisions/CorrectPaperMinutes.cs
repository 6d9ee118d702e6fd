using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>The first person reads the scan again, because the two readings differ and his was wrong.</summary>
/// <remarks>Rules: D-7. Both readings stay in the journal.</remarks>
[May(Duty.KeepMeetings, Duty.Vote), Said("更正纸质会议记录", "Correct minutes held on paper")]
public sealed record CorrectPaperMinutes(PaperMinutesId Minutes, long Seen, PaperSheet Sheet) : IAct<PaperMinutesId>, IOnExisting
{
    public long Subject() => Minutes.Value;
}

public sealed class CorrectPaperMinutesHandler(IntegrityDb db) : IHandle<CorrectPaperMinutes, PaperMinutesId>
{
    public async Task<Outcome<PaperMinutesId>> Handle(CorrectPaperMinutes act, ActContext context, CancellationToken cancel)
    {
        if (await db.PaperMinutes.SingleOrDefaultAsync(x => x.Id == act.Minutes, cancel) is not { } minutes) return ActRefusals.NotFound();
        var meeting = (await db.MeetingWith(minutes.Meeting, cancel))!;
        if (minutes.Correct(meeting, act.Sheet, context.Actor, context.Now).Refusal is { } refusal) return refusal;
        return await PaperCount.WhyNot(db, minutes.Meeting, act.Sheet, context, cancel) is { } notCounted ? notCounted : minutes.Id;
    }
}
