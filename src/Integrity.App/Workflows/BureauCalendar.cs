using System.Globalization;
using Integrity.App.Storage;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Workflows;

/// <summary>The working calendar as the bureau has it: the days the program comes with, and those of later notices (P-10).</summary>
public static class BureauCalendar
{
    private const string Resource = "seed/calendars/state-council.csv";

    private static readonly Lazy<IReadOnlyList<CalendarDay>> Seed = new(ReadSeed);

    extension(IntegrityDb db)
    {
        /// <summary>Days of notices that were published since, as somebody imported them.</summary>
        public DbSet<CalendarDay> CalendarDays => db.Set<CalendarDay>();

        /// <summary>A later notice for a year replaces what the program says of it.</summary>
        public async Task<WorkingCalendar> Calendar(CancellationToken cancel)
        {
            var imported = await db.CalendarDays.AsNoTracking().ToListAsync(cancel);
            var years = imported.Select(day => day.Year).ToHashSet();
            return new(Seed.Value.Where(day => !years.Contains(day.Year)).Concat(imported));
        }
    }

    private static List<CalendarDay> ReadSeed()
    {
        using var reader = new StreamReader(typeof(BureauCalendar).Assembly.GetManifestResourceStream(Resource)!);
        var days = new List<CalendarDay>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(',') is not [var year, var date, var kind, var occasion, var source]) continue;
            days.Add(new(int.Parse(year), DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                kind == "work" ? CalendarDayKind.Work : CalendarDayKind.Off, occasion, source));
        }
        return days;
    }
}

internal sealed class BureauCalendarStorage : IModuleStorage
{
    public void Map(ModelBuilder model) => model.Entity<CalendarDay>().ToTable("calendar_days").HasKey(x => x.Date);
}
