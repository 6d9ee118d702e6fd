using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>What one instruction pays of a line: the contractor's part, or an assignee's.</summary>
/// <param name="Instruction">The instruction's number; new for every sending.</param>
/// <param name="Assignment">0 for the contractor's own part.</param>
public readonly record struct PayPart(long Instruction, long Assignment, Money Amount);

/// <summary>What is set aside out of a voted line between vote and export .</summary>
/// <param name="Ground">From the closed list (O-8).</param>
/// <param name="Subject">
/// The case, order, dispute, unmet condition or finding that took what was voted: its cash is reserved for it. For every other ground the instruction
/// by which it will be paid: it waits with its cash like a returned line.
/// </param>
public readonly record struct VotedSetAside(SetAsideGround Ground, long Subject, Money Amount)
{
    public bool IsReserved => Ground.IsHold || Ground is SetAsideGround.DocumentedDispute or SetAsideGround.ConditionUnmet or SetAsideGround.SupervisionFinding;
}

/// <summary>The entry of one voted line: one entry per line.</summary>
/// <remarks>Rules: O-3, R-3, R-7. Errors: refuses any difference between what was voted and what is paid and set aside.</remarks>
public static class LineExecution
{
    /// <param name="balance">The contract's balance of the day of execution.</param>
    /// <param name="run">The round.</param>
    /// <param name="cutoff">Only what was due by the cut-off is paid.</param>
    /// <param name="line">As voted.</param>
    /// <param name="pays">Contractor and assignees.</param>
    /// <param name="setAsides"><see cref="RoundLine.SetAsideParts"/>.</param>
    /// <param name="late">What became less since the vote.</param>
    public static Outcome<LedgerEntry> Execute(
        ContractBalance balance, long run, DateOnly cutoff, RoundLine line,
        IReadOnlyList<PayPart> pays, IReadOnlyList<SetAsideDue> setAsides, IReadOnlyList<VotedSetAside> late)
    {
        var paid = pays.Sum(p => p.Amount);
        var lateAmount = late.Sum(l => l.Amount);
        var setAside = setAsides.Sum(s => s.Amount);
        if (paid + lateAmount != line.Pay || setAside != line.SetAside)
            return PaymentRefusals.VotedIsNotPaidPlusSetAside(line.Entitlement, paid, lateAmount + setAside);

        var open = new Pot(balance.DueTranches.Where(t => t.IsDue(cutoff)));
        var lines = LedgerEntry.On(balance.AsOf);
        foreach (var part in pays)
        {
            var source = part.Assignment == 0 ? open : new Pot(balance.Standing(Standing.Assigned, part.Assignment).Where(t => t.IsDue(cutoff)));
            var taken = source.TakeOldest(part.Amount);
            if (!taken.Short.IsZero) return PaymentRefusals.LessDueThanVoted(taken.Amount, part.Amount);
            lines.Move(balance.Contract, taken.Parts, Standing.InFlight, part.Instruction);
        }
        foreach (var part in late)
        {
            if (part.IsReserved) SetAside(lines, balance.Contract, run, part.Subject, part.Amount);
            else
            {
                var taken = open.TakeOldest(part.Amount);
                if (!taken.Short.IsZero) return PaymentRefusals.LessDueThanVoted(taken.Amount, part.Amount);
                lines.Move(balance.Contract, taken.Parts, Standing.Returned, part.Subject);
            }
        }
        foreach (var part in setAsides) SetAside(lines, balance.Contract, run, part.Subject, part.Amount);
        return lines.Close();
    }

    /// <summary>What a hold laid after the vote takes out of a line that is not exported: what is due no longer covers the voted pay .</summary>
    /// <param name="balance">With the hold already laid, latest due day first, so that what is in no voted list was taken first.</param>
    public static Money BittenByHold(ContractBalance balance, DateOnly cutoff, Money contractorsPay) =>
        Money.Max(Money.Zero, contractorsPay - balance.DueTranches.Where(t => t.IsDue(cutoff)).Sum(t => t.Amount));

    internal static void SetAside(EntryLines lines, long contract, long run, long subject, Money amount) =>
        lines.Credit(contract, Account.RunCash, amount, subject: run).Debit(contract, Account.Reserve, amount, tranche: run, subject: subject);

    /// <summary>Tranches from which several instructions take one after another.</summary>
    private sealed class Pot(IEnumerable<Tranche> tranches)
    {
        private readonly List<Tranche> left = [.. tranches];

        public Taken TakeOldest(Money amount)
        {
            var taken = Take.OldestDueFirst(left, amount);
            foreach (var part in taken.Parts)
            {
                var i = left.FindIndex(t => t with { Amount = part.Amount } == part);
                left[i] = left[i] with { Amount = left[i].Amount - part.Amount };
            }
            return taken;
        }
    }
}
