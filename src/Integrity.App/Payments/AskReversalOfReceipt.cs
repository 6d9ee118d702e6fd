using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>One person in finance says that a confirmed receipt is wrong; until a second one answers, what is free of it is not used.</summary>
/// <remarks>Rules: F-1.</remarks>
[May(Duty.RecordFunds, Duty.ConfirmFunds), Said("申请冲销到账资金", "Ask for a receipt's reversal")]
public sealed record AskReversalOfReceipt(FundReceiptId Receipt, string Reason, long Seen) : IAct<FundReceiptId>, IOnExisting
{
    public long Subject() => Receipt.Value;
}

public sealed class AskReversalOfReceiptHandler(IntegrityDb db) : IHandle<AskReversalOfReceipt, FundReceiptId>
{
    public async Task<Outcome<FundReceiptId>> Handle(AskReversalOfReceipt act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var receipt = await db.Receipts.SingleOrDefaultAsync(r => r.Id == act.Receipt, cancel);
        if (receipt is null) return ActRefusals.NotFound();

        // Decide and keep.
        return receipt.AskReversal(context.Actor, act.Reason) is { } refusal ? refusal : receipt.Id;
    }
}
