using Integrity.App.Storage;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Workflows;

/// <summary>The working calendar as it is published so far (P-10).</summary>
public sealed class Calendars(IntegrityDb db)
{
    public async Task<WorkingCalendar> Current(CancellationToken cancel) => new(await db.CalendarDays.AsNoTracking().ToListAsync(cancel));
}

public static class CalendarSets
{
    extension(IntegrityDb db)
    {
        public DbSet<CalendarDay> CalendarDays => db.Set<CalendarDay>();
    }
}

internal sealed class CalendarStorage : IModuleStorage
{
    public void Map(ModelBuilder model) => model.Entity<CalendarDay>().ToTable("calendar_days").HasKey(x => x.Date);
}
