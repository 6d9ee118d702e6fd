using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>One person records that a third party paid the contractor on the bureau's behalf; the debt is less when another confirms it.</summary>
/// <remarks>Rules: O-1, O-3, O-5.</remarks>
[May(Duty.RecordFunds), Said("登记第三方代付", "Record a third party's payment")]
public sealed record RecordThirdPartyPayment(ContractId Contract, Money Amount, bool IsWages, string Payer, DateOnly PaidOn, string Document) : IAct<ThirdPartyPaymentId>;

public sealed class RecordThirdPartyPaymentHandler(IntegrityDb db) : IHandle<RecordThirdPartyPayment, ThirdPartyPaymentId>
{
    public async Task<Outcome<ThirdPartyPaymentId>> Handle(RecordThirdPartyPayment act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var contract = await db.BooksOf(act.Contract, context.Today, cancel);
        if (contract is null) return CertificateRefusals.ContractUnknown();

        // Decide. What could not be confirmed today is refused today.
        var payment = ThirdPartyPayment.Record(await context.NewId<ThirdPartyPaymentId>(cancel), act.Contract, act.Amount, act.IsWages, act.Payer, act.PaidOn,
            act.Document, context.Actor, context.Now);
        if (!payment.IsDone) return payment.Refusal;
        if (payment.Value.Post(contract.Balance) is { IsDone: false } no) return no.Refusal;

        // Keep.
        db.ThirdPartyPayments.Add(payment.Value);
        context.Touch(act.Contract.Value);
        return payment.Value.Id;
    }
}

/// <summary>A second person confirms a third party's payment; it settles the oldest due amount first, wages only out of wages.</summary>
/// <remarks>Rules: O-1, O-3, O-5, R-7.</remarks>
[May(Duty.ConfirmFunds), Said("确认第三方代付", "Confirm a third party's payment")]
public sealed record ConfirmThirdPartyPayment(ThirdPartyPaymentId Payment, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Payment.Value;
}

public sealed class ConfirmThirdPartyPaymentHandler(IntegrityDb db, Books books, IHoldsContracts holds) : IHandle<ConfirmThirdPartyPayment, Done>
{
    public async Task<Outcome<Done>> Handle(ConfirmThirdPartyPayment act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var payment = await db.ThirdPartyPayments.SingleOrDefaultAsync(p => p.Id == act.Payment, cancel);
        if (payment is null) return ActRefusals.NotFound();
        var contract = (await db.BooksOf(payment.Contract, context.Today, cancel))!;

        // Decide.
        if (payment.Confirm(context.Actor, context.Now) is { } refusal) return refusal;
        var entry = payment.Post(contract.Balance);
        if (!entry.IsDone) return entry.Refusal;
        // What a list in the making counts on is not paid beside it; wages are (O-5).
        if (await holds.WhyNotLess(contract.Contract, entry.Value.Postings, context.Today, cancel) is { } held) return held;

        // Keep.
        context.Touch(payment.Contract.Value);
        await books.Post(context, "third-party", contract.Totals, entry.Value.Postings, cancel, document: payment.Document);
        return new Done();
    }
}

/// <summary>The second person does not confirm a third party's payment, with the reason.</summary>
[May(Duty.ConfirmFunds, Duty.RecordFunds), Said("退回第三方代付", "Send a third party's payment back")]
public sealed record RefuseThirdPartyPayment(ThirdPartyPaymentId Payment, string Reason, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Payment.Value;
}

public sealed class RefuseThirdPartyPaymentHandler(IntegrityDb db) : IHandle<RefuseThirdPartyPayment, Done>
{
    public async Task<Outcome<Done>> Handle(RefuseThirdPartyPayment act, ActContext context, CancellationToken cancel)
    {
        var payment = await db.ThirdPartyPayments.SingleOrDefaultAsync(p => p.Id == act.Payment, cancel);
        if (payment is null) return ActRefusals.NotFound();
        if (payment.Refuse(context.Actor, context.Now, act.Reason) is { } refusal) return refusal;
        context.Touch(payment.Contract.Value);
        return new Done();
    }
}
