using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

/// <summary>What two people say of a contract that was taken over (C-9).</summary>
public sealed record OpeningFigures(Money Labour, Money Retention, DateOnly? RetentionDue, Money Advance, IReadOnlyList<DuePart> Parts)
{
    /// <summary>All that is still owed of the opening.</summary>
    public Money Total => Labour + Retention + Parts.Sum(part => part.Amount);
}

/// <summary>How a contract is taken over from the office's ledger, and how its opening is split later (C-9).</summary>
public static class OpeningRule
{
    /// <summary>Certified and paid as of the sheet's day; the difference is due that day, unsplit.</summary>
    public static LedgerEntry Open(long contract, long certificate, Money certified, Money paid, DateOnly sheetDay)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(paid, certified);
        return LedgerEntry.On(sheetDay)
            .Debit(contract, Account.WorkCertified, certified, tranche: certificate)
            .Credit(contract, Account.PaidBeforeOpening, paid, tranche: certificate)
            .Credit(contract, Account.Payable, certified - paid, Standing.Open, certificate, sheetDay).Close();
    }

    /// <summary>What is open of the opening becomes wages, retention and parts by due day; an earlier advance becomes a receivable.</summary>
    public static Outcome<LedgerEntry> Split(ContractBalance balance, long opening, OpeningFigures figures, DateOnly sheetDay)
    {
        if (figures.Labour.IsNegative || figures.Retention.IsNegative || figures.Advance.IsNegative || figures.Parts.Any(part => !part.Amount.IsPositive))
            return CertificateRefusals.SplitPartNegative();
        if (figures.Parts.Select(part => part.Due).Distinct().Count() != figures.Parts.Count) return CertificateRefusals.SplitDayTwice();
        var open = Open(balance, opening).ToList();
        var there = open.Sum(t => t.Amount);
        if (figures.Total != there) return CertificateRefusals.SplitDoesNotAddUp(figures.Total, there);
        if (figures.Retention > balance.Certified.Times(RetentionRule.HighestRate)) return CertificateRefusals.OpeningRetentionAboveLawful(balance.Certified.Times(RetentionRule.HighestRate));
        if (figures.Parts.Any(part => part.Due > balance.AsOf.AddDays(DueRule.LongestForSmallOrMedium))) return CertificateRefusals.SplitDayTooLate();
        var lines = LedgerEntry.On(balance.AsOf);
        foreach (var part in open) lines.Lower(balance.Contract, part);
        lines.Credit(balance.Contract, Account.Payable, figures.Labour, Standing.Wage, opening, sheetDay)
            .Credit(balance.Contract, Account.Retention, figures.Retention, tranche: opening, due: figures.RetentionDue);
        foreach (var part in figures.Parts) lines.Credit(balance.Contract, Account.Payable, part.Amount, Standing.Open, opening, part.Due);
        return lines.Debit(balance.Contract, Account.Advance, figures.Advance)
            .Credit(balance.Contract, Account.PaidBeforeOpening, figures.Advance, tranche: opening).Close();
    }

    /// <summary>What can be split: open amounts of the opening; what is disputed or frozen meanwhile stays so.</summary>
    public static IEnumerable<Tranche> Open(ContractBalance balance, long opening) => balance.Tranches.Where(t => t.IsOpen && t.Certificate == opening);
}
