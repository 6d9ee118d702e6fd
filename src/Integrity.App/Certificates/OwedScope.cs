using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>Of what the money is asked: one contract, one party, or the contracts of a project, a type, both, or all.</summary>
public sealed record OwedScope(ContractId? Contract, CounterpartyId? Party, ProjectId? Project, PayeeTypeId? Type)
{
    /// <summary>The contract itself or the party's contracts; empty where the day totals answer.</summary>
    internal bool IsOfContracts => Contract is not null || Party is not null;

    /// <summary>The scope, if this person may look at it. A contractor sees only his own; another's looks like none, and the whole is his own.</summary>
    internal async Task<Outcome<OwedScope>> For(AskContext context, IntegrityDb db, CancellationToken cancel)
    {
        var scope = this;
        if (context.OwnParty is { } own)
        {
            var mine = CounterpartyId.From(own);
            if (Party is { } party && party != mine) return ActRefusals.NotFound();
            if (Project is not null || Type is not null) return ActRefusals.NotFound();
            if (Contract is { } asked && !await db.WorksContracts.AnyAsync(c => c.Id == asked && c.Party == mine, cancel)) return ActRefusals.NotFound();
            if (Contract is null) scope = this with { Party = mine };
        }
        if (scope.Contract is { } contract && !await db.WorksContracts.AnyAsync(c => c.Id == contract, cancel)) return ActRefusals.NotFound();
        return scope;
    }
}
