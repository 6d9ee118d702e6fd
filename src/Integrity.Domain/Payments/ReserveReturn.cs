using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>Reserved cash that no hold needs any more goes back to the receipts it came from, once the review period has ended .</summary>
public static class ReserveReturn
{
    /// <summary>The unused part of a case's reserves, by round; nothing while anything is still held for it.</summary>
    public static IReadOnlyList<ReservedCash> Unused(ContractBalance balance, long subject) =>
        balance.Tranches.Any(t => t.Standing is Standing.Held or Standing.FrozenByAuthority && t.Subject == subject && subject != 0)
            ? []
            : [.. balance.Reserves.Where(r => r.Subject == subject)];

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
