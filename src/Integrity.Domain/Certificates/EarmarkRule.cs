using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

/// <summary>What an earmark takes out of what is owed, and gives back with certificate and due day unchanged (O-3, O-8).</summary>
/// <remarks>Never wages: they are paid whatever stands on the rest (O-5, invariant 6).</remarks>
public static class EarmarkRule
{
    /// <summary>A dispute takes its whole amount: of its certificate, or of retention that is not due, or of what is open, the latest due day first.</summary>
    public static Outcome<LedgerEntry> Dispute(ContractBalance balance, Earmark dispute)
    {
        var from = balance.Tranches.Where(t => t.IsOpen
            && t.IsRetentionNotDue(balance.AsOf) == dispute.FromRetention
            && (dispute.Certificate is null || t.Certificate == dispute.Certificate.Value.Value)).ToList();
        var taken = Take.LatestDueFirst(from, dispute.Amount);
        if (taken.Short.IsPositive) return CertificateRefusals.MoreThanOpen(from.Sum(t => t.Amount));
        return Move(balance, taken, dispute);
    }

    /// <summary>An assignment takes its whole amount, the oldest due day first.</summary>
    public static Outcome<LedgerEntry> Assign(ContractBalance balance, Earmark assignment)
    {
        var taken = Take.OldestDueFirst(balance.OpenTranches, assignment.Amount);
        if (taken.Short.IsPositive) return CertificateRefusals.MoreThanOpen(balance.OpenTranches.Sum(t => t.Amount));
        return Move(balance, taken, assignment);
    }

    /// <summary>An order takes what is open up to the served amount, the oldest due day first; what is short is taken from later certificates.</summary>
    /// <param name="takenEver">What it took so far, paid out since or not.</param>
    public static LedgerEntry Freeze(ContractBalance balance, Earmark order, Money takenEver) =>
        Move(balance, Take.OldestDueFirst(balance.Tranches.Where(t => t.IsOpen), Money.Max(Money.Zero, order.Amount - takenEver)), order);

    /// <summary>What an order took so far, from the contract's postings; re-dating moves nothing.</summary>
    public static Money TakenEver(IEnumerable<Posting> postings, Earmark order) => postings
        .Where(p => p.Subject == order.Id.Value && p.Standing == order.Standing)
        .GroupBy(p => p.Entry).Select(entry => -entry.Sum(p => new Money(p.Fen))).Where(net => net.IsPositive).Sum();

    /// <summary>What the earmark has taken goes back to where it was, at its own due day, the oldest first; null for all of it.</summary>
    public static Outcome<LedgerEntry> GiveBack(ContractBalance balance, Earmark earmark, Money? amount = null)
    {
        var there = Standing(balance, earmark).ToList();
        var all = there.Sum(t => t.Amount);
        if (amount is { IsPositive: false }) return CertificateRefusals.AmountNotPositive();
        if (amount > all) return CertificateRefusals.MoreThanEarmarked(all);
        return LedgerEntry.On(balance.AsOf).Move(balance.Contract, Take.OldestDueFirst(there, amount ?? all).Parts, Ledger.Standing.Open).Close();
    }

    public static IEnumerable<Tranche> Standing(ContractBalance balance, Earmark earmark) =>
        balance.Tranches.Where(t => t.Standing == earmark.Standing && t.Subject == earmark.Id.Value);

    private static LedgerEntry Move(ContractBalance balance, Taken taken, Earmark earmark) =>
        LedgerEntry.On(balance.AsOf).Move(balance.Contract, taken.Parts, earmark.Standing, earmark.Id.Value).Close();
}
