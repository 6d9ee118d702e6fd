using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>Reserved cash that nothing needs any more goes back to the receipts it came from: a case's once the review period has ended, that of an order or dispute when it ends .</summary>
public static class ReserveReturn
{
    /// <summary>The unused part of a case's reserves, by round; nothing while anything is still held for it.</summary>
    public static IReadOnlyList<ReservedCash> Unused(ContractBalance balance, long subject) =>
        balance.Tranches.Any(t => t.Standing is Standing.Held or Standing.FrozenByAuthority && t.Subject == subject && subject != 0)
            ? []
            : [.. balance.Reserves.Where(r => r.Subject == subject)];

    /// <summary>What is reserved for a dispute beyond what still stands disputed: one round's, for what is disputed is in no later base.</summary>
    public static IReadOnlyList<ReservedCash> Beyond(ContractBalance balance, long dispute)
    {
        var left = balance.Tranches.Where(t => t.Standing == Standing.Disputed && t.Subject == dispute).Sum(t => t.Amount);
        return [.. balance.Reserves.Where(r => r.Subject == dispute && r.Amount > left).Select(r => r with { Amount = r.Amount - left })];
    }

    /// <param name="draws">What the round took from receipts and has not given back.</param>
    public static LedgerEntry Post(ContractBalance balance, ReservedCash unused, IReadOnlyList<Drawn> draws)
    {
        var lines = LedgerEntry.On(balance.AsOf)
            .Credit(balance.Contract, Account.Reserve, unused.Amount, tranche: unused.Round, subject: unused.Subject)
            .Debit(balance.Contract, Account.RunCash, unused.Amount, subject: unused.Round);
        RoundFund.ReturnTo(lines, unused.Round, RoundFund.GiveBack(draws, unused.Amount));
        return lines.Close();
    }
}
