using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>The secretary reports an executed wage run to a meeting that is not closed; it stands in the minutes.</summary>
/// <remarks>Rules: O-5, D-6. Nothing is decided on it: wages are a statutory payment.</remarks>
[May(Duty.KeepMeetings), Said("向会议报告工资支付", "Report a wage run to a meeting")]
public sealed record ReportWageRun(WageRunId Run, MeetingId Meeting, long Seen) : IAct<WageRunId>, IOnExisting
{
    public long Subject() => Run.Value;
}

public sealed class ReportWageRunHandler(IntegrityDb db) : IHandle<ReportWageRun, WageRunId>
{
    public async Task<Outcome<WageRunId>> Handle(ReportWageRun act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var run = await db.WageRuns.Include(r => r.Lines).SingleOrDefaultAsync(r => r.Id == act.Run, cancel);
        if (run is null || await db.MeetingWith(act.Meeting, cancel) is not { } meeting) return ActRefusals.NotFound();

        // Decide and keep: the meeting's minutes say it in these words.
        if (run.Report(meeting.Id.Value, meeting.Day) is { } refusal) return refusal;
        var paid = run.Lines.Count(l => l.Standing == WageLineStanding.Paid);
        var taken = meeting.TakeReport(run.Id.Value,
            $"工资支付 {run.Number}：{run.ExecutedOn:yyyy-MM-dd} 执行，{paid} 笔，金额 {run.Amount}。", $"Wage run {run.Number}: paid on {run.ExecutedOn:yyyy-MM-dd}, {paid} lines, {run.Amount}.");
        if (!taken.IsDone) return taken.Refusal;
        context.Touch(meeting.Id.Value);
        return run.Id;
    }
}
