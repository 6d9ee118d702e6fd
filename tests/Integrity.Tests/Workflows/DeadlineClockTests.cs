using System.Globalization;
using Integrity.App.Workflows;
using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Workflows;

/// <summary>P-10 on the published calendar: the last day of periods that run into holidays, make-up days, short months and unpublished years.</summary>
public sealed class DeadlineClockTests
{
    private const string HardDates = """
        unit         | length | from             | due        | expected to show
        workingDays  | 5      | 2025-12-29       | 2026-01-06 | New Year; Sunday 4 January is worked
        workingDays  | 1      | 2025-12-31       | 2026-01-04 | the make-up Sunday itself
        workingDays  | 1      | 2026-02-13       | 2026-02-14 | the make-up Saturday before Spring Festival
        workingDays  | 5      | 2026-02-13       | 2026-02-27 | nine days of Spring Festival
        workingDays  | 6      | 2026-02-13       | 2026-02-28 | the make-up Saturday after it
        workingDays  | 7      | 2026-02-13       | 2026-03-02 | and the Sunday after that is none
        calendarDays | 30     | 2026-01-16       | 2026-02-24 | last day on Spring Festival rolls past all of it
        protected    | 30     | 2026-01-16       | 2026-02-15 | but not where it protects the contractor
        calendarDays | 7      | 2026-09-24       | 2026-10-08 | last day on National Day
        workingDays  | 15     | 2026-09-18       | 2026-10-15 | Mid-Autumn, National Day, a worked Sunday and a worked Saturday
        workingDays  | 3      | 2026-09-30       | 2026-10-10 | ends on a worked Saturday
        calendarDays | 10     | 2026-09-30       | 2026-10-10 | a worked Saturday is no day to roll from
        calendarDays | 3      | 2025-09-25       | 2025-09-28 | nor is a worked Sunday
        calendarDays | 89     | 2026-02-05       | 2026-05-06 | last day on Labour Day week
        months       | 1      | 2025-01-31       | 2025-02-28 | no 31 February
        months       | 1      | 2026-01-31       | 2026-02-28 | a worked Saturday
        months       | 12     | 2024-02-29       | 2025-02-28 | from a leap day
        months       | 1      | 2026-09-01       | 2026-10-08 | months roll too
        workingDays  | 5      | 2025-04-25       | 2025-05-06 | worked Sunday, then Labour Day
        workingDays  | 1      | 2026-06-18       | 2026-06-22 | Dragon Boat Friday
        workingDays  | 20     | 2026-12-15       | 2027-01-13?| the calendar of 2027 is not published
        calendarDays | 15     | 2026-12-20       | 2027-01-04?| nor can the last day be sure
        hours        | 24     | 2026-09-30 17:30 | 2026-10-01 | hours run around the clock and never roll
        """;

    private static readonly WorkingCalendar Calendar = new(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Workflows", "data", "state-council.csv")).Skip(1)
        .Select(line => line.Split(',')).Select(cells => new CalendarDay(int.Parse(cells[0], CultureInfo.InvariantCulture), Day(cells[1]),
            cells[2] == "off" ? CalendarDayKind.Off : CalendarDayKind.Work, cells[3], cells[4])));

    public static TheoryData<string, int, string, string> Rows()
    {
        TheoryData<string, int, string, string> rows = [];
        foreach (var cells in HardDates.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('|', StringSplitOptions.TrimEntries)))
            rows.Add(cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], cells[3]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_period_ends_on_its_lawful_last_day(string unit, int length, string from, string due)
    {
        var ends = Clock(unit, length, from).Due(Calendar)!.Value;
        Assert.Equal(due, ends.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (ends.IsProvisional ? "?" : ""));
        Assert.Equal(unit == "hours" ? new(2026, 10, 1, 9, 30, 0, DateTimeKind.Utc) : BureauTime.StartOf(ends.Day.AddDays(1)), ends.Expires);
    }

    /// <summary>The same table as people read it; shown by <c>--output Detailed</c>.</summary>
    [Fact]
    public void The_hard_dates_are_printed_as_they_come_out()
    {
        var lines = Rows().Select(row => row.Data).Select(row => (Row: row, Ends: Clock(row.Item1, row.Item2, row.Item3).Due(Calendar)!.Value)).ToList();
        Assert.True(lines.Count >= 20, $"{lines.Count} dates");
        foreach (var (row, ends) in lines)
            TestContext.Current.TestOutputHelper?.WriteLine($"{row.Item2,3} {row.Item1,-12} from {row.Item3,-16} → {ends.Day:yyyy-MM-dd ddd}{(ends.IsProvisional ? " (provisional)" : "")}");
    }

    [Fact]
    public void Late_in_the_evening_in_London_is_already_the_next_day_here() =>
        Assert.Equal(Day("2026-03-04"), (Clock("workingDays", 1, "2026-03-02") with { From = new(2026, 3, 2, 18, 0, 0, DateTimeKind.Utc) }).Due(Calendar)!.Value.Day);

