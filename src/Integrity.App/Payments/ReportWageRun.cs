using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>The secretary notes that an executed wage run stood in a meeting's report.</summary>
/// <remarks>Rules: O-5. Nothing is decided on it: wages are a statutory payment.</remarks>
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
        var run = await db.WageRuns.SingleOrDefaultAsync(r => r.Id == act.Run, cancel);
        if (run is null || !await db.Set<Meeting>().AnyAsync(m => m.Id == act.Meeting, cancel)) return ActRefusals.NotFound();

        // Decide and keep.
        if (run.Report(act.Meeting.Value) is { } refusal) return refusal;
        context.Touch(act.Meeting.Value);
        return run.Id;
    }
}
