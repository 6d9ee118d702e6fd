using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>What a change of a hold posts.</summary>
/// <param name="Entry">Balanced; empty when nothing moves.</param>
/// <param name="Moved">What was held anew, or released.</param>
/// <param name="Short">What was to be held and is not there.</param>
public sealed record HoldChange(LedgerEntry Entry, Money Moved, Money Short);

/// <summary>
/// The hold of an integrity case: bounded, laid at once on the latest due day first, re-set at service and never higher, released earliest first (P-5).
/// It is a ledger posting that names its case, never a flag.
/// </summary>
/// <remarks>
/// After every release the catch-up plan of the payments module runs in the same transaction. What was voted and not yet exported is the oldest due,
/// so latest due first takes what is in no voted list first; money in flight and returned lines, whose cash a vote already gave, are never touched.
/// Rules: P-4, P-5, R-7.
/// </remarks>
public static class CaseHold
{
    /// <summary><c>Hold = min(V, floor(V × band max / 10⁶) + claimed loss)</c>.</summary>
    public static Money Bound(Money v, Ratio bandMax, Money claimedLoss) => Money.Min(v, v.Times(bandMax) + claimedLoss);

    /// <summary>Lays the hold on the flag day; what is not there is not held later by itself.</summary>
    /// <remarks>Errors: refuses a second hold while one stands; after a lapse a new one needs a decision, which the caller checks.</remarks>
    public static Outcome<HoldChange> Lay(ContractBalance balance, long @case, Money amount)
    {
        if (balance.HeldFor(@case).IsPositive) return CaseRefusals.AlreadyHeld(balance.HeldFor(@case));
        var taken = Take.LatestDueFirst(balance.OpenTranches, amount);
        var entry = LedgerEntry.On(balance.AsOf).Move(balance.Contract, taken.Parts, Standing.Held, @case).Close();
        return new HoldChange(entry, taken.Amount, taken.Short);
    }

    /// <summary>Re-sets the hold when the notice is served: to the bound on the V of that day, never higher than it was; the difference is released.</summary>
    /// <param name="balance">As it stands.</param>
    /// <param name="case">The case.</param>
    /// <param name="v">V of the day of service, the member's share of it where the case is against one.</param>
    /// <param name="bandMax">Of the signed band.</param>
    /// <param name="claimedLoss">Counted on top.</param>
    public static HoldChange ResetAtService(ContractBalance balance, long @case, Money v, Ratio bandMax, Money claimedLoss)
    {
        var held = balance.HeldFor(@case);
        var bound = Bound(v, bandMax, claimedLoss);
        return Release(balance, @case, Money.Max(Money.Zero, held - bound)).Value;
    }

    /// <summary>All of it: a dismissal, a withdrawal, a lapse, a first posting that nobody confirmed.</summary>
    public static HoldChange ReleaseAll(ContractBalance balance, long @case) => Release(balance, @case, balance.HeldFor(@case)).Value;

    /// <summary>A part of it, earliest due first.</summary>
    /// <remarks>Errors: refuses more than is held.</remarks>
    public static Outcome<HoldChange> Release(ContractBalance balance, long @case, Money amount)
    {
        var taken = Take.OldestDueFirst(balance.Standing(Standing.Held, @case), amount);
        if (!taken.Short.IsZero) return CaseRefusals.ReleaseAboveHeld(amount, taken.Amount);
        var entry = LedgerEntry.On(balance.AsOf).Move(balance.Contract, taken.Parts, Standing.Open).Close();
        return new HoldChange(entry, taken.Amount, Money.Zero);
    }
}
