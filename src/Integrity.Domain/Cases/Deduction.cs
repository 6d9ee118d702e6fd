using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>What a served decision does to a contract: the deduction, what it could not take, what is set off, and what is released.</summary>
/// <param name="Amount">Deducted now.</param>
/// <param name="Shortfall">A claim outside the payables, set off later only by a new decision (P-4).</param>
/// <param name="SetOff">Of an acknowledged or adjudged loss, out of what was held for it (P-5).</param>
/// <param name="Released">The rest of the hold.</param>
/// <param name="Entry">One entry for all of it; the catch-up plan runs after it.</param>
/// <param name="Plan">The instalments in which it is taken, the one that was taken now first.</param>
public sealed record Deducted(Money Amount, Money Shortfall, Money SetOff, Money Released, LedgerEntry Entry, IReadOnlyList<PlannedInstalment> Plan);

/// <summary>A round whose list has a line of the contract and is not executed yet: nothing but a set-aside makes that line smaller .</summary>
/// <param name="HoldIsLater">The case's hold was laid after its snapshot, so that it holds what the list counts as free.</param>
public sealed record WaitingList(string Round, DateOnly CutOff, bool HoldIsLater = false);

/// <summary>The contractual deduction: a percentage of V, once per contract and act (P-4, P-7).</summary>
/// <remarks>
/// <c>Deduction = min(floor(V × p / 10⁶), what is left of the cap, this case's hold + Due + NotYetDue)</c>.
/// It takes the case's own hold first, latest due day first, then open amounts, latest due day first; what the hold keeps beyond it is released.
/// In instalments the first is taken so at service; each later one takes what is open on its day.
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
    /// <param name="instalments">In how many parts; the amount is fixed for all of them now.</param>
    /// <param name="lists">Lists that wait for their execution.</param>
    /// <remarks>Errors: refuses a percentage outside the signed band, and to take what such a list pays .</remarks>
    public static Outcome<Deducted> Serve(
        ContractBalance balance, long @case, Money v, Ratio percentage, PenaltyBand band, Money capLeft, Money admittedLoss = default, int instalments = 1,
        IEnumerable<WaitingList>? lists = null)
    {
        if (band.Check(percentage) is { } refusal) return refusal;
        var held = balance.HeldFor(@case);
        var wanted = Money.Min(Proposed(v, percentage), Money.Max(Money.Zero, capLeft));
        var amount = Money.Min(wanted, held + balance.Buckets.Due + balance.Buckets.NotYetDue);
        var plan = InstalmentPlan.Of(amount, instalments, balance.AsOf);
        var first = plan[0].Amount;

        var lines = LedgerEntry.On(balance.AsOf);
        var rest = balance.Standing(Standing.Held, @case).ToList();
        var own = Take.LatestDueFirst(rest, first);
        var deducted = own.Then(left => Take.LatestDueFirst(balance.OpenTranches, left));
        foreach (var list in lists ?? [])
            if ((list.HoldIsLater ? deducted.Parts : deducted.Parts.Skip(own.Parts.Count)).Any(part => part.IsDue(list.CutOff))) return CaseRefusals.DeductionWaitsForRound(list.Round);
        Charge(lines, balance.Contract, deducted.Parts, Account.Penalty, @case);
        rest = Without(rest, deducted.Parts);
        var setOff = Take.LatestDueFirst(rest, admittedLoss);
        Charge(lines, balance.Contract, setOff.Parts, Account.SetOff, @case);
        rest = Without(rest, setOff.Parts);
        lines.Move(balance.Contract, rest, Standing.Open);
        return new Deducted(first, wanted - amount, setOff.Amount, rest.Sum(t => t.Amount), lines.Close(), plan);
    }

    /// <summary>A later instalment: <c>min(instalment, Due + NotYetDue)</c> of its day, latest due day first; what is short is a claim outside the payables.</summary>
    /// <param name="balance">The contract's balance of the day.</param>
    /// <param name="case">The case.</param>
    /// <param name="instalment">As planned at service.</param>
    /// <param name="lists">The rounds whose list has a line of the contract and is not executed yet, with their cut-offs.</param>
    /// <remarks>Errors: refuses to take what was due by the cut-off of such a list, which nothing but a set-aside makes smaller .</remarks>
    public static Outcome<Deducted> TakeInstalment(ContractBalance balance, long @case, PlannedInstalment instalment, IEnumerable<WaitingList> lists)
    {
        var taken = Take.LatestDueFirst(balance.OpenTranches, instalment.Amount);
        foreach (var list in lists)
            if (taken.Parts.Any(part => part.IsDue(list.CutOff))) return CaseRefusals.DeductionWaitsForRound(list.Round);
        var lines = LedgerEntry.On(balance.AsOf);
        Charge(lines, balance.Contract, taken.Parts, Account.Penalty, @case);
        return new Deducted(taken.Amount, taken.Short, Money.Zero, Money.Zero, lines.Close(), [instalment]);
    }

    private static void Charge(EntryLines lines, long contract, IEnumerable<Tranche> parts, Account account, long @case)
    {
        foreach (var part in parts)
            lines.Lower(contract, part).Credit(contract, account, part.Amount, tranche: part.Certificate, due: part.Due, subject: @case);
    }

    private static List<Tranche> Without(List<Tranche> tranches, IReadOnlyList<Tranche> taken) =>
        [.. tranches.Select(t => t with { Amount = t.Amount - taken.Where(p => p with { Amount = t.Amount } == t).Sum(p => p.Amount) }).Where(t => t.Amount.IsPositive)];
}
