using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Closes a round when every line is settled, ended, or carried as set aside.</summary>
/// <remarks>Rules: R-8.</remarks>
[May(Duty.ExecutePayments), Said("结束批次", "Close the round")]
public sealed record CloseRound(PaymentRoundId Round, long Seen) : IAct<PaymentRoundId>, IOnExisting
{
    public long Subject() => Round.Value;
}

public sealed class CloseRoundHandler(IntegrityDb db) : IHandle<CloseRound, PaymentRoundId>
{
    public async Task<Outcome<PaymentRoundId>> Handle(CloseRound act, ActContext context, CancellationToken cancel)
    {
        var round = await db.PaymentRounds.SingleOrDefaultAsync(r => r.Id == act.Round, cancel);
        if (round is null) return ActRefusals.NotFound();
        if (await RoundClosing.CanClose(db, round.Id.Value, cancel) is { } open) return open;
        return round.Close(context.Today) is { } refusal ? refusal : round.Id;
    }
}
