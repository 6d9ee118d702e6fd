using Integrity.Domain.Values;

namespace Integrity.App.Workflows;

/// <summary>Pausing, resuming and prolonging a period, each with its ground (P-10). Nothing is changed: a new clock is given back.</summary>
public static class DeadlineChange
{
    /// <remarks>Errors: no ground, a period that protects the contractor, already paused, run out.</remarks>
    public static Outcome<DeadlineClock> Pause(this DeadlineClock clock, DateOnly today, string ground, WorkingCalendar calendar)
    {
        if (string.IsNullOrWhiteSpace(ground)) return WorkflowRefusals.GroundMissing(clock.Rule.Title);
        if (clock.Rule.ProtectsContractor || clock.Rule.LegalEffect == "lapse" || clock.Rule.Unit == DeadlineUnit.Hours) return WorkflowRefusals.NeverPaused(clock.Rule.Title);
        if (clock.IsPaused) return WorkflowRefusals.AlreadyPaused(clock.Rule.Title);
        if (RunOut(clock, today, calendar) is { } late) return late;
        return clock with { Pauses = [.. clock.Pauses, new(today, null, ground)] };
    }

    /// <remarks>Errors: not paused.</remarks>
    public static Outcome<DeadlineClock> Resume(this DeadlineClock clock, DateOnly today) =>
        clock.IsPaused
            ? clock with { Pauses = [.. clock.Pauses.SkipLast(1), clock.Pauses[^1] with { Until = today }] }
            : WorkflowRefusals.NotPaused(clock.Rule.Title);

    /// <summary>Adds days to a period that the definition calls extendable, in its own unit.</summary>
    /// <remarks>Errors: no ground, not extendable, too often, too long, run out.</remarks>
    public static Outcome<DeadlineClock> Extend(this DeadlineClock clock, int days, DateOnly today, string ground, WorkingCalendar calendar)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        if (string.IsNullOrWhiteSpace(ground)) return WorkflowRefusals.GroundMissing(clock.Rule.Title);
        if (clock.Rule.Extendable is not { } allowed) return WorkflowRefusals.NotExtendable(clock.Rule.Title);
        if (clock.Extensions.Count >= allowed.Times) return WorkflowRefusals.ExtendedTooOften(clock.Rule.Title, allowed.Times);
        if (days > allowed.MaxDays) return WorkflowRefusals.ExtensionTooLong(clock.Rule.Title, allowed.MaxDays);
        if (RunOut(clock, today, calendar) is { } late) return late;
        return clock with { Extensions = [.. clock.Extensions, new(days, ground)] };
    }

    /// <summary>Sets the whole length anew, still from the first day: the renewal and extension of a hold (P-5).</summary>
    /// <remarks>Errors: no ground, not longer than before, run out.</remarks>
    public static Outcome<DeadlineClock> ProlongTo(this DeadlineClock clock, int length, DateOnly today, string ground, WorkingCalendar calendar)
    {
        if (string.IsNullOrWhiteSpace(ground)) return WorkflowRefusals.GroundMissing(clock.Rule.Title);
        if (length <= clock.WholeLength) return WorkflowRefusals.NotLonger(clock.Rule.Title, clock.WholeLength);
        if (RunOut(clock, today, calendar) is { } late) return late;
        return clock with { Length = length, Extensions = [] };
    }

    private static Refusal? RunOut(DeadlineClock clock, DateOnly today, WorkingCalendar calendar) =>
        clock.Due(calendar) is { } due && today > due.Day ? WorkflowRefusals.HasRunOut(clock.Rule.Title, due.Day) : null;
}
