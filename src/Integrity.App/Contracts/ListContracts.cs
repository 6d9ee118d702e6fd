using Integrity.App.Acts;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

public sealed record ContractRow(
    ContractId Id, string Number, string Name, ContractKind Kind, CounterpartyId Party, string PartyName, ProjectId Project, string ProjectName,
    PayeeTypeId PayeeType, Money Ceiling, DateOnly SignedOn, bool OpeningConfirmed, bool Closed, bool IntegrityMissing);

/// <summary>The works contracts by number, a page at a time; found ones in the order of registration. A contractor sees his own.</summary>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("合同名单", "The works contracts")]
public sealed record ListContracts(string? Search, ProjectId? Project, CounterpartyId? Party, PayeeTypeId? PayeeType, string? Cursor) : IAsk<Listed<ContractRow>>;

public sealed class ListContractsAnswer(IntegrityDb db) : IAnswer<ListContracts, Listed<ContractRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<ContractRow>>> Answer(ListContracts ask, AskContext context, CancellationToken cancel)
    {
        var party = context.OwnParty is { } own ? CounterpartyId.From(own) : ask.Party;
        if (ask.Party is { } asked && asked != party) return ActRefusals.NotFound();
        var after = Cursor.Read(ask.Cursor);
        var contracts = db.WorksContracts.AsNoTracking();
        if (ask.Search is { Length: > 0 } search)
        {
            string?[] facets =
            [
                party is { } with ? ContractFacets.Party(with) : null,
                (ask.Project, ask.PayeeType) switch
                {
                    ({ } within, { } typed) => ContractFacets.PayeeType(within, typed),
                    ({ } within, null) => ContractFacets.Project(within),
                    (null, { } typed) => ContractFacets.PayeeType(typed),
                    _ => null,
                },
            ];
            var found = await db.Find(SearchKind.Contract, search, [.. facets.OfType<string>()], after?.Id ?? 0, PageSize + 1, cancel);
            var ids = found.Select(ContractId.From).ToList();
            var matches = await Rows(contracts.Where(c => ids.Contains(c.Id)), byNumber: false, context.Today, cancel);
            return Cursor.Page(matches, PageSize, last => Cursor.Write("", last.Id.Value));
        }
        if (ask.Project is { } project) contracts = contracts.Where(c => c.Project == project);
        if (party is { } one) contracts = contracts.Where(c => c.Party == one);
        if (ask.PayeeType is { } type) contracts = contracts.Where(c => c.PayeeType == type);
        if (after is { } from) contracts = contracts.Where(c => string.Compare(c.Number, from.Text) > 0);
        var page = await Rows(contracts.OrderBy(c => c.Number).Take(PageSize + 1), byNumber: true, context.Today, cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write(last.Number, last.Id.Value));
    }

    // The page is cut before the names are joined to it.
    private async Task<List<ContractRow>> Rows(IQueryable<WorksContract> contracts, bool byNumber, DateOnly today, CancellationToken cancel)
    {
        var live = db.LiveIntegrityBindings(today);
        var named = from contract in contracts
                    join party in db.Counterparties on contract.Party equals party.Id
                    join project in db.Projects on contract.Project equals project.Id
                    select new { Contract = contract, Party = party.Name, Project = project.Name };
        var ordered = byNumber ? named.OrderBy(n => n.Contract.Number) : named.OrderBy(n => n.Contract.Id);
        return await ordered.Select(n => new ContractRow(n.Contract.Id, n.Contract.Number, n.Contract.Name, n.Contract.Kind, n.Contract.Party, n.Party,
            n.Contract.Project, n.Project, n.Contract.PayeeType, new Money(n.Contract.Amount.Fen + n.Contract.ApprovedVariations.Fen), n.Contract.SignedOn,
            n.Contract.OpeningConfirmed, n.Contract.ClosedOn != null, !live.Any(b => b.Contract == n.Contract.Id))).ToListAsync(cancel);
    }
}
