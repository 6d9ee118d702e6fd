using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A receipt that was entered wrongly is taken back before it is money.</summary>
/// <remarks>Rules: F-1.</remarks>
[May(Duty.RecordFunds, Duty.ConfirmFunds), Said("撤回未确认的到账", "Withdraw an unconfirmed receipt")]
public sealed record WithdrawReceipt(FundReceiptId Receipt, string Reason, long Seen) : IAct<FundReceiptId>, IOnExisting
{
    public long Subject() => Receipt.Value;
}

public sealed class WithdrawReceiptHandler(IntegrityDb db) : IHandle<WithdrawReceipt, FundReceiptId>
{
    public async Task<Outcome<FundReceiptId>> Handle(WithdrawReceipt act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var receipt = await db.Receipts.SingleOrDefaultAsync(r => r.Id == act.Receipt, cancel);
        if (receipt is null) return ActRefusals.NotFound();

        // Decide and keep.
        return receipt.Withdraw(context.Actor, act.Reason) is { } refusal ? refusal : receipt.Id;
    }
}
