using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

/// <summary>A counterparty is found by its name and its code.</summary>
internal sealed class FindableParties : IFindable
{
    public IAsyncEnumerable<Findable> Findable(IntegrityDb db) =>
        db.Counterparties.AsNoTracking().Select(p => new { p.Id, p.Name, p.Code }).AsAsyncEnumerable()
            .Select(p => new Findable(SearchKind.Counterparty, p.Id.Value, [p.Name, p.Code]));
}
