using Integrity.App.Contracts;
using Integrity.App.Documents;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Parties;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>The certificates that name a paper, the contracts whose opening, earmarks or third parties' payments do, and the ledger entries that rest on it.</summary>
internal sealed class CertificateEvidence(IntegrityDb db) : INamesEvidence
{
    public async Task<IReadOnlyList<NamedIn>> PlacesOf(string paper, long? party, CancellationToken cancel)
    {
        var contracts = db.WorksContracts.AsNoTracking();
        if (party is { } own)
        {
            var mine = CounterpartyId.From(own);
            contracts = contracts.Where(c => c.Party == mine);
        }
        var certificates = await (from certificate in db.Certificates.Where(c => c.Document == paper)
                                  join contract in contracts on certificate.Contract equals contract.Id
                                  orderby certificate.Id
                                  select new { certificate.Id, certificate.Number }).Take(NamedIn.Most).ToListAsync(cancel);
        var naming = db.OpeningSplits.Where(x => x.Document == paper).Select(x => x.Contract)
            .Union(db.Earmarks.Where(x => x.Document == paper || x.EndDocument == paper).Select(x => x.Contract))
            .Union(db.ThirdPartyPayments.Where(x => x.Document == paper).Select(x => x.Contract));
        var money = await contracts.Where(c => naming.Contains(c.Id)).OrderBy(c => c.Id).Select(c => new { c.Id, c.Number }).Take(NamedIn.Most).ToListAsync(cancel);
        List<NamedIn> places =
        [
            .. certificates.Select(c => new NamedIn<ShowCertificate, CertificateDetail>(new(c.Id), $"计量证书 {c.Number}", $"Certificate {c.Number}", $"/certificates/{c.Id.Value}")),
            .. money.Select(c => new NamedIn<ShowContractMoney, ContractMoneyDetail>(new(c.Id, null), $"合同 {c.Number} 的款项", $"Money of contract {c.Number}", $"/contracts/{c.Id.Value}/money")),
        ];
        if (party is not null) return places;
        var entries = await db.LedgerRanges.AsNoTracking().Where(r => r.Document == paper).OrderBy(r => r.FirstEntry).Take(NamedIn.Most).ToListAsync(cancel);
        return [.. places, .. entries.Select(r => new NamedIn<ShowLedgerEntry, LedgerEntryShown>(new(r.FirstPosting), $"账务分录 {r.FirstEntry}", $"Ledger entry {r.FirstEntry}", $"/ledger/{r.FirstPosting}"))];
    }
}
