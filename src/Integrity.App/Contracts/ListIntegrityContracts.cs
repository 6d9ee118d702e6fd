using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <param name="Replaced">It binds no works contract any more.</param>
public sealed record IntegrityContractRow(
    IntegrityContractId Id, string Number, CounterpartyId Party, string PartyName, DateOnly SignedOn, Ratio Cap, DateOnly? BreachedOn, bool Replaced);

/// <summary>The integrity contracts, a page at a time; found by their number or that of a contract they bind. A contractor sees his own.</summary>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("廉政合同名单", "The integrity contracts")]
public sealed record ListIntegrityContracts(string? Search, CounterpartyId? Party, string? Cursor) : IAsk<Listed<IntegrityContractRow>>;

public sealed class ListIntegrityContractsAnswer(IntegrityDb db) : IAnswer<ListIntegrityContracts, Listed<IntegrityContractRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<IntegrityContractRow>>> Answer(ListIntegrityContracts ask, AskContext context, CancellationToken cancel)
    {
        var party = context.OwnParty is { } own ? CounterpartyId.From(own) : ask.Party;
        if (ask.Party is { } asked && asked != party) return ActRefusals.NotFound();
        var after = Cursor.Read(ask.Cursor)?.Id ?? 0;
        var contracts = db.IntegrityContracts.AsNoTracking();
        if (ask.Search is { Length: > 0 } search)
        {
            string[] facets = party is { } with ? [ContractFacets.Party(with)] : [];
            var ids = (await db.Find(SearchKind.IntegrityContract, search, facets, after, PageSize + 1, cancel)).Select(IntegrityContractId.From).ToList();
            contracts = contracts.Where(c => ids.Contains(c.Id));
        }
        else
        {
            var from = IntegrityContractId.From(after);
            contracts = contracts.Where(c => c.Id.CompareTo(from) > 0);
            if (party is { } one) contracts = contracts.Where(c => c.Party == one);
        }
        var rows = from contract in contracts.OrderBy(c => c.Id).Take(PageSize + 1)
                   join holder in db.Counterparties on contract.Party equals holder.Id
                   orderby contract.Id
                   select new IntegrityContractRow(contract.Id, contract.Number, contract.Party, holder.Name, contract.SignedOn, contract.Cap, contract.BreachedOn,
                       !db.Set<IntegrityBinding>().Any(b => b.IntegrityContract == contract.Id && b.EndedOn == null));
        return Cursor.Page(await rows.ToListAsync(cancel), PageSize, last => Cursor.Write("", last.Id.Value));
    }
}

public sealed record BoundContract(ContractId Id, string Number, string Name, DateOnly BoundOn, DateOnly? EndedOn);

public sealed record IntegrityContractDetail(
    IntegrityContractId Id, long Version, string Number, CounterpartyId Party, string PartyName, DateOnly SignedOn, int TemplateVersion,
    string BureauDutiesZh, string BureauDutiesEn, string ContractorDutiesZh, string ContractorDutiesEn, IReadOnlyList<Band> Bands, Ratio Cap,
    bool ReachesOtherContracts, DateOnly? BreachedOn, IReadOnlyList<BoundContract> Contracts, string Document) : IVersioned;

/// <summary>One integrity contract: the duties of both sides, what a violation costs, and what it binds.</summary>
/// <remarks>Rules: C-4.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("一份廉政合同", "One integrity contract")]
public sealed record ShowIntegrityContract(IntegrityContractId IntegrityContract) : IAsk<IntegrityContractDetail>;

public sealed class ShowIntegrityContractAnswer(IntegrityDb db) : IAnswer<ShowIntegrityContract, IntegrityContractDetail>
{
    public async Task<Outcome<IntegrityContractDetail>> Answer(ShowIntegrityContract ask, AskContext context, CancellationToken cancel)
    {
        var integrity = await db.IntegrityContracts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == ask.IntegrityContract, cancel);
        if (integrity is null || (context.OwnParty is { } own && own != integrity.Party.Value)) return ActRefusals.NotFound();
        var party = await db.Counterparties.Where(p => p.Id == integrity.Party).Select(p => p.Name).SingleAsync(cancel);
        var template = await db.IntegrityTemplates.AsNoTracking().SingleAsync(t => t.Version == integrity.TemplateVersion, cancel);
        var bound = await (from binding in db.IntegrityBindings
                           where binding.IntegrityContract == integrity.Id
                           join contract in db.WorksContracts on binding.Contract equals contract.Id
                           orderby contract.Id
                           select new BoundContract(contract.Id, contract.Number, contract.Name, binding.BoundOn, binding.EndedOn)).ToListAsync(cancel);
        return new IntegrityContractDetail(integrity.Id, await db.VersionOf(integrity.Id.Value, cancel), integrity.Number, integrity.Party, party,
            integrity.SignedOn, template.Version, template.BureauDutiesZh, template.BureauDutiesEn, template.ContractorDutiesZh, template.ContractorDutiesEn,
            ShowContractAnswer.Bands(integrity), integrity.Cap, integrity.ReachesOtherContracts, integrity.BreachedOn, bound, integrity.Document);
    }
}

public sealed record IntegrityTemplateRow(
    int Version, DateOnly AdoptedOn, string BureauDutiesZh, string BureauDutiesEn, string ContractorDutiesZh, string ContractorDutiesEn);

/// <summary>The versions of the integrity contract's text, the latest first, a page at a time.</summary>
/// <remarks>Rules: C-4.</remarks>
[May(AnyPerson = true), Said("廉政合同范本", "The templates of the integrity contract")]
public sealed record ListIntegrityTemplates(string? Cursor) : IAsk<Listed<IntegrityTemplateRow>>;

public sealed class ListIntegrityTemplatesAnswer(IntegrityDb db) : IAnswer<ListIntegrityTemplates, Listed<IntegrityTemplateRow>>
{
    private const int PageSize = 10;

    public async Task<Outcome<Listed<IntegrityTemplateRow>>> Answer(ListIntegrityTemplates ask, AskContext context, CancellationToken cancel)
    {
        var before = Cursor.Read(ask.Cursor)?.Id ?? int.MaxValue;
        var page = await db.IntegrityTemplates.AsNoTracking().Where(t => t.Version < before).OrderByDescending(t => t.Version).Take(PageSize + 1)
            .Select(t => new IntegrityTemplateRow(t.Version, t.AdoptedOn, t.BureauDutiesZh, t.BureauDutiesEn, t.ContractorDutiesZh, t.ContractorDutiesEn))
            .ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write("", last.Version));
    }
}
