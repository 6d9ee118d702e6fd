using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <param name="Version">What the secretary saw of it.</param>
/// <param name="Lines">That were paid.</param>
public sealed record RunToReport(WageRunId Id, long Version, string Number, DateOnly ExecutedOn, int Lines, Money Amount);

/// <summary>The wage runs that wait to be reported and were paid by the day of a meeting, the oldest first; none where it is closed.</summary>
/// <remarks>Rules: O-5.</remarks>
[May(Duty.ReadBusiness, Duty.KeepMeetings), Said("待向会议报告的工资支付", "The wage runs that a meeting must be told of")]
public sealed record ListRunsToReport(MeetingId Meeting, string? Cursor) : IAsk<Listed<RunToReport>>;

public sealed class ListRunsToReportAnswer(IntegrityDb db) : IAnswer<ListRunsToReport, Listed<RunToReport>>
{
    private const int PageSize = 20;

    public async Task<Outcome<Listed<RunToReport>>> Answer(ListRunsToReport ask, AskContext context, CancellationToken cancel)
    {
        var meeting = await db.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == ask.Meeting, cancel);
        if (meeting is null) return ActRefusals.NotFound();
        if (meeting.ClosedAt is not null) return new Listed<RunToReport>([], null);
        var runs = db.WageRuns.AsNoTracking().Where(r => r.State == WageRunState.Executed && r.ReportedTo == null && r.ExecutedOn <= meeting.Day);
        if (Cursor.Read(ask.Cursor) is { } after) runs = runs.Where(r => r.Id.CompareTo(WageRunId.From(after.Id)) > 0);
        var page = Cursor.Page(await runs.OrderBy(r => r.Id).Take(PageSize + 1).ToListAsync(cancel), PageSize, last => Cursor.Write("", last.Id.Value));
        var rows = new List<RunToReport>();
        foreach (var run in page.Items)
        {
            var lines = await db.Set<WageRunLine>().AsNoTracking().Where(l => l.Run == run.Id && l.Standing == WageLineStanding.Paid).MaxAsync(l => l.Ordinal, cancel);
            rows.Add(new(run.Id, await db.VersionOf(run.Id.Value, cancel), run.Number, run.ExecutedOn!.Value, lines, run.Amount));
        }
        return new Listed<RunToReport>(rows, page.Next);
    }
}
