using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>A second person approves certified work, a correction or the settlement; what is owed under the contract changes by it.</summary>
/// <remarks>
/// Rules: C-6, O-1, O-4, O-5, O-7, L-1, R-7. Effect: one balanced entry dated today; where an authority's order has found too little so far, a second one that
/// freezes of the new amount what is missing (O-8 (2)).
/// </remarks>
[May(Duty.ApproveCertificates), Said("复核批准计量证书", "Approve a certificate")]
public sealed record ApproveCertificate(CertificateId Certificate, long Seen) : IAct<CertificateId>, IOnExisting
{
    public long Subject() => Certificate.Value;
}

public sealed class ApproveCertificateHandler(IntegrityDb db, Books books, IHoldsContracts holds) : IHandle<ApproveCertificate, CertificateId>
{
    public async Task<Outcome<CertificateId>> Handle(ApproveCertificate act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var certificate = await db.Certificates.SingleOrDefaultAsync(c => c.Id == act.Certificate, cancel);
        if (certificate is null) return ActRefusals.NotFound();
        var contract = (await db.BooksOf(certificate.Contract, context.Today, cancel))!;
        var before = await Certifying.Before(db, certificate.Contract, cancel);
        var orders = await db.OrdersInForce(certificate.Contract, cancel);

        // Decide.
        if (certificate.MayDecide(context.Actor) is { } refusal) return refusal;
        var certified = Certifying.Certify(contract, certificate, before);
        if (!certified.IsDone) return certified.Refusal;
        // A correction takes nothing from a list in the making.
        if (await holds.WhyNotLess(contract.Contract, certified.Value.Entry.Postings, context.Today, cancel) is { } held) return held;
        if (certificate.Approve(context.Actor, context.Now, certified.Value) is { } no) return no;
        var entries = new List<LedgerEntry> { certified.Value.Entry };
        var postings = new List<Posting>(contract.Postings);
        foreach (var order in orders)
        {
            postings.AddRange(entries[^1].Postings);
            var balance = ContractBalance.At(certificate.Contract.Value, postings, context.Today);
            entries.Add(EarmarkRule.Freeze(balance, order, EarmarkRule.TakenEver(postings, order)));
        }

        // Keep.
        if (contract.Contract.ClosedOn is not null) contract.Contract.Reopen();
        context.Touch(certificate.Contract.Value);
        entries.RemoveAll(entry => entry.IsEmpty);
        if (entries.Count == 0) return certificate.Id;
        certificate.PostedAs(await books.Post(context, "certificate", entries.Select(entry => (contract.Totals, entry.Postings)), cancel, document: certificate.Document));
        return certificate.Id;
    }
}

/// <summary>A certificate goes back with a reason; whoever prepared it may withdraw it.</summary>
/// <remarks>Rules: C-6.</remarks>
[May(Duty.ApproveCertificates, Duty.PrepareCertificates), Said("退回计量证书", "Send a certificate back")]
public sealed record RejectCertificate(CertificateId Certificate, string Reason, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Certificate.Value;
}

public sealed class RejectCertificateHandler(IntegrityDb db) : IHandle<RejectCertificate, Done>
{
    public async Task<Outcome<Done>> Handle(RejectCertificate act, ActContext context, CancellationToken cancel)
    {
        var certificate = await db.Certificates.SingleOrDefaultAsync(c => c.Id == act.Certificate, cancel);
        if (certificate is null) return ActRefusals.NotFound();
        if (certificate.Reject(context.Actor, context.Now, act.Reason) is { } refusal) return refusal;
        context.Touch(certificate.Contract.Value);
        return new Done();
    }
}
