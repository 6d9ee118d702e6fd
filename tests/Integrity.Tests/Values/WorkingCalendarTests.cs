using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Values;

/// <summary>P-10: time limits on a small calendar made for the test; the published one is tried in Exchange.</summary>
public sealed class WorkingCalendarTests
{
    // Thursday to Saturday off, the Sunday after is worked; the new year's holiday of 2031 begins in December.
    private static readonly WorkingCalendar Calendar = new(
    [
        Day(2030, new(2030, 5, 2), CalendarDayKind.Off), Day(2030, new(2030, 5, 3), CalendarDayKind.Off), Day(2030, new(2030, 5, 4), CalendarDayKind.Off),
        Day(2030, new(2030, 5, 5), CalendarDayKind.Work),
        Day(2031, new(2030, 12, 31), CalendarDayKind.Off), Day(2031, new(2031, 1, 1), CalendarDayKind.Off),
    ]);

    [Fact]
    public void The_first_day_is_not_counted() =>
        Assert.Equal(new LimitDay(new(2030, 4, 30), false), Calendar.AddWorkingDays(new(2030, 4, 29), 1));

    [Fact]
    public void A_make_up_weekend_is_a_working_day() =>
        Assert.Equal(new LimitDay(new(2030, 5, 5), false), Calendar.AddWorkingDays(new(2030, 5, 1), 1));

    [Fact]
    public void A_last_day_on_a_holiday_rolls_forward_to_the_make_up_day() =>
        Assert.Equal(new LimitDay(new(2030, 5, 5), false), Calendar.AddCalendarDays(new(2030, 5, 1), 2, LastDay.RollsForward));

    [Fact]
    public void A_limit_that_protects_the_contractors_money_stands() =>
        Assert.Equal(new LimitDay(new(2030, 5, 3), false), Calendar.AddCalendarDays(new(2030, 5, 1), 2, LastDay.Stands));

    [Fact]
    public void A_month_without_the_day_ends_on_its_last_day() =>
        Assert.Equal(new LimitDay(new(2030, 2, 28), false), Calendar.AddMonths(new(2030, 1, 31), 1, LastDay.Stands));

    [Fact]
    public void A_period_that_reaches_an_unpublished_year_is_provisional()
    {
        Assert.Equal(new LimitDay(new(2031, 1, 2), false), Calendar.AddWorkingDays(new(2030, 12, 30), 1));
        Assert.True(Calendar.AddMonths(new(2031, 12, 30), 1, LastDay.Stands).IsProvisional);
        Assert.True(Calendar.AddMonths(new(2029, 12, 30), 3, LastDay.Stands).IsProvisional);
        Assert.True(Calendar.AddCalendarDays(new(2031, 12, 26), 1, LastDay.RollsForward) is { IsProvisional: false });
        Assert.True(Calendar.AddCalendarDays(new(2031, 12, 31), 3, LastDay.RollsForward) is { IsProvisional: true, Day: { Year: 2032, Day: 5 } });
    }

    /// <summary>What the law itself puts on a day of the solar calendar is no working day before the year's notice comes.</summary>
    [Fact]
    public void New_years_day_of_an_unpublished_year_is_no_working_day()
    {
        Assert.Equal(new LimitDay(new(2032, 1, 2), true), Calendar.AddWorkingDays(new(2031, 12, 31), 1));
        Assert.False(Calendar.IsWorkingDay(new(2032, 10, 1)));
        // A year with a notice is what its notice says.
        Assert.True(Calendar.IsWorkingDay(new(2030, 5, 1)));
    }

    [Fact]
    public void Working_days_between_two_days_count_the_last_but_not_the_first()
    {
        Assert.Equal(1, Calendar.WorkingDaysBetween(new(2030, 5, 1), new(2030, 5, 5)));
        Assert.Equal(-1, Calendar.WorkingDaysBetween(new(2030, 5, 5), new(2030, 5, 1)));
        Assert.Equal(0, Calendar.WorkingDaysBetween(new(2030, 5, 5), new(2030, 5, 5)));
    }

    [Fact]
    public void A_day_cannot_be_both_off_and_worked() =>
        Assert.Throws<ArgumentException>(() => new WorkingCalendar([Day(2030, new(2030, 5, 2), CalendarDayKind.Off), Day(2030, new(2030, 5, 2), CalendarDayKind.Work)]));

    private static CalendarDay Day(int year, DateOnly date, CalendarDayKind kind) => new(year, date, kind, "假日", "notice");
}
