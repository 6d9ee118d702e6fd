using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>The task to sign an integrity contract for a works contract that has none in force (C-5).</summary>
internal static class SigningTask
{
    /// <summary>Unit: working days from registration, or from the end of the last one. Source: C-5 [J].</summary>
    private const int Days = 10;

    /// <summary>Open works contracts without an integrity contract in force on the day.</summary>
    public static IQueryable<WorksContract> Unsigned(IntegrityDb db, DateOnly today)
    {
        var live = db.LiveIntegrityBindings(today);
        return db.WorksContracts.AsNoTracking().Where(c => c.ClosedOn == null && !live.Any(b => b.Contract == c.Id));
    }

    /// <summary>The last day to sign, of each of these contracts.</summary>
    public static async Task<IReadOnlyDictionary<ContractId, LimitDay>> DueDays(IntegrityDb db, IReadOnlyList<WorksContract> contracts, WorkingCalendar calendar, CancellationToken cancel)
    {
        var ids = contracts.Select(c => c.Id).ToList();
        var ended = await db.IntegrityBindings.Where(b => ids.Contains(b.Contract)).GroupBy(b => b.Contract).Select(g => new { g.Key, Last = g.Max(b => b.EndedOn) }).ToDictionaryAsync(g => g.Key, g => g.Last, cancel);
        return contracts.ToDictionary(c => c.Id, c => calendar.AddWorkingDays(ended.GetValueOrDefault(c.Id) ?? c.RegisteredOn, Days));
    }
}
