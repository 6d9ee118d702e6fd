using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>What a served decision does to a contract: the deduction, what it could not take, what is set off, and what is released.</summary>
/// <param name="Amount">Deducted.</param>
/// <param name="Shortfall">A claim outside the payables, set off later only by a new decision (P-4).</param>
/// <param name="SetOff">Of an acknowledged or adjudged loss, out of what was held for it (P-5).</param>
/// <param name="Released">The rest of the hold.</param>
/// <param name="Entry">One entry for all of it; the catch-up plan runs after it.</param>
public sealed record Deducted(Money Amount, Money Shortfall, Money SetOff, Money Released, LedgerEntry Entry);

/// <summary>The contractual deduction: a percentage of V, once per contract and act (P-4, P-7).</summary>
/// <remarks>
/// <c>Deduction = min(floor(V × p / 10⁶), what is left of the cap, this case's hold + Due + NotYetDue)</c>.
/// It takes the case's own hold first, latest due day first, then open amounts, latest due day first; what the hold keeps beyond it is released.
/// Rounding: floored once. Invariants: 6, 7, 8. Rules: P-3, P-4, P-5, P-7.
/// </remarks>
public static class Deduction
{
    /// <summary>What the percentage comes to before the cap and before what is there: shown on the notice.</summary>
    public static Money Proposed(Money v, Ratio percentage) => v.Times(percentage);

    /// <param name="balance">The contract's balance of the day of service.</param>
    /// <param name="v">Frozen when the notice was served.</param>
    /// <param name="capLeft"><see cref="DeductionCap.Left"/>.</param>
    /// <param name="admittedLoss">Acknowledged or adjudged, else zero.</param>
    /// <remarks>Errors: refuses a percentage outside the signed band.</remarks>
    public static Outcome<Deducted> Serve(
        ContractBalance balance, long @case, Money v, Ratio percentage, PenaltyBand band, Money capLeft, Money admittedLoss = default)
    {
        if (band.Check(percentage) is { } refusal) return refusal;
        var held = balance.HeldFor(@case);
        var wanted = Money.Min(Proposed(v, percentage), Money.Max(Money.Zero, capLeft));
        var amount = Money.Min(wanted, held + balance.Buckets.Due + balance.Buckets.NotYetDue);

        var lines = LedgerEntry.On(balance.AsOf);
        var rest = balance.Standing(Standing.Held, @case).ToList();
        var deducted = Take.LatestDueFirst(rest, amount).Then(left => Take.LatestDueFirst(balance.OpenTranches, left));
        Charge(lines, balance.Contract, deducted.Parts, Account.Penalty, @case);
        rest = Without(rest, deducted.Parts);
        var setOff = Take.LatestDueFirst(rest, admittedLoss);
        Charge(lines, balance.Contract, setOff.Parts, Account.SetOff, @case);
        rest = Without(rest, setOff.Parts);
        lines.Move(balance.Contract, rest, Standing.Open);
        return new Deducted(amount, wanted - amount, setOff.Amount, rest.Sum(t => t.Amount), lines.Close());
    }

    private static void Charge(EntryLines lines, long contract, IEnumerable<Tranche> parts, Account account, long @case)
    {
        foreach (var part in parts)
            lines.Lower(contract, part).Credit(contract, account, part.Amount, tranche: part.Certificate, due: part.Due, subject: @case);
    }

    private static List<Tranche> Without(List<Tranche> tranches, IReadOnlyList<Tranche> taken) =>
        [.. tranches.Select(t => t with { Amount = t.Amount - taken.Where(p => p with { Amount = t.Amount } == t).Sum(p => p.Amount) }).Where(t => t.Amount.IsPositive)];
}
