using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>An instruction as its row and the books know it together.</summary>
/// <param name="Ref">What <see cref="BankResult"/> needs of it.</param>
/// <param name="Amount">Unit: fen.</param>
/// <param name="Postings">Its contract's own postings, in the order of their entries.</param>
public sealed record PaidInstruction(InstructionRef Ref, Money Amount, IReadOnlyList<Posting> Postings)
{
    /// <summary>The order or the assignment that it pays: what its money stood under when it was sent, or what the instruction that it repeats paid; else 0.</summary>
    public static long SubjectOf(IReadOnlyList<Posting> postings, long instruction)
    {
        var sent = -1;
        for (var i = 0; i < postings.Count && sent < 0; i++)
            if (postings[i] is { Standing: Standing.InFlight, Fen: < 0 } p && p.Subject == instruction) sent = i;
        for (var i = sent - 1; i >= 0 && postings[i].Entry == postings[sent].Entry; i--)
        {
            var from = postings[i];
            if (from is { Fen: > 0, Standing: Standing.FrozenByAuthority or Standing.Assigned }) return from.Subject;
            if (from is { Fen: > 0, Standing: Standing.Returned }) return SubjectOf([.. postings.Take(i)], from.Subject);
            if (from.Fen > 0) return 0;
        }
        return 0;
    }
}

/// <summary>What becomes of an instruction of any kind: work, wages and orders by <see cref="BankResult"/>; interest and advances, which are no debt for work, here.</summary>
/// <remarks>Rules: O-2, O-7, C-6, R-8.</remarks>
public static class InstructionLife
{
    public static Outcome<LedgerEntry> Settle(ContractBalance balance, PaidInstruction paid) => paid.Ref.Kind switch
    {
        PaymentKind.Interest => StatutoryPayment.SettleInterest(balance.Contract, paid.Amount, paid.Ref.Id, paid.Ref.Run, balance.AsOf),
        PaymentKind.Advance => StatutoryPayment.SettleAdvance(balance.Contract, paid.Amount, paid.Ref.Run, balance.AsOf),
        _ => BankResult.Settle(balance, paid.Ref),
    };

    /// <param name="balance">As of today.</param>
    /// <param name="paid">The instruction.</param>
    /// <param name="wasSettled">The bank had confirmed it before .</param>
    public static Outcome<LedgerEntry> Return(ContractBalance balance, PaidInstruction paid, bool wasSettled)
    {
        var lines = LedgerEntry.On(balance.AsOf);
        var (contract, run) = (balance.Contract, paid.Ref.Run);
        switch (paid.Ref.Kind)
        {
            case PaymentKind.Interest when wasSettled:
                return lines.Debit(contract, Account.RunCash, paid.Amount, subject: run).Credit(contract, Account.InterestPayable, paid.Amount).Close();
            case PaymentKind.Interest:
                return lines.Debit(contract, Account.InterestPayable, paid.Amount, Standing.InFlight, subject: paid.Ref.Id).Credit(contract, Account.InterestPayable, paid.Amount).Close();
            case PaymentKind.Advance when wasSettled:
                return lines.Debit(contract, Account.RunCash, paid.Amount, subject: run).Credit(contract, Account.Advance, paid.Amount).Close();
            case PaymentKind.Advance:
                return lines.Close();
            default:
                return wasSettled ? BankResult.ReturnSettled(balance, paid.Postings, paid.Ref) : BankResult.Return(balance, paid.Ref);
        }
    }

    /// <summary>Paid again under the same vote, by a new instruction .</summary>
    public static Outcome<LedgerEntry> PayAgain(ContractBalance balance, PaidInstruction paid, long again) => paid.Ref.Kind switch
    {
        PaymentKind.Interest => StatutoryPayment.Interest(balance.Contract, paid.Amount, again, balance.AsOf),
        PaymentKind.Advance => LedgerEntry.On(balance.AsOf).Close(),
        _ => BankResult.PayAgain(balance, paid.Ref.Id, again),
    };

    /// <summary>Its cash goes to the fund, its debt is Due again .</summary>
    public static Outcome<LedgerEntry> End(ContractBalance balance, PaidInstruction paid, IReadOnlyList<Drawn> draws) =>
        paid.Ref.Kind is PaymentKind.Interest or PaymentKind.Advance
            ? RoundFund.Return(paid.Ref.Run, RoundFund.GiveBack(draws, paid.Amount), balance.AsOf)
            : BankResult.EndReturned(balance, paid.Ref, draws);
}
