using Integrity.App.Documents;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>The referrals, recommendations, exclusions and staff matters whose steps name a paper; for the office alone.</summary>
internal sealed class MatterEvidence(IntegrityDb db) : INamesEvidence
{
    public async Task<IReadOnlyList<NamedIn>> PlacesOf(string paper, long? party, CancellationToken cancel)
    {
        if (party is not null) return [];
        var stepping = (await db.CaseSteps.AsNoTracking().Where(x => x.Document == paper).Select(x => x.Process).Distinct().OrderBy(x => x).Take(NamedIn.Most).ToListAsync(cancel)).ConvertAll(x => MatterId.From(x.Value));
        var found = await db.Matters.AsNoTracking().Where(m => stepping.Contains(m.Id)).OrderBy(m => m.Id).Select(m => new { m.Id, m.Number }).ToListAsync(cancel);
        return [.. found.Select(m => new NamedIn<ShowMatter, MatterDetail>(new(m.Id), $"派生事项 {m.Number}", $"Matter {m.Number}", $"/matters/{m.Id.Value}"))];
    }
}
