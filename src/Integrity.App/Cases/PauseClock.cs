using Integrity.App.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Stops the periods of a case with a ground; those that protect the contractor's money run on.</summary>
/// <remarks>Rules: P-10.</remarks>
[May(Duty.ReviewCases), Said("中止办案期限", "Pause the clock")]
public sealed record PauseClock(CaseId Case, string Reason, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class PauseClockHandler(CaseWork work) : IHandle<PauseClock, CaseId>
{
    public Task<Outcome<CaseId>> Handle(PauseClock act, ActContext context, CancellationToken cancel) =>
        work.Move(context, act.Case, "PAUSE_CLOCK", new() { Words = act.Reason }, cancel);
}

/// <summary>Lets the stopped periods run again.</summary>
/// <remarks>Rules: P-10.</remarks>
[May(Duty.ReviewCases), Said("恢复办案期限", "Resume the clock")]
public sealed record ResumeClock(CaseId Case, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class ResumeClockHandler(CaseWork work) : IHandle<ResumeClock, CaseId>
{
    public Task<Outcome<CaseId>> Handle(ResumeClock act, ActContext context, CancellationToken cancel) =>
        work.Move(context, act.Case, "RESUME_CLOCK", new(), cancel);
}
