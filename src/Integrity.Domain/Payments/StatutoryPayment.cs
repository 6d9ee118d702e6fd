using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>What is paid without a ratio: wages and the orders of courts and authorities (R-2, O-5).</summary>
public static class StatutoryPayment
{
    /// <summary>The unpaid wages of one certificate go to the wage account, whole.</summary>
    public static Outcome<LedgerEntry> Wages(ContractBalance balance, long certificate, long instruction)
    {
        var wages = balance.Standing(Standing.Wage, subject: 0).Where(t => t.Certificate == certificate).ToList();
        if (wages.Count == 0) return PaymentRefusals.NoWageUnpaid(certificate);
        return LedgerEntry.On(balance.AsOf).Move(balance.Contract, wages, Standing.InFlight, instruction).Close();
    }

    /// <summary>An order is paid exactly as served, out of what is frozen for it; cash that earlier rounds reserved for it is used first.</summary>
    /// <param name="run">The round that pays it: reserved cash moves into it.</param>
    public static Outcome<LedgerEntry> Order(ContractBalance balance, long run, OrderLine order, long instruction)
    {
        var taken = Take.OldestDueFirst(balance.Standing(Standing.FrozenByAuthority, order.Order), order.Amount);
        if (!taken.Short.IsZero) return PaymentRefusals.OrderNotFrozen(order.Order, taken.Amount, order.Amount);
        var lines = LedgerEntry.On(balance.AsOf).Move(balance.Contract, taken.Parts, Standing.InFlight, instruction);
        var left = Money.Min(order.Amount, balance.ReservedFor(order.Order));
        foreach (var reserve in balance.Reserves.Where(r => r.Subject == order.Order))
        {
            var part = Money.Min(left, reserve.Amount);
            lines.Credit(balance.Contract, Account.Reserve, part, tranche: reserve.Round, subject: order.Order)
                .Debit(balance.Contract, Account.RunCash, part, subject: run);
            left -= part;
        }
        return lines.Close();
    }

    /// <summary>Interest that is owed is instructed; it is in no base and lowers nothing that is owed for work (O-7).</summary>
    public static LedgerEntry Interest(long contract, Money amount, long instruction, DateOnly today) => LedgerEntry.On(today)
        .Debit(contract, Account.InterestPayable, amount)
        .Credit(contract, Account.InterestPayable, amount, Standing.InFlight, subject: instruction).Close();

    public static LedgerEntry SettleInterest(long contract, Money amount, long instruction, long run, DateOnly today) => LedgerEntry.On(today)
        .Debit(contract, Account.InterestPayable, amount, Standing.InFlight, subject: instruction)
        .Credit(contract, Account.RunCash, amount, subject: run).Close();

    /// <summary>An advance that the bank has confirmed: a receivable, no settlement of work (C-6, O-1).</summary>
    public static LedgerEntry SettleAdvance(long contract, Money amount, long run, DateOnly today) => LedgerEntry.On(today)
        .Debit(contract, Account.Advance, amount)
        .Credit(contract, Account.RunCash, amount, subject: run).Close();
}
