using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A wage run that nobody has confirmed yet is given up with a reason; its money goes back.</summary>
/// <remarks>Rules: O-5, F-1.</remarks>
[May(Duty.RecordFunds, Duty.ExecutePayments, Duty.ConfirmFunds), Said("撤回工资支付", "Withdraw a wage run")]
public sealed record WithdrawWageRun(WageRunId Run, string Reason, long Seen) : IAct<WageRunId>, IOnExisting
{
    public long Subject() => Run.Value;
}

public sealed class WithdrawWageRunHandler(IntegrityDb db, Funds funds) : IHandle<WithdrawWageRun, WageRunId>
{
    public async Task<Outcome<WageRunId>> Handle(WithdrawWageRun act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var run = await db.WageRuns.Include(r => r.Lines).SingleOrDefaultAsync(r => r.Id == act.Run, cancel);
        if (run is null) return ActRefusals.NotFound();

        // Decide.
        if (run.Withdraw(context.Actor, act.Reason) is { } refusal) return refusal;

        // Keep.
        await funds.Return(context, run.Id.Value, WageLines.DigestOf(run), run.Amount, cancel);
        return run.Id;
    }
}
