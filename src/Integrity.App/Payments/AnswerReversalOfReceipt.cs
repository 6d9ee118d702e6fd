using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A second person agrees that the receipt is wrong: it is reversed, and what was used of it becomes a visible deficit, the first claim on the next receipt.</summary>
/// <remarks>Rules: F-1, L-1. Effect: one entry that names the one it reverses.</remarks>
[May(Duty.RecordFunds, Duty.ConfirmFunds), Said("确认冲销到账资金", "Confirm a receipt's reversal")]
public sealed record ConfirmReversalOfReceipt(FundReceiptId Receipt, long Seen) : IAct<FundReceiptId>, IOnExisting
{
    public long Subject() => Receipt.Value;
}

public sealed class ConfirmReversalOfReceiptHandler(IntegrityDb db, Ledger.Books books) : IHandle<ConfirmReversalOfReceipt, FundReceiptId>
{
    public async Task<Outcome<FundReceiptId>> Handle(ConfirmReversalOfReceipt act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var receipt = await db.Receipts.SingleOrDefaultAsync(r => r.Id == act.Receipt, cancel);
        if (receipt is null) return ActRefusals.NotFound();
        var confirmed = await db.Set<Ledger.PostingRow>().Where(p => p.Owner == receipt.Id.Value && p.Account == Domain.Ledger.Account.FundSource)
            .OrderBy(p => p.Id).Select(p => p.Entry).FirstOrDefaultAsync(cancel);

        // Decide.
        if (receipt.ConfirmReversal(context.Actor, context.Today) is { } refusal) return refusal;
        var entry = RoundFund.Reverse(receipt.Id.Value, receipt.Amount, context.Today);

        // Keep.
        await books.Post(context, "fund_reversed", Ledger.TotalsOf.Bureau, entry.Postings, cancel, reverses: confirmed, document: receipt.Document);
        return receipt.Id;
    }
}

/// <summary>The receipt is right after all, as a second person finds or who asked sees himself: its money is free again.</summary>
/// <remarks>Rules: F-1.</remarks>
[May(Duty.RecordFunds, Duty.ConfirmFunds), Said("不予冲销到账资金", "Let a receipt stand")]
public sealed record DeclineReversalOfReceipt(FundReceiptId Receipt, long Seen) : IAct<FundReceiptId>, IOnExisting
{
    public long Subject() => Receipt.Value;
}

public sealed class DeclineReversalOfReceiptHandler(IntegrityDb db) : IHandle<DeclineReversalOfReceipt, FundReceiptId>
{
    public async Task<Outcome<FundReceiptId>> Handle(DeclineReversalOfReceipt act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var receipt = await db.Receipts.SingleOrDefaultAsync(r => r.Id == act.Receipt, cancel);
        if (receipt is null) return ActRefusals.NotFound();

        // Decide and keep.
        return receipt.DeclineReversal() is { } refusal ? refusal : receipt.Id;
    }
}
