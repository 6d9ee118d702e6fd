using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Gives up a round that is not before the group: a wrong scope or day need not wait until its snapshot is too old. Its candidates fall; the snapshot stays for who wants to see it.</summary>
/// <param name="Reason">Why; it stands in the journal.</param>
/// <remarks>Rules: R-1.</remarks>
[May(Duty.PrepareRounds), Said("撤回批次", "Withdraw the round")]
public sealed record WithdrawRound(PaymentRoundId Round, string Reason, long Seen) : IAct<PaymentRoundId>, IOnExisting
{
    public long Subject() => Round.Value;
}

public sealed class WithdrawRoundHandler(IntegrityDb db) : IHandle<WithdrawRound, PaymentRoundId>
{
    public async Task<Outcome<PaymentRoundId>> Handle(WithdrawRound act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var round = await db.PaymentRounds.SingleOrDefaultAsync(r => r.Id == act.Round, cancel);
        if (round is null) return ActRefusals.NotFound();

        // Decide and keep.
        if (round.Withdraw(act.Reason) is { } refusal) return refusal;
        foreach (var candidate in await db.RoundCandidates.Where(c => c.Round == round.Id && c.Standing == CandidateStanding.Waiting).ToListAsync(cancel)) candidate.Fall();
        return round.Id;
    }
}
