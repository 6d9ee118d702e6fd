using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

/// <summary>Quality retention (质量保证金): how much, until when, and how its day becomes known (O-4).</summary>
/// <remarks>Source: 建设工程质量保证金管理办法（建质〔2017〕138号）.</remarks>
public static class RetentionRule
{
    /// <summary>At most 3 % of the settlement amount.</summary>
    public static readonly Ratio HighestRate = new(30_000);

    /// <summary>A defect period ends at most 24 months after acceptance.</summary>
    public const int LongestDefectMonths = 24;

    /// <summary>The end of the agreed defect period, counted from acceptance; none agreed: two years.</summary>
    public static DateOnly DueDay(DateOnly acceptedOn, int? agreedMonths) => acceptedOn.AddMonths(agreedMonths ?? LongestDefectMonths);

    /// <summary>Writes the due day on retention that is not due: when acceptance makes it known, or at once against a guarantee letter. No amount changes.</summary>
    public static LedgerEntry Date(ContractBalance balance, DateOnly due, DateOnly today)
    {
        var lines = LedgerEntry.On(today);
        foreach (var part in balance.Tranches)
        {
            if (!part.IsRetentionNotDue(today) || part.Due == due) continue;
            lines.Lower(balance.Contract, part)
                .Credit(balance.Contract, Account.Retention, part.Amount, part.Standing, part.Certificate, due, part.Subject);
        }
        return lines.Close();
    }
}
