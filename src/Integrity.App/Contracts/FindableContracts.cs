using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Parties;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>A contract is found by its number and name and by those of its party and project, within its project, party and type; an integrity contract by its number and those of what it binds, within its party.</summary>
internal sealed class FindableContracts : IFindable
{
    public async IAsyncEnumerable<Findable> Findable(IntegrityDb db)
    {
        // Whoever had a contract before another took it over was looked up when it was registered.
        var novated = db.PartyScreenings.Where(s => s.Purpose == ScreeningPurpose.Novation).Select(s => s.About);
        var had = (await (from screening in db.PartyScreenings
                          where novated.Contains(screening.About)
                          join party in db.Counterparties on screening.Party equals party.Id
                          select new { screening.About, party.Name }).ToListAsync()).ToLookup(s => s.About, s => s.Name);
        var contracts = from contract in db.WorksContracts.AsNoTracking()
                        join party in db.Counterparties on contract.Party equals party.Id
                        join project in db.Projects on contract.Project equals project.Id
                        select new { Contract = contract, Party = party.Name, Project = project.Name };
        await foreach (var c in contracts.AsAsyncEnumerable())
            yield return new(SearchKind.Contract, c.Contract.Id.Value, [c.Contract.Number, c.Contract.Name, c.Party, c.Project], ContractFacets.Of(c.Contract)) { Earlier = [.. had[c.Contract.Id.Value]] };

        var bindings = from integrity in db.IntegrityContracts.AsNoTracking()
                       join binding in db.IntegrityBindings on integrity.Id equals binding.IntegrityContract
                       join contract in db.WorksContracts on binding.Contract equals contract.Id
                       orderby integrity.Id
                       select new { integrity.Id, integrity.Number, integrity.Party, Contract = contract.Number };
        Findable? one = null;
        await foreach (var b in bindings.AsAsyncEnumerable())
        {
            if (one is not null && one.Subject != b.Id.Value) yield return one;
            one = one?.Subject == b.Id.Value ? one with { Texts = [.. one.Texts, b.Contract] } : new(SearchKind.IntegrityContract, b.Id.Value, [b.Number, b.Contract], ContractFacets.Party(b.Party));
        }
        if (one is not null) yield return one;
    }
}
