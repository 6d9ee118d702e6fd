using Integrity.Domain.Values;

namespace Integrity.App.Workflows;

/// <summary>The days that a step waits for although no clock takes it: for a statement and for asking for a hearing, counted from the last service of the notice, and while a notice stands in public (P-6).</summary>
internal sealed class ReplayWaits(WorkflowDefinition old, WorkflowDefinition @new, bool mayBeHeard, WorkingCalendar calendar)
{
    private const string StatementDays = "statementDays", HearingRequestDays = "hearingRequestDays";
    private static readonly Words Statement = new("陈述申辩期", "period for a statement"), Request = new("申请听证的期限", "period to ask for a hearing");

    private DateOnly? served;
    private bool waived, asked, heard;

    public void Note(PastStep step)
    {
        switch (step.Trigger)
        {
            case "SERVE_NOTICE": (served, waived, asked, heard) = (step.Day, false, false, false); break;
            case Trigger.Reopen: (served, asked) = (null, false); break;
            case "WAIVE_DEFENCE": waived = true; break;
            case "REQUEST_HEARING": asked = true; break;
            case "HEARING_HELD": (asked, heard) = (false, true); break;
        }
    }

    /// <summary>The period that forbids the step on its day under the new version and did not under the old one; null where none does.</summary>
    public PeriodEnd? Against(PastStep step, Transition arrow, DeadlineClock? publicNotice) =>
        arrow.Requires.Select(requirement => requirement switch
        {
            "publicNoticeOver" when publicNotice?.Due(calendar) is { } due && due.Expires > step.At => new PeriodEnd(publicNotice.Rule.Name, publicNotice.Rule.Title, due.Day),
            "defenceAnswered" when !waived => NotOver(StatementDays, Statement, step),
            "hearingRightOver" when mayBeHeard && !heard => NotOver(HearingRequestDays, Request, step),
            "hearingAllowed" when !asked => TooLate(step),
            _ => null,
        }).FirstOrDefault(period => period is not null);

    private PeriodEnd? NotOver(string days, Words title, PastStep step) =>
        Last(old, days) < step.Day && Last(@new, days) is { } last && step.Day <= last ? new(days, title, last) : null;

    private PeriodEnd? TooLate(PastStep step) =>
        step.Day <= Last(old, HearingRequestDays) && Last(@new, HearingRequestDays) is { } last && last < step.Day ? new(HearingRequestDays, Request, last) : null;

    private DateOnly? Last(WorkflowDefinition version, string days) =>
        served is { } day && version.Parameters.TryGetValue(days, out var parameter) ? calendar.AddWorkingDays(day, (int)parameter.Value).Day : null;
}
