using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>What preparing and approving have in common: the rule as of today, whatever the kind of certificate.</summary>
internal static class Certifying
{
    public static async Task<Outcome<CertificateId>> Prepare(
        IntegrityDb db, ContractId contract, CertificateKind kind, Money amount, CertificatePaper paper, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var books = await db.BooksOf(contract, context.Today, cancel);
        if (books is null) return CertificateRefusals.ContractUnknown();
        var before = await Before(db, contract, cancel);

        // Decide. What could not be approved today is refused today; the approval decides again.
        var prepared = Certificate.Prepare(await context.NewId<CertificateId>(cancel), contract, kind, amount, paper, context.Actor, context.Now);
        if (!prepared.IsDone) return prepared.Refusal;
        if (await db.Certificates.AsNoTracking().SingleOrDefaultAsync(
            c => c.Contract == contract && c.NumberKey == prepared.Value.NumberKey && c.State != CertificateState.Rejected, cancel) is { } same)
            return CertificateRefusals.NumberTaken(same.Number, BureauTime.DayOf(same.PreparedAt));
        var certified = Certify(books, prepared.Value, before);
        if (!certified.IsDone) return certified.Refusal;

        // Keep.
        db.Certificates.Add(prepared.Value);
        context.Touch(contract.Value);
        return prepared.Value.Id;
    }

    /// <summary>What a certificate would post if it were approved on the day of the books.</summary>
    public static Outcome<Certified> Certify(ContractBooks books, Certificate certificate, EarlierCertificates before)
    {
        var (contract, id) = (books.Contract, certificate.Id.Value);
        if (before.Settled && certificate.Kind != CertificateKind.Correction) return CertificateRefusals.SettledAlready();
        if (certificate.Kind != CertificateKind.Settlement)
            return Certification.Certify(books.Balance, id, certificate.Amount, books.Terms, contract.Ceiling, contract.RetentionDueOn);
        if (contract.OpeningMissing) return CertificateRefusals.OpeningNotConfirmed();
        return Certification.Settle(books.Balance, id, certificate.Amount, before.Retained, books.Terms, contract.Ceiling, contract.RetentionDueOn);
    }

    public static async Task<EarlierCertificates> Before(IntegrityDb db, ContractId contract, CancellationToken cancel)
    {
        var approved = await db.Certificates.Where(c => c.Contract == contract && c.State == CertificateState.Approved)
            .Select(c => new { c.Kind, c.Retention }).ToListAsync(cancel);
        return new(approved.Exists(c => c.Kind == CertificateKind.Settlement), approved.Sum(c => c.Retention));
    }
}

/// <summary>What the contract's approved certificates say.</summary>
/// <param name="Settled">There is a settlement among them.</param>
/// <param name="Retained">All retention they withheld, paid since or not.</param>
internal readonly record struct EarlierCertificates(bool Settled, Money Retained);
