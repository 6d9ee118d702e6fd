using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>The first person reads the scanned minutes of a meeting held on paper; nothing is decided by that yet.</summary>
/// <remarks>Rules: D-7.</remarks>
[May(Duty.KeepMeetings, Duty.Vote), Said("录入纸质会议记录", "Enter minutes held on paper")]
public sealed record EnterPaperMinutes(MeetingId Meeting, long Seen, PaperSheet Sheet) : IAct<PaperMinutesId>, IOnExisting
{
    public long Subject() => Meeting.Value;
}

public sealed class EnterPaperMinutesHandler(IntegrityDb db) : IHandle<EnterPaperMinutes, PaperMinutesId>
{
    public async Task<Outcome<PaperMinutesId>> Handle(EnterPaperMinutes act, ActContext context, CancellationToken cancel)
    {
        if (await db.MeetingWith(act.Meeting, cancel) is not { } meeting) return ActRefusals.NotFound();
        if (await db.PaperMinutes.AnyAsync(x => x.Meeting == act.Meeting, cancel)) return DecisionRefusals.AlreadyRead();
        var agenda = await db.Agenda(act.Meeting, cancel);
        var entered = PaperMinutes.Enter(await context.NewId<PaperMinutesId>(cancel), meeting, agenda, act.Sheet, context.Actor, context.Now);
        if (!entered.IsDone) return entered.Refusal;
        if (await PaperCount.WhyNot(db, act.Meeting, act.Sheet, context, cancel) is { } refusal) return refusal;
        db.PaperMinutes.Add(entered.Value);
        return entered.Value.Id;
    }
}

internal static class PaperCount
{
    /// <summary>Why a sheet could not be counted, said already where it is read first: tried on copies that nobody keeps.</summary>
    public static async Task<Refusal?> WhyNot(IntegrityDb db, MeetingId id, PaperSheet sheet, ActContext context, CancellationToken cancel)
    {
        var keeping = db.ChangeTracker.QueryTrackingBehavior;
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        try
        {
            var meeting = (await db.MeetingWith(id, cancel))!;
            var body = (await db.BodyWith(meeting.Body, cancel))!;
            return PaperMinutes.WhyNotCounted(meeting, body.On(meeting.Day), await db.Agenda(id, cancel), sheet, context.Actor, context.Now);
        }
        finally
        {
            db.ChangeTracker.QueryTrackingBehavior = keeping;
        }
    }
}
