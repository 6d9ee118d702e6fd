using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>Why an instruction was made; it decides where its money goes back to.</summary>
public enum PaymentKind
{
    Wage = 1,
    Order = 2,
    Ratio = 3,
    CatchUp = 4,
    Interest = 5,
    Advance = 6,

    /// <summary>An assignee's part of a ratio line .</summary>
    Assigned = 7,
}

/// <summary>One instruction as the bank's answer concerns it.</summary>
/// <param name="Id">The instruction.</param>
/// <param name="Run">The round or wage run whose cash it pays with.</param>
/// <param name="Kind">What it pays.</param>
/// <param name="Subject">The order or the assignment that it pays, else 0.</param>
public readonly record struct InstructionRef(long Id, long Run, PaymentKind Kind, long Subject = 0);

/// <summary>What the bank's answer does to the books, and what becomes of a returned line (O-2, R-8).</summary>
/// <remarks>
/// A returned line keeps its due day, and its cash stays reserved in the run. Returned wages stay wages, so that nothing ever holds or deducts them (invariant 6);
/// a returned order's money stays frozen, its cash reserved for the order. Each takes the whole instruction. Rules: O-2, O-5, R-8.
/// </remarks>
public static class BankResult
{
    /// <summary>The bank has confirmed it: only now it counts as settled.</summary>
    public static Outcome<LedgerEntry> Settle(ContractBalance balance, InstructionRef instruction)
    {
        var parts = balance.Standing(Standing.InFlight, instruction.Id).ToList();
        if (parts.Count == 0) return PaymentRefusals.NotInFlight(instruction.Id);
        var lines = LedgerEntry.On(balance.AsOf);
        foreach (var part in parts) lines.Lower(balance.Contract, part);
        return lines.Credit(balance.Contract, Account.RunCash, parts.Sum(p => p.Amount), subject: instruction.Run).Close();
    }

    /// <summary>The bank has returned it before it was settled.</summary>
    public static Outcome<LedgerEntry> Return(ContractBalance balance, InstructionRef instruction)
    {
        var parts = balance.Standing(Standing.InFlight, instruction.Id).ToList();
        if (parts.Count == 0) return PaymentRefusals.NotInFlight(instruction.Id);
        var lines = LedgerEntry.On(balance.AsOf);
        foreach (var part in parts) lines.Lower(balance.Contract, part);
        if (instruction.Kind == PaymentKind.Order)
            LineExecution.SetAside(lines, balance.Contract, instruction.Run, instruction.Subject, parts.Sum(p => p.Amount));
        return Owe(lines, balance.Contract, parts, instruction).Close();
    }

    /// <summary>The bank has returned it after it was settled: what was settled is owed again, and its cash is back in the run.</summary>
    /// <param name="postings">The contract's own postings.</param>
    public static Outcome<LedgerEntry> ReturnSettled(ContractBalance balance, IEnumerable<Posting> postings, InstructionRef instruction)
    {
        var own = postings.Where(p => p.Owner == balance.Contract && p.Account == Account.Payable).ToList();
        var parts = own.Where(p => p is { Standing: Standing.InFlight, Fen: < 0 } && p.Subject == instruction.Id)
            .Select(p => new Tranche(p.Account, p.Standing, p.Tranche, p.Due, p.Subject, new Money(-p.Fen))).ToList();
        var cameBack = own.Any(p => p is { Standing: Standing.Returned or Standing.Wage, Fen: < 0 } && p.Subject == instruction.Id);
        if (parts.Count == 0 || cameBack || balance.Standing(Standing.InFlight, instruction.Id).Any()) return PaymentRefusals.NotSettled(instruction.Id);
        var amount = parts.Sum(p => p.Amount);
        var lines = LedgerEntry.On(balance.AsOf);
        if (instruction.Kind == PaymentKind.Order) lines.Debit(balance.Contract, Account.Reserve, amount, tranche: instruction.Run, subject: instruction.Subject);
        else lines.Debit(balance.Contract, Account.RunCash, amount, subject: instruction.Run);
        return Owe(lines, balance.Contract, parts, instruction).Close();
    }

    /// <summary>A returned line is paid again under the same vote, by a new instruction that names the old one.</summary>
    public static Outcome<LedgerEntry> PayAgain(ContractBalance balance, long returned, long again)
    {
        var parts = Waiting(balance, returned);
        if (parts.Count == 0) return PaymentRefusals.NotReturned(returned);
        return LedgerEntry.On(balance.AsOf).Move(balance.Contract, parts, Standing.InFlight, again).Close();
    }

    /// <summary>A returned line without a checked account is ended: its cash goes to the fund, the debt is Due again: to the assignee where it was assigned, as wages where it was wages.</summary>
    /// <param name="draws">What the run took from receipts and has not given back.</param>
    public static Outcome<LedgerEntry> EndReturned(ContractBalance balance, InstructionRef instruction, IReadOnlyList<Drawn> draws)
    {
        var parts = Waiting(balance, instruction.Id);
        if (parts.Count == 0) return PaymentRefusals.NotReturned(instruction.Id);
        var lines = LedgerEntry.On(balance.AsOf);
        foreach (var part in parts)
        {
            if (instruction.Kind == PaymentKind.Assigned) lines.Move(balance.Contract, part, Standing.Assigned, instruction.Subject);
            else lines.Move(balance.Contract, part, part.Standing == Standing.Wage ? Standing.Wage : Standing.Open);
        }
        RoundFund.ReturnTo(lines, instruction.Run, RoundFund.GiveBack(draws, parts.Sum(p => p.Amount)));
        return lines.Close();
    }

    private static List<Tranche> Waiting(ContractBalance balance, long instruction) =>
        [.. balance.Standing(Standing.Returned, instruction), .. balance.Standing(Standing.Wage, instruction)];

    private static EntryLines Owe(EntryLines lines, long contract, List<Tranche> parts, InstructionRef instruction)
    {
        var (standing, subject) = instruction.Kind switch
        {
            PaymentKind.Wage => (Standing.Wage, instruction.Id),
            PaymentKind.Order => (Standing.FrozenByAuthority, instruction.Subject),
            _ => (Standing.Returned, instruction.Id),
        };
        foreach (var part in parts) lines.Credit(contract, Account.Payable, part.Amount, standing, part.Certificate, part.Due, subject);
        return lines;
    }
}
