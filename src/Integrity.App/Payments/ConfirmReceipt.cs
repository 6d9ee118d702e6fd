using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A second person in finance has seen the evidence: the receipt becomes money, and first makes good what wrong receipts left missing.</summary>
/// <remarks>Rules: F-1. Effect: one entry for the receipt, one for the deficits that it covers.</remarks>
[May(Duty.ConfirmFunds), Said("确认到账资金", "Confirm a fund receipt")]
public sealed record ConfirmReceipt(FundReceiptId Receipt, long Seen) : IAct<FundReceiptId>, IOnExisting
{
    public long Subject() => Receipt.Value;
}

public sealed class ConfirmReceiptHandler(IntegrityDb db, Funds funds) : IHandle<ConfirmReceipt, FundReceiptId>
{
    public async Task<Outcome<FundReceiptId>> Handle(ConfirmReceipt act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var receipt = await db.Receipts.SingleOrDefaultAsync(r => r.Id == act.Receipt, cancel);
        if (receipt is null) return ActRefusals.NotFound();
        var before = await funds.Confirmed(cancel);

        // Decide.
        if (receipt.Confirm(context.Actor, context.Today) is { } refusal) return refusal;
        var entry = RoundFund.Confirm(receipt.Id.Value, receipt.Amount, context.Today);
        var covered = RoundFund.CoverDeficits([.. before, new(receipt.Id.Value, context.Today, receipt.Restriction, receipt.Amount)], context.Today);

        // Keep.
        await funds.Post(context, "fund_confirmed", entry, receipt.Document, cancel);
        await funds.Post(context, "fund_deficit_covered", covered, receipt.Document, cancel);
        foreach (var posting in covered.Postings) context.Touch(posting.Owner);
        return receipt.Id;
    }
}
