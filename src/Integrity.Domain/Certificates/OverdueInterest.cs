using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

/// <summary>Interest on what was paid late under one contract, up to the end of a day (O-7).</summary>
/// <remarks>
/// Unit: fen-days, then fen. Rounding: floored once per contract at the day asked. Wages, open, assigned, returned and instructed amounts count:
/// only the bank's confirmation stops the clock. Held and frozen amounts do not; a disputed amount counts from its due day once the dispute has ended
/// for the contractor. Interest is a payable of its own, in no base. Source: 保障中小企业款项支付条例 arts 9, 14, 17.
/// </remarks>
/// <param name="FenDays">Amount times days overdue, over all tranches and all time.</param>
/// <param name="Accrued">What that comes to at the rate.</param>
/// <param name="Posted">What of it was already posted as owed.</param>
public sealed record OverdueInterest(Int128 FenDays, Money Accrued, Money Posted)
{
    /// <summary>500 ppm a day, where the contract agrees no rate.</summary>
    public static readonly Ratio DefaultDailyRate = new(500);

    public Money ToPost => Money.Max(Money.Zero, Accrued - Posted);

    /// <summary>Computes it from the postings' history alone.</summary>
    public static OverdueInterest At(long contract, IEnumerable<Posting> postings, DateOnly asOf, Ratio? agreedDaily = null)
    {
        var own = postings.Where(p => p.Owner == contract && p.Day <= asOf).ToList();
        Int128 fenDays = 0;
        var posted = Money.Zero;
        foreach (var p in own)
        {
            if (Accrues(p)) fenDays += -(Int128)p.Fen * DaysOverdue(p.Day, p.Due, asOf);
            else if (p is { Account: Account.InterestCost, Subject: 0 }) posted += new Money(p.Fen);
        }
        fenDays += InDisputesThatTheContractorWon(own);
        return new(fenDays, Of(fenDays, agreedDaily ?? DefaultDailyRate), posted);
    }

    /// <summary><c>floor(fen-days × daily ppm / 10⁶)</c>.</summary>
    public static Money Of(Int128 fenDays, Ratio daily)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fenDays);
        return new(checked((long)(fenDays * daily.Ppm / Ratio.One.Ppm)));
    }

    /// <summary>Interest that has accrued becomes owed.</summary>
    public LedgerEntry Post(long contract, DateOnly today) => Owe(contract, ToPost, today);

    /// <summary>Interest owed for a named reason; subject 0 is what runs by itself.</summary>
    public static LedgerEntry Owe(long contract, Money interest, DateOnly today, long subject = 0) => LedgerEntry.On(today)
        .Debit(contract, Account.InterestCost, interest, subject: subject)
        .Credit(contract, Account.InterestPayable, interest, subject: subject).Close();

    private static bool Accrues(Posting p) => (p.Account, p.Standing) is
        (Account.Payable, Standing.Open or Standing.Wage or Standing.Assigned or Standing.InFlight or Standing.Returned) or
        (Account.Retention, Standing.None or Standing.Assigned);

    private static int DaysOverdue(DateOnly since, DateOnly due, DateOnly until)
    {
        var from = since > due ? since : due;
        return from >= until ? 0 : until.DayNumber - from.DayNumber;
    }

    /// <summary>The time in dispute of amounts that came back from Disputed to where they were, each from its due day (O-8).</summary>
    private static Int128 InDisputesThatTheContractorWon(List<Posting> own)
    {
        Int128 fenDays = 0;
        var laid = new Dictionary<(long, DateOnly, long), DateOnly>();
        foreach (var entry in own.Where(p => p.Account is Account.Payable or Account.Retention).GroupBy(p => p.Entry).OrderBy(e => e.Key))
        {
            foreach (var p in entry.Where(p => p is { Standing: Standing.Disputed, Fen: < 0 })) laid.TryAdd((p.Tranche, p.Due, p.Subject), p.Day);
            foreach (var ended in entry.Where(p => p is { Standing: Standing.Disputed, Fen: > 0 }).GroupBy(p => (p.Tranche, p.Due)))
            {
                var back = entry.Where(p => p.Fen < 0 && (p.Tranche, p.Due) == ended.Key && Accrues(p)).Sum(p => -p.Fen);
                foreach (var p in ended)
                {
                    var won = Math.Min(p.Fen, back);
                    fenDays += (Int128)won * DaysOverdue(laid[(p.Tranche, p.Due, p.Subject)], p.Due, p.Day);
                    back -= won;
                }
            }
        }
        return fenDays;
    }
}
