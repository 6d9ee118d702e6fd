using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>A case is told to the contractor when its notice is served, and not before (P-6).</summary>
public sealed class CasesBeforeNotice(IntegrityDb db) : IUntold
{
    public async Task<IReadOnlySet<long>> Among(IReadOnlyCollection<long> things, CancellationToken cancel)
    {
        var ids = things.Select(CaseId.From).ToList();
        return (await db.PenaltyCases.AsNoTracking().Where(c => ids.Contains(c.Id) && c.NoticePaper == null).Select(c => c.Id).ToListAsync(cancel)).Select(c => c.Value).ToHashSet();
    }
}
