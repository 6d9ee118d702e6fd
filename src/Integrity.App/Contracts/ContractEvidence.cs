using Integrity.App.Acts;
using Integrity.App.Documents;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>The contracts whose variations, agreements, deposits, changes of account or proofs of signature name a paper.</summary>
internal sealed class ContractEvidence(IntegrityDb db) : INamesEvidence
{
    public async Task<IReadOnlyList<NamedIn>> PlacesOf(string paper, long? party, CancellationToken cancel)
    {
        var naming = db.ContractVariations.Where(x => x.Evidence == paper).Select(x => x.Contract)
            .Union(db.ContractAgreements.Where(x => x.Evidence == paper).Select(x => x.Contract))
            .Union(db.Deposits.Where(x => x.Evidence == paper).Select(x => x.Contract))
            .Union(db.SigningProofs.Where(x => x.Evidence == paper).Select(x => x.Contract));
        var contracts = db.WorksContracts.AsNoTracking();
        if (party is { } own)
        {
            var mine = CounterpartyId.From(own);
            contracts = contracts.Where(c => c.Party == mine);
        }
        var found = await contracts.Where(c => naming.Contains(c.Id)).OrderBy(c => c.Id).Select(c => new { c.Id, c.Number }).Take(NamedIn.Most).ToListAsync(cancel);
        var places = found.Select(c => (NamedIn)new NamedIn<ShowContract, ContractDetail>(new(c.Id), $"合同 {c.Number}", $"Contract {c.Number}", $"/contracts/{c.Id.Value}"));
        if (party is not null) return [.. places];
        var changing = db.AccountChanges.Where(x => x.Evidence == paper && x.State == CheckState.Proposed).Select(x => x.Contract);
        var changes = await db.WorksContracts.AsNoTracking().Where(c => changing.Contains(c.Id)).OrderBy(c => c.Id).Select(c => new { c.Id, c.Number }).Take(NamedIn.Most).ToListAsync(cancel);
        return [.. places, .. changes.Select(c => new NamedIn<ListWaitingAccountChanges, Listed<WaitingAccountChange>>(
            new(c.Id, null), $"合同 {c.Number} 的账户变更", $"Change of account of contract {c.Number}", $"/contracts/{c.Id.Value}"))];
    }
}
