using Integrity.App.Documents;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Parties;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>The cases whose findings, defences, opinions or steps name a paper.</summary>
internal sealed class CaseEvidence(IntegrityDb db) : INamesEvidence
{
    public async Task<IReadOnlyList<NamedIn>> PlacesOf(string paper, long? party, CancellationToken cancel)
    {
        var naming = db.CaseFindings.Where(x => x.Document == paper).Select(x => x.PenaltyCase)
            .Union(db.CaseDefences.Where(x => x.Document == paper).Select(x => x.PenaltyCase))
            .Union(db.CaseTasks.Where(x => x.Document == paper).Select(x => x.PenaltyCase));
        // The steps of what came out of a case, such as a staff matter, are not the case's.
        var stepping = (await db.CaseSteps.AsNoTracking().Where(x => x.Document == paper).Select(x => x.Process).Distinct().OrderBy(x => x).Take(NamedIn.Most).ToListAsync(cancel)).ConvertAll(x => CaseId.From(x.Value));
        var cases = db.PenaltyCases.AsNoTracking().Where(c => naming.Contains(c.Id) || stepping.Contains(c.Id));
        if (party is { } own) cases = cases.Where(c => c.Party == CounterpartyId.From(own));
        var found = await cases.OrderBy(c => c.Id).Select(c => new { c.Id, c.Number }).Take(NamedIn.Most).ToListAsync(cancel);
        return [.. found.Select(c => new NamedIn<ShowCase, CaseDetail>(new(c.Id), $"违约案件 {c.Number}", $"Penalty case {c.Number}", $"/cases/{c.Id.Value}"))];
    }
}
