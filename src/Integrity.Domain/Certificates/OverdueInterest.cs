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
        foreach (var (_, day, fen) in Steps(own, asOf)) fenDays += (Int128)fen * (asOf.DayNumber - day.DayNumber);
        return new(fenDays, Of(fenDays, agreedDaily ?? DefaultDailyRate), own.Where(p => p is { Account: Account.InterestCost, Subject: 0 }).Sum(p => new Money(p.Fen)));
    }

    /// <summary>The same by stretches of days in which the same amount of a tranche was overdue, the earliest first.</summary>
    /// <param name="own">One contract's postings.</param>
    /// <param name="asOf">The day up to whose end it runs.</param>
    public static IReadOnlyList<OverdueStretch> Stretches(IReadOnlyList<Posting> own, DateOnly asOf)
    {
        var stretches = new List<OverdueStretch>();
        foreach (var tranche in Steps(own, asOf).GroupBy(s => (s.Of.Tranche, s.Of.Due)))
        {
            var days = tranche.GroupBy(s => s.Day).Where(day => day.Sum(s => s.Fen) != 0).OrderBy(day => day.Key).ToList();
            long overdue = 0;
            for (var i = 0; i < days.Count; i++)
            {
                overdue += days[i].Sum(s => s.Fen);
                if (overdue != 0) stretches.Add(new(days[i].Last().Of, days[i].Key, i + 1 < days.Count ? days[i + 1].Key : asOf, new(overdue)));
            }
        }
        return [.. stretches.OrderBy(s => s.From).ThenBy(s => s.Opened.Tranche).ThenBy(s => s.Opened.Due)];
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

    /// <summary>What begins or ceases to be overdue, and on which day: what is owed on its due day or when it is posted after it,
    /// and the time in dispute of amounts that came back from Disputed to where they were (O-8).</summary>
    private static IEnumerable<(Posting Of, DateOnly Day, long Fen)> Steps(IReadOnlyList<Posting> own, DateOnly asOf) =>
        Accruing(own, asOf).Concat(DisputesThatTheContractorWon(own, asOf)).Where(s => s.Day < asOf);

    /// <remarks>An entry that gives a certificate's amounts other due days, as the confirmed split of an opening does (C-9), says when they were due all along:
    /// they leave the old day from its beginning, and run from the new one.</remarks>
    private static List<(Posting Of, DateOnly Day, long Fen)> Accruing(IReadOnlyList<Posting> own, DateOnly asOf)
    {
        List<(Posting Of, DateOnly Day, long Fen)> steps = [];
        var began = new Dictionary<(long, DateOnly), DateOnly>();
        foreach (var amounts in own.Where(p => p.Day <= asOf && Accrues(p)).GroupBy(p => (p.Entry, p.Tranche)).OrderBy(g => g.Key.Entry))
        {
            var otherDays = amounts.Sum(p => p.Fen) == 0 && amounts.GroupBy(p => p.Due).Any(day => day.Sum(p => p.Fen) != 0);
            foreach (var p in amounts.OrderByDescending(p => p.Fen))
            {
                var day = !otherDays ? Later(p.Day, p.Due) : p.Fen < 0 ? p.Due : began.GetValueOrDefault((p.Tranche, p.Due), Later(p.Day, p.Due));
                if (p.Fen < 0) began.TryAdd((p.Tranche, p.Due), day);
                steps.Add((p, day, -p.Fen));
            }
        }
        return steps;
    }

    private static DateOnly Later(DateOnly day, DateOnly due) => day > due ? day : due;

    private static List<(Posting Of, DateOnly Day, long Fen)> DisputesThatTheContractorWon(IReadOnlyList<Posting> own, DateOnly asOf)
    {
        List<(Posting Of, DateOnly Day, long Fen)> steps = [];
        var laid = new Dictionary<(long, DateOnly, long), DateOnly>();
        foreach (var entry in own.Where(p => p.Day <= asOf && p.Account is (Account.Payable or Account.Retention)).GroupBy(p => p.Entry).OrderBy(e => e.Key))
        {
            foreach (var p in entry.Where(p => p is { Standing: Standing.Disputed, Fen: < 0 })) laid.TryAdd((p.Tranche, p.Due, p.Subject), p.Day);
            foreach (var ended in entry.Where(p => p is { Standing: Standing.Disputed, Fen: > 0 }).GroupBy(p => (p.Tranche, p.Due)))
            {
                var back = entry.Where(p => p.Fen < 0 && (p.Tranche, p.Due) == ended.Key && Accrues(p)).Sum(p => -p.Fen);
                foreach (var p in ended)
                {
                    var (won, from) = (Math.Min(p.Fen, back), Later(laid[(p.Tranche, p.Due, p.Subject)], p.Due));
                    if (from < p.Day) steps.AddRange([(p, from, won), (p, p.Day, -won)]);
                    back -= won;
                }
            }
        }
        return steps;
    }
}

/// <summary>Days in which the same amount of one tranche was overdue (O-7).</summary>
/// <param name="Opened">The posting that made it so.</param>
/// <param name="From">It runs from the end of this day.</param>
/// <param name="Until">To the end of this one.</param>
/// <param name="Principal">What was overdue.</param>
public readonly record struct OverdueStretch(Posting Opened, DateOnly From, DateOnly Until, Money Principal)
{
    public int Days => Until.DayNumber - From.DayNumber;

    public Int128 FenDays => (Int128)Principal.Fen * Days;
}
