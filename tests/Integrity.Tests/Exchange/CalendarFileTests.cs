using System.Text;
using Integrity.App.Exchange;
using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Exchange;

/// <summary>P-10: the published calendar, on its hard days.</summary>
public sealed class CalendarFileTests
{
    private static readonly WorkingCalendar Calendar = new(CalendarFile.SeededDays);

    [Fact]
    public void The_calendar_comes_with_the_years_2023_to_2026()
    {
        Assert.Equal([2023, 2024, 2025, 2026], Calendar.Years);
        Assert.Equal(142, CalendarFile.SeededDays.Count);
        Assert.All(CalendarFile.SeededDays, day => Assert.StartsWith("http", day.Source, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2022-12-31", false)] // A Saturday, the first day of the new year's holiday of 2023.
    [InlineData("2025-01-26", true)] // A Sunday worked for the Spring Festival.
    [InlineData("2025-01-27", true)] // The Monday before it.
    [InlineData("2025-01-28", false)] // The eve.
    [InlineData("2025-02-08", true)] // A Saturday worked.
    [InlineData("2025-09-28", true)] // A Sunday worked for National Day and Mid-Autumn.
    [InlineData("2025-10-08", false)]
    [InlineData("2025-10-11", true)] // A Saturday worked.
    [InlineData("2026-01-04", true)] // A Sunday worked for the new year.
    [InlineData("2026-02-23", false)] // A Monday, the ninth day of the Spring Festival.
    [InlineData("2026-10-10", true)] // A Saturday worked.
    [InlineData("2026-10-11", false)] // An ordinary Sunday.
    public void A_day_is_worked_as_the_notice_says(string day, bool isWorked) => Assert.Equal(isWorked, Calendar.IsWorkingDay(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2026-09-30", 1, "2026-10-08")] // Over National Day.
    [InlineData("2026-09-30", 3, "2026-10-10")] // The third is the Saturday worked.
    [InlineData("2026-09-30", 4, "2026-10-12")]
    [InlineData("2026-02-13", 1, "2026-02-14")] // A Saturday worked before the Spring Festival.
    [InlineData("2026-02-13", 2, "2026-02-24")]
    [InlineData("2025-12-31", 1, "2026-01-04")] // The Sunday worked after the new year.
    [InlineData("2025-09-26", 15, "2025-10-23")]
    public void A_limit_in_working_days_passes_over_holidays_and_counts_worked_weekends(string anchor, int days, string last) =>
        Assert.Equal(new LimitDay(DateOnly.Parse(last), false), Calendar.AddWorkingDays(DateOnly.Parse(anchor), days));

    [Theory]
    [InlineData("2026-09-01", 30, LastDay.RollsForward, "2026-10-08", false)] // 1 October rolls behind the holiday.
    [InlineData("2026-09-01", 30, LastDay.Stands, "2026-10-01", false)] // Money of the contractor is due on the holiday.
    [InlineData("2026-09-10", 30, LastDay.RollsForward, "2026-10-10", false)] // A Saturday, but worked.
    [InlineData("2026-12-02", 30, LastDay.Stands, "2027-01-01", true)] // The next year is not published.
    [InlineData("2026-12-02", 29, LastDay.Stands, "2026-12-31", false)]
    public void A_limit_in_calendar_days_rolls_forward_or_stands(string anchor, int days, LastDay lastDay, string last, bool isProvisional) =>
        Assert.Equal(new LimitDay(DateOnly.Parse(last), isProvisional), Calendar.AddCalendarDays(DateOnly.Parse(anchor), days, lastDay));

    [Fact]
    public void Working_days_into_a_year_without_a_notice_are_provisional() =>
        Assert.Equal(new LimitDay(new(2027, 1, 4), true), Calendar.AddWorkingDays(new(2026, 12, 30), 2));

    [Fact]
    public void Every_faulty_row_of_a_calendar_file_is_named()
    {
        var outcome = CalendarFile.Read(Encoding.UTF8.GetBytes("year,date,kind,occasion,source\n2027,2027-01-01,off,元旦,n\n2027,2027-01-01,off,元旦,n\n2027,2027-02-30,off,元旦,n\n2027,2028-01-01,off,元旦,n\n2027,2027-05-01,holiday,劳动节,n\n二〇,2027-05-02,off,劳动节,n\n2027,soon,off,劳动节,n\n"));
        Assert.Equal(
            [
                (3, "exchange.calendar_day_twice"), (4, "exchange.no_such_date"), (5, "exchange.calendar_year_wrong"), (6, "exchange.calendar_kind_unknown"),
                (7, "exchange.calendar_year_wrong"), (8, "exchange.date_unreadable"),
            ],
            outcome.Rows.Select(row => (row.Row, Provoked.Saw(row.Why).Code)));
        Assert.Equal([new(2027, new(2026, 12, 31), CalendarDayKind.Off, "元旦", "n")], CalendarFile.Read(Encoding.UTF8.GetBytes("年份,日期,类别,节日,来源\n2027,2026年12月31日,休,元旦,n\n")).Value!.Days);
    }

    /// <summary>As the notices are often copied out: without years, and the notice under its own name. The last December belongs to the new year.</summary>
    [Fact]
    public void A_calendar_without_a_column_of_years_takes_them_from_its_dates()
    {
        var copied = "date,kind,occasion,notice\n" + string.Concat(CalendarFile.SeededDays.Select(day => $"{day.Date:yyyy-MM-dd},{(day.Kind == CalendarDayKind.Off ? "off" : "work")},{day.Occasion},{day.Source}\n"));
        Assert.Contains("2022-12-31", copied, StringComparison.Ordinal);
        Assert.Equal(CalendarFile.SeededDays, CalendarFile.Read(Encoding.UTF8.GetBytes(copied)).Value!.Days);
    }
}
