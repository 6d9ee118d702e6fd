namespace Integrity.App.Workflows;

/// <summary>How a period is counted (P-10).</summary>
public enum DeadlineUnit
{
    /// <summary>From the hour of the event, around the clock.</summary>
    Hours,

    /// <summary>Working days of the State Council calendar; make-up weekends are working days.</summary>
    WorkingDays,

    CalendarDays,

    /// <summary>To the day of the same number; where the month has none, to its last day.</summary>
    Months,
}

/// <summary>A time limit: length, unit, the fact that starts it, and the source it comes from (P-10).</summary>
/// <param name="Name">As <c>after</c> names it.</param>
/// <param name="Title">For people.</param>
/// <param name="Length">Range: 1 to <see cref="Longest"/>.</param>
/// <param name="Unit">How it is counted.</param>
/// <param name="From">The fact that starts it, such as <c>evidence.noticeServedOn</c>; the first day is not counted.</param>
/// <param name="Source">Rule or legal source.</param>
/// <param name="At">JSON path.</param>
public sealed record DeadlineRule(string Name, Words Title, int Length, DeadlineUnit Unit, string From, string Source, string At)
{
    /// <summary>No period is longer, in any unit.</summary>
    public const int Longest = 10_000;

    /// <summary>What its expiry does by law: <c>release</c>, <c>lapse</c>, or nothing but a reminder to act.</summary>
    public string? LegalEffect { get; init; }

    /// <summary>It guards the contractor's money: its last day never rolls forward and it is never paused.</summary>
    public bool ProtectsContractor { get; init; }

    /// <summary>How many units before the last day someone is reminded.</summary>
    public IReadOnlyList<int> Remind { get; init; } = [];

    /// <summary>The event that its expiry raises, in whatever state the case is; without it the state's own <c>after</c> answers.</summary>
    public string? Fires { get; init; }

    /// <summary>It starts anew when it has run out and the case has not moved.</summary>
    public bool Repeat { get; init; }

    public string? EscalateTo { get; init; }

    public Extension? Extendable { get; init; }

    /// <summary>The thing whose fact starts it: <c>hold</c> of <c>hold.postedOn</c>.</summary>
    public string Anchor => From.Split('.')[0];

    /// <summary>What moves the case when it has run out.</summary>
    public string Trigger => Fires ?? Workflows.Trigger.After(Name);
}

/// <summary>How often, by how much and by whom a period may be prolonged, always with a ground.</summary>
public sealed record Extension(int Times, int MaxDays, string By);
