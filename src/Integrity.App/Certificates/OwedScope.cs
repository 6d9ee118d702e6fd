using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>Of what the money is asked: a contract, a party, a project, a type, what several of them have in common, or all.</summary>
public sealed record OwedScope(ContractId? Contract, CounterpartyId? Party, ProjectId? Project, PayeeTypeId? Type)
{
    /// <summary>The last day from which the money can be seen. The last day of the calendar stands for no due day at all, and interest per day needs the day after.</summary>
    public static readonly DateOnly LastDay = new(2199, 12, 31);

    /// <summary>The contract itself or the party's contracts; not where the day totals answer.</summary>
    internal bool IsOfContracts => Contract is not null || Party is not null;

    /// <summary>The contracts within all that is named.</summary>
    internal IQueryable<WorksContract> Contracts(IntegrityDb db)
    {
        var within = db.WorksContracts.AsNoTracking();
        if (Contract is { } contract) within = within.Where(c => c.Id == contract);
        if (Party is { } party) within = within.Where(c => c.Party == party);
        if (Project is { } project) within = within.Where(c => c.Project == project);
        if (Type is { } type) within = within.Where(c => c.PayeeType == type);
        return within;
    }

    /// <summary>The day from which it is seen: the one asked for, otherwise today.</summary>
    internal static Outcome<DateOnly> Day(DateOnly? asked, AskContext context) =>
        asked > LastDay ? CertificateRefusals.DayTooFar(LastDay) : asked ?? context.Today;

    /// <summary>The scope, if this person may look at it. A contractor sees only his own; another's looks like none, and the whole is his own.</summary>
    /// <param name="context">The question.</param>
    /// <param name="db">The database.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="isShared">What is asked is every member's of a consortium, not only its leader's (C-3).</param>
    internal async Task<Outcome<OwedScope>> For(AskContext context, IntegrityDb db, CancellationToken cancel, bool isShared = false)
    {
        var scope = this;
        if (context.OwnParty is { } own)
        {
            var (mine, members) = (CounterpartyId.From(own), db.ConsortiumMembers);
            if (Party is { } party && party != mine) return ActRefusals.NotFound();
            if (Project is not null || Type is not null) return ActRefusals.NotFound();
            if (Contract is { } asked && !await db.WorksContracts.AnyAsync(c => c.Id == asked && (c.Party == mine || (isShared && members.Any(m => m.Contract == asked && m.Party == mine))), cancel)) return ActRefusals.NotFound();
            if (Contract is null) scope = this with { Party = mine };
        }
        if (scope.Contract is { } contract && !await db.WorksContracts.AnyAsync(c => c.Id == contract, cancel)) return ActRefusals.NotFound();
        if (scope.Party is { } firm && !await db.Counterparties.AnyAsync(p => p.Id == firm, cancel)) return ActRefusals.NotFound();
        if (scope.Project is { } project && !await db.Projects.AnyAsync(p => p.Id == project, cancel)) return ActRefusals.NotFound();
        if (scope.Type is { } type && !await db.PayeeTypes.AnyAsync(t => t.Id == type, cancel)) return ActRefusals.NotFound();
        if (scope.IsOfContracts && await db.KeptFrom(scope.Contracts(db), context, cancel) is { } away) return away;
        return scope;
    }
}
