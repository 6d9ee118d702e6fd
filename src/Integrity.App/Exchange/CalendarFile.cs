using System.Globalization;
using Integrity.App.Exchange.Tables;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange;

/// <summary>The State Council's calendar as a file: <c>year,date,kind,occasion,source</c>, kind being <c>off</c> or <c>work</c>; without <c>year</c> the dates say it.</summary>
/// <remarks>Rules: P-10. A year counts as published when a row belongs to it. Source: the notice named in each row.</remarks>
public static class CalendarFile
{
    private static readonly ColumnSet Columns = new(
        [Field("year", "年份") with { IsRequired = false }, Field("date", "日期"), Field("kind", "类别"), Field("occasion", "节日"), Field("source", "来源", "notice", "通知")], []);

    private static readonly Lazy<IReadOnlyList<CalendarDay>> Seed = new(() =>
    {
        using var stream = typeof(CalendarFile).Assembly.GetManifestResourceStream("seed/calendars/state-council.csv")!;
        return Read(TableFile.Read(stream, TableLimits.Ledger).Value).Value!.Days;
    });

    /// <summary>The days the program comes with.</summary>
    public static IReadOnlyList<CalendarDay> SeededDays => Seed.Value;

    /// <summary>Reads a file of a later year: the days it names, or every faulty row.</summary>
    public static FileOutcome<CalendarDays> Read(byte[] file)
    {
        var book = TableFile.Read(file, TableLimits.Ledger);
        return book.Refusal is { } refusal ? new(refusal) : Read(book.Value);
    }

    private static FileOutcome<CalendarDays> Read(Workbook book)
    {
        var found = TableChoice.Choose(book, Columns, sheetName: null);
        if (found.Refusal is { } refusal) return new(refusal);
        if (found.Value is not [var table]) return new(ExchangeRefusals.SeveralTablesFound(TableChoice.Names(found.Value)));
        var days = new Dictionary<DateOnly, CalendarDay>();
        foreach (var row in table.Rows)
        {
            var (date, noSuchDay) = DateText.Read(table[row, "date"]);
            var (year, kind, occasion, source) = (table.Has("year") ? Year(table, row) : YearOf(date), Kind(table, row), table.Text(row, "occasion"), table.Text(row, "source"));
            if (table.Text(row, "date") is null) continue;
            if (date is null) table.Refuse(row, "date", noSuchDay ? ExchangeRefusals.NoSuchDate() : ExchangeRefusals.DateUnreadable());
            if (date is not { } day || year is null || kind is null || occasion is null || source is null) continue;
            // The holiday of a new year may begin in the December before; no other day belongs to another year.
            if (day.Year != year && !(day.Month == 12 && day.Year == year - 1)) table.Refuse(row, "year", ExchangeRefusals.CalendarYearWrong());
            else if (!days.TryAdd(day, new(year.Value, day, kind.Value, occasion, source))) table.Refuse(row, "date", ExchangeRefusals.CalendarDayTwice());
        }
        return table.Refused.Count > 0 ? new(table.Refused) : new(new CalendarDays([.. days.Values]));
    }

    private static int? Year(TableReading table, SheetRow row)
    {
        if (table.Text(row, "year") is not { } text) return null;
        if (int.TryParse(PlainText.Fold(text).TrimEnd('年'), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2199) return year;
        table.Refuse(row, "year", ExchangeRefusals.CalendarYearWrong());
        return null;
    }

    /// <summary>What a notice says of a December is about the new year's holiday, so it belongs to the next year.</summary>
    private static int? YearOf(DateOnly? date) => date?.AddMonths(1).Year;

    private static CalendarDayKind? Kind(TableReading table, SheetRow row)
    {
        if (table.Text(row, "kind") is not { } text) return null;
        switch (PlainText.FoldCode(text))
        {
            case "OFF" or "休" or "放假": return CalendarDayKind.Off;
            case "WORK" or "班" or "上班": return CalendarDayKind.Work;
            default:
                table.Refuse(row, "kind", ExchangeRefusals.CalendarKindUnknown());
                return null;
        }
    }

    private static ColumnField Field(string key, string zh, params string[] also) => new(key, zh, key, IsRequired: true, HoldsAmounts: false, [key, zh, .. also]);
}

/// <summary>The days of a calendar file.</summary>
public sealed record CalendarDays(IReadOnlyList<CalendarDay> Days);
