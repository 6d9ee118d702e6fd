using Integrity.App.Acts;
using Integrity.App.Documents;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>The contracts whose text, variations, agreements, deposits, changes of account, proofs of signature or proposals name a paper, and the integrity contracts whose text it is.</summary>
internal sealed class ContractEvidence(IntegrityDb db) : INamesEvidence
{
    public async Task<IReadOnlyList<NamedIn>> PlacesOf(string paper, long? party, CancellationToken cancel)
    {
        var naming = db.ContractVariations.Where(x => x.Evidence == paper).Select(x => x.Contract)
            .Union(db.ContractAgreements.Where(x => x.Evidence == paper).Select(x => x.Contract))
            .Union(db.Deposits.Where(x => x.Evidence == paper).Select(x => x.Contract))
            .Union(db.SigningProofs.Where(x => x.Evidence == paper).Select(x => x.Contract))
            .Union(db.WorksContracts.Where(x => x.Document == paper).Select(x => x.Id));
        var integrity = db.IntegrityContracts.AsNoTracking().Where(x => x.Document == paper);
        var contracts = db.WorksContracts.AsNoTracking();
        if (party is { } leading)
        {
            var mine = CounterpartyId.From(leading);
            contracts = contracts.Where(c => c.Party == mine);
            integrity = integrity.Where(c => c.Party == mine);
        }
        var found = await contracts.Where(c => naming.Contains(c.Id)).OrderBy(c => c.Id).Select(c => new { c.Id, c.Number }).Take(NamedIn.Most).ToListAsync(cancel);
        var signed = await integrity.OrderBy(c => c.Id).Select(c => new { c.Id, c.Number }).Take(NamedIn.Most).ToListAsync(cancel);
        List<NamedIn> places =
        [
            .. found.Select(c => new NamedIn<ShowContract, ContractDetail>(new(c.Id), $"合同 {c.Number}", $"Contract {c.Number}", $"/contracts/{c.Id.Value}")),
            .. signed.Select(c => new NamedIn<ShowIntegrityContract, IntegrityContractDetail>(new(c.Id), $"廉政合同 {c.Number}", $"Integrity contract {c.Number}", $"/integrity-contracts/{c.Id.Value}")),
        ];
        if (party is { } member)
        {
            var (own, members) = (CounterpartyId.From(member), db.ConsortiumMembers);
            var shared = await db.WorksContracts.AsNoTracking().Where(c => c.Document == paper && c.Party != own && members.Any(m => m.Contract == c.Id && m.Party == own))
                .OrderBy(c => c.Id).Select(c => new { c.Id, c.Number }).Take(NamedIn.Most).ToListAsync(cancel);
            return [.. places, .. shared.Select(c => new NamedIn<ShowMyShare, MyShare>(new(c.Id), $"合同 {c.Number}", $"Contract {c.Number}", $"/contracts/{c.Id.Value}"))];
        }
        var changing = db.AccountChanges.Where(x => x.Evidence == paper && x.State == CheckState.Proposed).Select(x => x.Contract);
        var changes = await db.WorksContracts.AsNoTracking().Where(c => changing.Contains(c.Id)).OrderBy(c => c.Id).Select(c => new { c.Id, c.Number }).Take(NamedIn.Most).ToListAsync(cancel);
        var proposing = db.ContractProposals.Where(x => x.Evidence == paper).Select(x => x.Contract);
        var proposals = await db.WorksContracts.AsNoTracking().Where(c => proposing.Contains(c.Id)).OrderBy(c => c.Id).Select(c => new { c.Id, c.Number }).Take(NamedIn.Most).ToListAsync(cancel);
        return
        [
            .. places,
            .. changes.Select(c => new NamedIn<ListWaitingAccountChanges, Listed<WaitingAccountChange>>(new(c.Id, null), $"合同 {c.Number} 的账户变更", $"Change of account of contract {c.Number}", $"/contracts/{c.Id.Value}")),
            .. proposals.Select(c => new NamedIn<ListContractProposals, Listed<ContractProposalRow>>(new(c.Id), $"合同 {c.Number} 的提请事项", $"What was put to the vote about contract {c.Number}", $"/contracts/{c.Id.Value}")),
        ];
    }
}
