using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

public sealed record CertificateRow(
    CertificateId Id, string Number, CertificateKind Kind, ContractId Contract, string ContractNumber, string PartyName, Money Amount,
    CertificateState State, DateTime PreparedAt, DateOnly? Due);

/// <summary>Certificates of all contracts, the newest first, a page at a time; of one state where one is named.</summary>
[May(Duty.ReadBusiness), Said("计量支付单名单", "The certificates")]
public sealed record ListCertificates(CertificateState? State, string? Cursor) : IAsk<Listed<CertificateRow>>;

public sealed class ListCertificatesAnswer(IntegrityDb db) : IAnswer<ListCertificates, Listed<CertificateRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<CertificateRow>>> Answer(ListCertificates ask, AskContext context, CancellationToken cancel)
    {
        var rows = db.Certificates.AsNoTracking();
        if (ask.State is { } state) rows = rows.Where(c => c.State == state);
        if (Cursor.Read(ask.Cursor) is { } after) rows = rows.Where(c => c.Id.CompareTo(CertificateId.From(after.Id)) < 0);
        if (await db.ContractsClosedTo(context, cancel) is { Count: > 0 } closed) rows = rows.Where(c => !closed.Contains(c.Contract));
        var page = await (from c in rows.OrderByDescending(c => c.Id).Take(PageSize + 1)
                          join contract in db.WorksContracts on c.Contract equals contract.Id
                          join party in db.Counterparties on contract.Party equals party.Id
                          orderby c.Id descending
                          select new CertificateRow(c.Id, c.Number, c.Kind, c.Contract, contract.Number, party.Name, c.Amount, c.State, c.PreparedAt, c.Due))
            .ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write("", last.Id.Value));
    }
}
