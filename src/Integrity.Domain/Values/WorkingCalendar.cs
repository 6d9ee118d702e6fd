namespace Integrity.Domain.Values;

/// <summary>What the State Council's notice makes of a day: a holiday, or a weekend day worked to make up for one.</summary>
public enum CalendarDayKind : short
{
    Off = 1,
    Work = 2,
}

/// <summary>One day that a notice takes out of the ordinary week.</summary>
/// <param name="Year">The year whose arrangement it belongs to: a new year's holiday may begin in the December before.</param>
/// <param name="Date">The day.</param>
/// <param name="Kind">Off or work.</param>
/// <param name="Occasion">The holiday's name.</param>
/// <param name="Source">The notice that sets it.</param>
public sealed record CalendarDay(int Year, DateOnly Date, CalendarDayKind Kind, string Occasion, string Source);

/// <summary>The last day of a time limit.</summary>
/// <param name="Day">The day on which it ends.</param>
/// <param name="IsProvisional">The period reaches into a year whose calendar is not yet published.</param>
public readonly record struct LimitDay(DateOnly Day, bool IsProvisional);

/// <summary>What happens when the last day of a limit is no working day.</summary>
public enum LastDay : short
{
    /// <summary>The limit ends on the next working day.</summary>
    RollsForward = 1,

    /// <summary>It stands: the limit protects the contractor's money.</summary>
    Stands = 2,
}

/// <summary>The working days of the State Council calendar, make-up weekends included, and the time limits counted on it.</summary>
/// <remarks>The first day is never counted. Rules: P-10. Source: 民法典 201–203; yearly notices of the State Council.</remarks>
public sealed class WorkingCalendar
{
    private readonly Dictionary<DateOnly, CalendarDayKind> days;
    private readonly HashSet<int> years;

    /// <remarks>Errors: a day that is both off and work is a fault.</remarks>
    public WorkingCalendar(IEnumerable<CalendarDay> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        this.days = [];
        years = [];
        foreach (var day in days)
        {
            years.Add(day.Year);
            if (!this.days.TryAdd(day.Date, day.Kind) && this.days[day.Date] != day.Kind)
                throw new ArgumentException($"{day.Date:O} is both off and work.", nameof(days));
        }
    }

    /// <summary>The years whose notice is published here, in order.</summary>
    public IReadOnlyList<int> Years => [.. years.Order()];

    public bool Covers(int year) => years.Contains(year);

    /// <summary>In a year without a notice: Monday to Friday, without the holidays that the law itself puts on a day of the solar calendar.</summary>
    public bool IsWorkingDay(DateOnly day) => days.TryGetValue(day, out var kind)
        ? kind == CalendarDayKind.Work
        : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && (Covers(day.Year) || !IsHolidayByLaw(day));

    /// <summary>New Year's Day, Labour Day and National Day. Source: 全国年节及纪念日放假办法 2.</summary>
    private static bool IsHolidayByLaw(DateOnly day) => (day.Month, day.Day) is (1, 1) or (5, 1) or (5, 2) or (10, 1) or (10, 2) or (10, 3);

    /// <summary>The working day <paramref name="count"/> working days after the anchor; zero is the anchor's own day, or the next working day.</summary>
    public LimitDay AddWorkingDays(DateOnly anchor, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0) return Limit(anchor, anchor, LastDay.RollsForward);
        var day = anchor;
        while (count > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) count--;
        }
        return Limit(anchor, day, LastDay.Stands);
    }

    public LimitDay AddCalendarDays(DateOnly anchor, int count, LastDay lastDay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Limit(anchor, anchor.AddDays(count), lastDay);
    }

    /// <summary>The day of the same number, or the month's last day where there is none; a year is twelve months.</summary>
    public LimitDay AddMonths(DateOnly anchor, int count, LastDay lastDay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Limit(anchor, anchor.AddMonths(count), lastDay);
    }

    /// <summary>The day itself when it is a working day, else the next one.</summary>
    public DateOnly NextWorkingDay(DateOnly day)
    {
        while (!IsWorkingDay(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>How many working days lie after the first day, up to and with the last; negative when the last is earlier.</summary>
    public int WorkingDaysBetween(DateOnly first, DateOnly last)
    {
        if (last < first) return -WorkingDaysBetween(last, first);
        var count = 0;
        for (var day = first.AddDays(1); day <= last; day = day.AddDays(1))
            if (IsWorkingDay(day)) count++;
        return count;
    }

    private LimitDay Limit(DateOnly anchor, DateOnly day, LastDay lastDay)
    {
        if (lastDay == LastDay.RollsForward) day = NextWorkingDay(day);
        var provisional = false;
        for (var year = anchor.Year; year <= day.Year; year++) provisional |= !Covers(year);
        return new(day, provisional);
    }
}
