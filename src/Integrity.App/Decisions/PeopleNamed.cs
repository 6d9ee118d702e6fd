using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>A person as the papers of a meeting name him.</summary>
public sealed record PersonNamed(OfficialId Id, string Name, string Post);

internal static class PeopleNamed
{
    /// <summary>Names for these people, by their number.</summary>
    public static async Task<Dictionary<OfficialId, PersonNamed>> Of(IntegrityDb db, IEnumerable<OfficialId> people, CancellationToken cancel)
    {
        var ids = people.Distinct().ToList();
        return await db.Set<Official>().AsNoTracking().Where(x => ids.Contains(x.Id))
            .Select(x => new PersonNamed(x.Id, x.Name, x.Post)).ToDictionaryAsync(x => x.Id, cancel);
    }
}
