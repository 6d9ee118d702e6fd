using Integrity.Domain.Values;

namespace Integrity.App.Workflows;

/// <summary>When a period ends.</summary>
/// <param name="Day">Its last day, in Shanghai.</param>
/// <param name="Expires">The instant at which it has run out, UTC: the end of that day, or the hour itself.</param>
/// <param name="IsProvisional">It reaches into a year whose calendar is not yet published.</param>
public readonly record struct DeadlineDue(DateOnly Day, DateTime Expires, bool IsProvisional);

/// <summary>A stretch in which the clock stood; open while <paramref name="Until"/> is null.</summary>
public sealed record ClockPause(DateOnly From, DateOnly? Until, string Ground);

/// <summary>A prolongation with its ground.</summary>
public sealed record ClockExtension(int Days, string Ground);

/// <summary>One period as it runs in a case: from the fact that started it, less the days on which it stood, plus what was added (P-10).</summary>
/// <remarks>
/// The first day is not counted. No day on which the clock stood, even in part, counts. The last day rolls forward to a working day,
/// unless the period protects the contractor's money: that one is neither rolled nor paused. Hours run around the clock.
/// Source: 民法典 201–203.
/// </remarks>
public sealed record DeadlineClock(DeadlineRule Rule, DateTime From)
{
    /// <summary>Unit: the rule's; set anew where the law allows a longer limit (P-5).</summary>
    public int Length { get; init; } = Rule.Length;

    public IReadOnlyList<ClockPause> Pauses { get; init; } = [];
    public IReadOnlyList<ClockExtension> Extensions { get; init; } = [];

    public int WholeLength => Length + Extensions.Sum(extension => extension.Days);

    public bool IsPaused => Pauses.Count > 0 && Pauses[^1].Until is null;

    /// <summary>When it ends; null while the clock stands and the end cannot be known.</summary>
    public DeadlineDue? Due(WorkingCalendar calendar)
    {
        if (Rule.Unit == DeadlineUnit.Hours)
        {
            var hour = From.AddHours(WholeLength);
            return new(BureauTime.DayOf(hour), hour, IsProvisional: false);
        }
        var first = BureauTime.DayOf(From);
        var limit = Pauses.Count == 0 || Rule.ProtectsContractor ? Straight(first, calendar) : AroundPauses(first, calendar);
        return limit is { } end ? new(end.Day, BureauTime.StartOf(end.Day.AddDays(1)), end.IsProvisional) : null;
    }

    /// <summary>The days on which someone is reminded, earliest first; none on or before the first day.</summary>
    public IReadOnlyList<DateOnly> Reminders(WorkingCalendar calendar)
    {
        if (Rule.Unit == DeadlineUnit.Hours || Due(calendar) is not { } due) return [];
        var first = BureauTime.DayOf(From);
        return [.. Rule.Remind.Select(before => Before(due.Day, before, calendar)).Where(day => day > first).Distinct().Order()];
    }

    /// <summary>The next run of a repeating period: it begins when the last one ended.</summary>
    public DeadlineClock Again(WorkingCalendar calendar) =>
        Due(calendar) is { } due
            ? new(Rule, Rule.Unit == DeadlineUnit.Hours ? due.Expires : BureauTime.StartOf(due.Day))
            : throw new InvalidOperationException($"The clock of {Rule.Name} stands.");

    private LimitDay Straight(DateOnly first, WorkingCalendar calendar)
    {
        var last = Rule.ProtectsContractor ? LastDay.Stands : LastDay.RollsForward;
        return Rule.Unit switch
        {
            DeadlineUnit.WorkingDays => calendar.AddWorkingDays(first, WholeLength),
            DeadlineUnit.CalendarDays => calendar.AddCalendarDays(first, WholeLength, last),
            _ => calendar.AddMonths(first, WholeLength, last),
        };
    }

    /// <summary>Counts day by day; in months the days on which the clock stood are added at the end.</summary>
    private LimitDay? AroundPauses(DateOnly first, WorkingCalendar calendar)
    {
        var left = Rule.Unit == DeadlineUnit.Months ? first.AddMonths(WholeLength).DayNumber - first.DayNumber : WholeLength;
        var day = first;
        while (left > 0 || Stands(day) || !calendar.IsWorkingDay(day))
        {
            day = day.AddDays(1);
            if (StandsForGood(day)) return null;
            if (left > 0 && !Stands(day) && (Rule.Unit != DeadlineUnit.WorkingDays || calendar.IsWorkingDay(day))) left--;
        }
        return new(day, Enumerable.Range(first.Year, day.Year - first.Year + 1).Any(year => !calendar.Covers(year)));
    }

    private bool Stands(DateOnly day) => Pauses.Any(pause => day >= pause.From && day <= (pause.Until ?? DateOnly.MaxValue));

    private bool StandsForGood(DateOnly day) => IsPaused && day >= Pauses[^1].From;

    private DateOnly Before(DateOnly day, int units, WorkingCalendar calendar)
    {
        if (Rule.Unit != DeadlineUnit.WorkingDays) return day.AddDays(-units);
        while (units > 0)
        {
            day = day.AddDays(-1);
            if (calendar.IsWorkingDay(day)) units--;
        }
        return day;
    }
}
