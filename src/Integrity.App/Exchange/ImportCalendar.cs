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

/// <summary>The years whose calendar is known.</summary>
[May(Public = true)]
public sealed record CalendarYears : IAsk<IReadOnlyList<int>>;

public sealed class CalendarYearsAnswer(IntegrityDb db) : IAnswer<CalendarYears, IReadOnlyList<int>>
{
    public async Task<Outcome<IReadOnlyList<int>>> Answer(CalendarYears ask, AskContext context, CancellationToken cancel) =>
        await db.CalendarDays.Select(d => d.Year).Distinct().OrderBy(y => y).ToListAsync(cancel);
}
