using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>How a certificate divides: as approved, or as it would be approved today.</summary>
public sealed record CertificateParts(Money Gross, Money Labour, Money Retention, Money Rest, Money OverpaidRecovered, Money AdvanceRecovered, DateOnly? Due);

/// <param name="Parts">Null where it could not be approved today; <paramref name="WhyNot"/> says why.</param>
/// <param name="CertifiedBefore">Certified work under the contract without it.</param>
/// <param name="Ceiling">The contract amount plus approved variations.</param>
/// <param name="IsOwn">The reader prepared it, so another approves it.</param>
public sealed record CertificateDetail(
    CertificateId Id, long Version, string Number, CertificateKind Kind, ContractId Contract, string ContractNumber, string ContractName, string PartyName,
    Money Amount, DateOnly? PeriodFrom, DateOnly? PeriodUntil, string Document, string Reason, CertificateState State, string PreparedBy, DateTime PreparedAt,
    string? DecidedBy, DateTime? DecidedAt, string RejectReason, CertificateParts? Parts, Refusal? WhyNot, Money CertifiedBefore, Money Ceiling, long? Entry,
    bool IsOwn) : IVersioned;

/// <summary>One certificate; a contractor sees those of his own contracts.</summary>
/// <remarks>Rules: C-6, O-4.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("一份计量支付单", "One certificate")]
public sealed record ShowCertificate(CertificateId Certificate) : IAsk<CertificateDetail>;

public sealed class ShowCertificateAnswer(IntegrityDb db) : IAnswer<ShowCertificate, CertificateDetail>
{
    public async Task<Outcome<CertificateDetail>> Answer(ShowCertificate ask, AskContext context, CancellationToken cancel)
    {
        var certificates = db.Certificates.AsNoTracking();
        // Read with its contract at once: what follows is no more work for another's certificate than for none.
        if (context.OwnParty is { } own)
        {
            var mine = CounterpartyId.From(own);
            certificates = from one in certificates join contract in db.WorksContracts on one.Contract equals contract.Id where contract.Party == mine select one;
        }
        if (await certificates.SingleOrDefaultAsync(c => c.Id == ask.Certificate, cancel) is not { } certificate) return ActRefusals.NotFound();
        if (await db.KeptFrom(db.WorksContracts.Where(c => c.Id == certificate.Contract), context, cancel) is { } away) return away;
        var books = (await db.BooksOf(certificate.Contract, context.Today, cancel))!;
        var party = await db.Counterparties.AsNoTracking().Where(p => p.Id == books.Contract.Party).Select(p => p.Name).SingleAsync(cancel);
        var people = await People(certificate, cancel);
        var before = books.Balance.Certified - (certificate.State == CertificateState.Approved ? certificate.Gross : Money.Zero);
        var (parts, whyNot) = await Parts(certificate, books, cancel);
        return new CertificateDetail(certificate.Id, await db.VersionOf(certificate.Id.Value, cancel), certificate.Number, certificate.Kind, books.Contract.Id,
            books.Contract.Number, books.Contract.Name, party, certificate.Amount, certificate.PeriodFrom, certificate.PeriodUntil, certificate.Document,
            certificate.Reason, certificate.State, Name(people, certificate.PreparedBy) ?? "", certificate.PreparedAt, Name(people, certificate.DecidedBy),
            certificate.DecidedAt, certificate.RejectReason, parts, whyNot, before, books.Contract.Ceiling, certificate.Entry,
            certificate.PreparedBy is not null && certificate.PreparedBy == context.Official?.Id);
    }

    private async Task<(CertificateParts? Parts, Refusal? WhyNot)> Parts(Certificate certificate, ContractBooks books, CancellationToken cancel)
    {
        if (certificate.State == CertificateState.Approved)
            return (new(certificate.Gross, certificate.Labour, certificate.Retention, certificate.Gross - certificate.Labour - certificate.Retention,
                certificate.OverpaidRecovered, certificate.AdvanceRecovered, certificate.Due), null);
        if (certificate.State == CertificateState.Rejected) return (null, null);
        var today = Certifying.Certify(books, certificate, await Certifying.Before(db, certificate.Contract, cancel));
        if (!today.IsDone) return (null, today.Refusal);
        var done = today.Value;
        return (new(done.Split.Gross, done.Split.Labour, done.Split.Retention, done.Split.Rest, done.OverpaidRecovered, done.AdvanceRecovered, done.Due), null);
    }

    private async Task<Dictionary<OfficialId, string>> People(Certificate certificate, CancellationToken cancel)
    {
        var ids = new[] { certificate.PreparedBy, certificate.DecidedBy }.OfType<OfficialId>().ToList();
        return await db.Set<Official>().AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
    }

    private static string? Name(Dictionary<OfficialId, string> people, OfficialId? id) => id is { } known ? people.GetValueOrDefault(known) : null;
}