    /// <summary>Unit, length, start, paused on, resumed on, last day.</summary>
    [Theory]
    [InlineData("workingDays", 5, "2026-03-02", "2026-03-04", "2026-03-06", "2026-03-12")]
    [InlineData("workingDays", 5, "2026-03-02", "2026-03-09", "2026-03-09", "2026-03-10")] // on its last day
    [InlineData("workingDays", 5, "2026-03-02", "2026-03-07", "2026-03-08", "2026-03-09")] // over a weekend: nothing is gained
    [InlineData("calendarDays", 10, "2026-03-02", "2026-03-03", "2026-03-12", "2026-03-23")] // day 22 is a Sunday
    [InlineData("months", 1, "2026-03-02", "2026-03-10", "2026-03-12", "2026-04-07")] // 2 April and three days: Qingming
    public void A_day_on_which_the_clock_stood_does_not_count(string unit, int length, string from, string paused, string resumed, string due)
    {
        var clock = Clock(unit, length, from).Pause(Day(paused), "ground", Calendar).Value.Resume(Day(resumed)).Value;
        Assert.Equal(Day(due), clock.Due(Calendar)!.Value.Day);
    }

    [Fact]
    public void While_the_clock_stands_no_end_is_known_and_it_cannot_run_out()
    {
        var clock = Clock("workingDays", 5, "2026-03-02").Pause(Day("2026-03-09"), "ground", Calendar).Value;
        Assert.Null(clock.Due(Calendar));
        Assert.True(clock.IsPaused);
    }

    [Fact]
    public void An_extension_adds_to_the_period_and_a_renewed_hold_still_counts_from_its_first_posting()
    {
        var limit = Rule("calendarDays", 90) with { Extendable = new(1, 30, "panel") };
        Assert.Equal(Day("2026-06-30"), new DeadlineClock(limit, At("2026-03-02")).Extend(30, Day("2026-05-29"), "ground", Calendar).Value.Due(Calendar)!.Value.Day);
        Assert.Equal(Day("2026-05-31"), Clock("protected", 30, "2026-03-02").ProlongTo(90, Day("2026-04-01"), "ground", Calendar).Value.Due(Calendar)!.Value.Day);
    }

    [Fact]
    public void Reminders_count_back_in_the_unit_of_the_period()
    {
        var working = new DeadlineClock(Rule("workingDays", 5) with { Remind = [2, 9] }, At("2026-02-13"));
        Assert.Equal([Day("2026-02-25")], working.Reminders(Calendar));
        var calendar = new DeadlineClock(Rule("calendarDays", 30) with { Remind = [2, 7] }, At("2026-03-02"));
        Assert.Equal([Day("2026-03-25"), Day("2026-03-30")], calendar.Reminders(Calendar));
    }

    [Fact]
    public void A_repeating_period_begins_where_the_last_one_ended() =>
        Assert.Equal(Day("2026-02-28"), Clock("workingDays", 1, "2026-02-26").Again(Calendar).Due(Calendar)!.Value.Day);

    [Fact]
    public void What_may_not_be_done_to_a_period_is_refused()
    {
        var plain = Clock("workingDays", 5, "2026-03-02");
        var (today, late) = (Day("2026-03-04"), Day("2026-03-10"));
        var once = new DeadlineClock(Rule("calendarDays", 90) with { Extendable = new(1, 30, "panel") }, At("2026-03-02"));
        var paused = plain.Pause(today, "ground", Calendar).Value;

        Refused("ground_missing", plain.Pause(today, " ", Calendar));
        Refused("ground_missing", once.Extend(5, today, "", Calendar));
        Refused("ground_missing", plain.ProlongTo(90, today, "", Calendar));
        Refused("never_paused", Clock("protected", 30, "2026-03-02").Pause(today, "ground", Calendar));
        Refused("never_paused", Clock("hours", 24, "2026-03-02").Pause(today, "ground", Calendar));
        Refused("already_paused", paused.Pause(today, "ground", Calendar));
        Refused("not_paused", plain.Resume(today));
        Refused("not_extendable", plain.Extend(5, today, "ground", Calendar));
        Refused("extension_too_long", once.Extend(31, today, "ground", Calendar));
        Refused("extended_too_often", once.Extend(30, today, "ground", Calendar).Value.Extend(1, today, "ground", Calendar));
        Refused("not_longer", Clock("protected", 30, "2026-03-02").ProlongTo(30, today, "ground", Calendar));
        Refused("has_run_out", plain.Pause(late, "ground", Calendar));
        Refused("has_run_out", plain.ProlongTo(9, late, "ground", Calendar));
        Assert.True(plain.Pause(Day("2026-03-09"), "ground", Calendar).IsDone);
    }

    private static void Refused(string code, Outcome<DeadlineClock> outcome) =>
        Assert.Equal("workflows." + code, Provoked.Saw(outcome.Refusal!).Code);

    private static DeadlineClock Clock(string unit, int length, string from) => new(Rule(unit, length), At(from));

    private static DeadlineRule Rule(string unit, int length) =>
        new("limit", new("期限", "The limit"), length, unit == "protected" ? DeadlineUnit.CalendarDays : Enum.Parse<DeadlineUnit>(unit, ignoreCase: true), "state.entered", "P-10", "$")
        { ProtectsContractor = unit == "protected" };

    /// <summary>Ten in the morning in Shanghai unless the hour is given.</summary>
    private static DateTime At(string text) =>
        DateTime.SpecifyKind(DateTime.Parse(text.Length == 10 ? text + " 10:00" : text, CultureInfo.InvariantCulture).AddHours(-8), DateTimeKind.Utc);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
