using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Projects;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <param name="Waits">A split is prepared and waits for a second person.</param>
public sealed record OpeningRow(ContractId Contract, string Number, string PartyName, Money Amount, bool Waits);

/// <summary>Contracts that were taken over and whose opening two people have not confirmed yet: left out of the ratio step (C-9).</summary>
[May(Duty.ReadBusiness), Said("待确认的期初", "Openings that wait")]
public sealed record ListOpenings(string? Cursor) : IAsk<Listed<OpeningRow>>;

public sealed class ListOpeningsAnswer(IntegrityDb db) : IAnswer<ListOpenings, Listed<OpeningRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<OpeningRow>>> Answer(ListOpenings ask, AskContext context, CancellationToken cancel)
    {
        var rows = db.WorksContracts.AsNoTracking().Where(c => c.Unsplit && !c.OpeningConfirmed);
        if (Cursor.Read(ask.Cursor) is { } after) rows = rows.Where(c => c.Id.CompareTo(ContractId.From(after.Id)) > 0);
        var splits = db.OpeningSplits;
        var page = await (from c in rows.OrderBy(c => c.Id).Take(PageSize + 1)
                          join party in db.Counterparties on c.Party equals party.Id
                          orderby c.Id
                          select new OpeningRow(c.Id, c.Number, party.Name, c.Amount,
                              splits.Any(s => s.Contract == c.Id && s.State == OpeningSplitState.Prepared))).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write("", last.Contract.Value));
    }
}

/// <summary>The contract of a number, with what a certificate under it needs to know.</summary>
public sealed record ContractFound(ContractId Contract, string Number, string Name, CounterpartyId Party, string PartyName);

/// <summary>Finds a contract by its exact number.</summary>
[May(Duty.ReadBusiness), Said("按编号查合同", "Find a contract by its number")]
public sealed record FindContract(string Number) : IAsk<ContractFound>;

public sealed class FindContractAnswer(IntegrityDb db) : IAnswer<FindContract, ContractFound>
{
    public async Task<Outcome<ContractFound>> Answer(FindContract ask, AskContext context, CancellationToken cancel)
    {
        var number = ask.Number.Trim();
        var found = await (from c in db.WorksContracts.AsNoTracking()
                           where c.Number == number
                           join party in db.Counterparties on c.Party equals party.Id
                           select new ContractFound(c.Id, c.Number, c.Name, c.Party, party.Name)).SingleOrDefaultAsync(cancel);
        return found is null ? CertificateRefusals.ContractUnknown() : found;
    }
}
