using Integrity.Domain.Certificates;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>What a later look at a deduction does: a reversal restores it, a remission turns it back into a hold (P-7).</summary>
/// <remarks>
/// What was set off under the same decision goes with it: its ground was the case. Each fen goes back to the certificate and the due day it was taken from. After either the catch-up plan runs: a reversal pays what the past votes
/// would have paid, a remission only refills the reserve. Rules: P-7, R-5, O-7.
/// </remarks>
public static class Reversal
{
    /// <summary>What of the case's deduction and set-off under the contract still stands, by certificate and due day.</summary>
    public static IReadOnlyList<Tranche> Standing(long contract, IEnumerable<Posting> postings, long @case) =>
        [.. postings.Where(p => p.Owner == contract && p.Account is Account.Penalty or Account.SetOff && p.Subject == @case)
            .GroupBy(p => (p.Account, p.Tranche, p.Due))
            .Select(g => new Tranche(g.Key.Account, Ledger.Standing.None, g.Key.Tranche, g.Key.Due, @case, new Money(-g.Sum(p => p.Fen))))
            .Where(t => t.Amount.IsPositive).OrderBy(t => t.Due).ThenBy(t => t.Certificate).ThenBy(t => t.Account)];

    /// <summary>Restores the deduction to the open payables.</summary>
    public static Outcome<LedgerEntry> Reverse(long contract, IEnumerable<Posting> postings, long @case, DateOnly today) =>
        GiveBack(contract, postings, @case, today, Ledger.Standing.Open);

    /// <summary>Turns the deduction back into a hold of the same case, in one entry, without catch-up in between.</summary>
    public static Outcome<LedgerEntry> Remit(long contract, IEnumerable<Posting> postings, long @case, DateOnly today) =>
        GiveBack(contract, postings, @case, today, Ledger.Standing.Held);

    /// <summary>O-7 interest on what a reversal catches up, each round's amount from the day its peers were paid; floored once.</summary>
    public static Money Interest(IEnumerable<(Money CaughtUp, DateOnly PeersPaidOn)> rounds, DateOnly today, Ratio? agreedDaily = null)
    {
        Int128 fenDays = 0;
        foreach (var (amount, paidOn) in rounds) fenDays += (Int128)amount.Fen * Math.Max(0, today.DayNumber - paidOn.DayNumber);
        return OverdueInterest.Of(fenDays, agreedDaily ?? OverdueInterest.DefaultDailyRate);
    }

    private static Outcome<LedgerEntry> GiveBack(long contract, IEnumerable<Posting> postings, long @case, DateOnly today, Standing to)
    {
        var parts = Standing(contract, postings, @case);
        if (parts.Count == 0) return CaseRefusals.NothingDeducted();
        var lines = LedgerEntry.On(today);
        foreach (var part in parts)
            lines.Debit(contract, part.Account, part.Amount, tranche: part.Certificate, due: part.Due, subject: @case)
                .Credit(contract, Account.Payable, part.Amount, to, part.Certificate, part.Due, to == Ledger.Standing.Held ? @case : 0);
        return lines.Close();
    }
}
