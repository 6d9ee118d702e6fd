using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Exchange;

/// <summary>Takes in the State Council's calendar of a year, as its notice sets it; without days, the years that the program comes with.</summary>
/// <remarks>Rules: P-10. A year that is known already is replaced as a whole: a notice can be amended. Running periods are counted anew.</remarks>
[May(Duty.ManageSettings, Operator = true), Said("导入工作日历", "Import the working calendar")]
public sealed record ImportCalendar(IReadOnlyList<CalendarDay>? Days) : IAct<int>;

public sealed class ImportCalendarHandler(IntegrityDb db, CaseDeadlines deadlines) : IHandle<ImportCalendar, int>
{
    public async Task<Outcome<int>> Handle(ImportCalendar act, ActContext context, CancellationToken cancel)
    {
        var days = act.Days ?? CalendarFile.SeededDays;
        var years = days.Select(d => d.Year).Distinct().ToList();
        var known = await db.CalendarDays.ToListAsync(cancel);
        db.CalendarDays.RemoveRange(known.Where(d => years.Contains(d.Year)));
        db.CalendarDays.AddRange(days);
        await deadlines.Recount(context, new(known.Where(d => !years.Contains(d.Year)).Concat(days)), cancel);
        return days.Count;
    }
}

/// <summary>A calendar file as read, before anything is kept.</summary>
/// <param name="Years">The years to which a row belongs.</param>
/// <param name="Refused">Every faulty cell; with one, no day is taken.</param>
public sealed record CalendarPreview(IReadOnlyList<int> Years, IReadOnlyList<CalendarDay> Days, IReadOnlyList<RowRefusal> Refused)
{
    /// <summary>The act that takes it, or why the file is not taken.</summary>
    public Outcome<ImportCalendar> AsImport() =>
        Refused.Count > 0 ? ExchangeRefusals.CalendarFaulty(Refused.Select(r => r.Row).Distinct().Count()) : new ImportCalendar(Days);
}

/// <summary>Reads the calendar of a later year from a file, and says of each faulty row why; keeps nothing.</summary>
/// <remarks>Rules: P-10.</remarks>
[May(Duty.ManageSettings, Operator = true)]
public sealed record ReadCalendar(byte[] File) : IAsk<CalendarPreview>;

public sealed class ReadCalendarAnswer : IAnswer<ReadCalendar, CalendarPreview>
{
    public Task<Outcome<CalendarPreview>> Answer(ReadCalendar ask, AskContext context, CancellationToken cancel) => Task.FromResult(Read(ask.File));

    private static Outcome<CalendarPreview> Read(byte[] file)
    {
        var read = CalendarFile.Read(file);
        if (read.Whole is { } refusal) return refusal;
        var days = read.Value?.Days ?? [];
        if (days.Count == 0 && read.Rows.Count == 0) return ExchangeRefusals.FileEmpty();
        return new CalendarPreview([.. days.Select(d => d.Year).Distinct().Order()], days, read.Rows);
    }
}

/// <summary>The years whose calendar is known, a page at a time.</summary>
[May(Public = true), Said("已有的工作日历", "The years whose calendar is known")]
public sealed record CalendarYears(string? Cursor) : IAsk<Listed<int>>;

public sealed class CalendarYearsAnswer(IntegrityDb db) : IAnswer<CalendarYears, Listed<int>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<int>>> Answer(CalendarYears ask, AskContext context, CancellationToken cancel)
    {
        var after = Cursor.Read(ask.Cursor)?.Id ?? 0;
        var page = await db.CalendarDays.Select(d => d.Year).Distinct().Where(y => y > after).OrderBy(y => y).Take(PageSize + 1).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write("", last));
    }
}
