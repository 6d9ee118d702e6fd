using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>A documented defect or quantity dispute sets its amount aside, and nothing else: the undisputed part flows.</summary>
/// <remarks>Rules: O-8 (3), O-4. Effect: that amount stands as Disputed, its certificate and due day unchanged.</remarks>
[May(Duty.PrepareCertificates), Said("登记争议款项", "Mark an amount as disputed")]
public sealed record MarkDisputed(ContractId Contract, Money Amount, CertificateId? Certificate, bool FromRetention, string Ground, string Document) : IAct<EarmarkId>;

public sealed class MarkDisputedHandler(IntegrityDb db, Books books) : IHandle<MarkDisputed, EarmarkId>
{
    public async Task<Outcome<EarmarkId>> Handle(MarkDisputed act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var contract = await db.BooksOf(act.Contract, context.Today, cancel);
        if (contract is null) return CertificateRefusals.ContractUnknown();
        if (act.Certificate is { } named && !await db.Certificates.AnyAsync(c => c.Id == named && c.Contract == act.Contract, cancel)) return ActRefusals.NotFound();

        // Decide.
        var dispute = Earmark.Dispute(await context.NewId<EarmarkId>(cancel), act.Contract, act.Amount, act.Certificate, act.FromRetention,
            act.Document, act.Ground, context.Actor, context.Now);
        if (!dispute.IsDone) return dispute.Refusal;
        var entry = EarmarkRule.Dispute(contract.Balance, dispute.Value);
        if (!entry.IsDone) return entry.Refusal;

        // Keep.
        db.Earmarks.Add(dispute.Value);
        context.Touch(act.Contract.Value);
        await books.Post(context, "dispute", contract.Totals, entry.Value.Postings, cancel, document: dispute.Value.Document);
        return dispute.Value.Id;
    }
}

/// <summary>A dispute ends for the contractor, wholly or for an amount: it is due at its original day, and interest is his remedy. What he lost is lowered by a correction.</summary>
/// <remarks>Rules: O-8 (3), R-5, O-7.</remarks>
[May(Duty.PrepareCertificates, Duty.ApproveCertificates), Said("结束争议", "End a dispute")]
public sealed record EndDispute(EarmarkId Earmark, Money? Amount, string Ground, string Document, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Earmark.Value;
}

public sealed class EndDisputeHandler(IntegrityDb db, Books books) : IHandle<EndDispute, Done>
{
    public async Task<Outcome<Done>> Handle(EndDispute act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var dispute = await db.Earmarks.SingleOrDefaultAsync(e => e.Id == act.Earmark, cancel);
        if (dispute is null) return ActRefusals.NotFound();
        var contract = (await db.BooksOf(dispute.Contract, context.Today, cancel))!;

        // Decide.
        var entry = EarmarkRule.GiveBack(contract.Balance, dispute, act.Amount);
        if (!entry.IsDone) return entry.Refusal;
        var rest = EarmarkRule.Standing(contract.BalanceWith(entry.Value), dispute).Any();
        if (dispute.EndDispute(act.Document, act.Ground, rest, context.Actor, context.Now) is { } refusal) return refusal;

        // Keep.
        context.Touch(dispute.Contract.Value);
        if (!entry.Value.IsEmpty) await books.Post(context, "dispute-ended", contract.Totals, entry.Value.Postings, cancel, document: dispute.EndDocument);
        return new Done();
    }
}
