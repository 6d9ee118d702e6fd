using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

/// <summary>What the approval of a certificate decides: its split, its due day, and the entry it posts.</summary>
/// <param name="Split">For a correction the gross and the rest are negative.</param>
/// <param name="Due">The day on which the payable part falls due.</param>
/// <param name="OverpaidRecovered">What of the rest recovers an earlier overpayment (O-1).</param>
/// <param name="AdvanceRecovered">What of the rest recovers an advance (C-6).</param>
/// <param name="Entry">Balanced.</param>
public sealed record Certified(CertificateSplit Split, DateOnly Due, Money OverpaidRecovered, Money AdvanceRecovered, LedgerEntry Entry);

/// <summary>Certified work becomes debt when a second person has approved it (C-6, O-1).</summary>
/// <remarks>Rules: C-6, O-1, O-4, O-5, O-7. Errors: refuses work above the contract amount, a zero certificate, a correction above all certified work.</remarks>
public static class Certification
{
    /// <summary>A certificate, or with a negative gross a correction of earlier ones.</summary>
    /// <param name="balance">The contract's balance of the day of approval.</param>
    /// <param name="ceiling">The contract amount plus approved variations.</param>
    /// <param name="retentionDue">The end of the defect period, or null while acceptance is not known.</param>
    public static Outcome<Certified> Certify(
        ContractBalance balance, long certificate, Money gross, CertificateTerms terms, Money ceiling, DateOnly? retentionDue = null)
    {
        var total = balance.Certified + gross;
        if (gross.IsZero) return CertificateRefusals.NothingCertified();
        if (gross.IsPositive && total > ceiling) return CertificateRefusals.AboveContractAmount(total, ceiling);
        if (total.IsNegative) return CertificateRefusals.CorrectionAboveCertified(balance.Certified);
        var split = gross.IsPositive
            ? CertificateSplit.Of(gross, terms.LabourShare, terms.RetentionRate)
            : new CertificateSplit(gross, Money.Zero, Money.Zero);
        return Write(balance, certificate, split, terms, retentionDue);
    }

    /// <summary>The one settlement certificate: brings certified work and retention to the settled amount (C-6).</summary>
    /// <remarks>
    /// Retention ends at <c>floor(settled × rate)</c>. What is above it becomes payable with the settlement; what is missing is retained
    /// only out of what the settlement adds, never out of what is already owed.
    /// </remarks>
    /// <param name="retainedSoFar">The retention of all certificates so far, paid or not.</param>
    public static Outcome<Certified> Settle(
        ContractBalance balance, long certificate, Money settled, Money retainedSoFar, CertificateTerms terms, Money ceiling, DateOnly? retentionDue = null)
    {
        if (settled.IsNegative) return CertificateRefusals.SettledAmountNegative();
        if (settled > ceiling) return CertificateRefusals.AboveContractAmount(settled, ceiling);
        var difference = settled - balance.Certified;
        var added = Money.Max(difference, Money.Zero);
        var labour = added.Times(terms.LabourShare);
        var missing = settled.Times(terms.RetentionRate) - retainedSoFar;
        var retention = missing.IsNegative
            ? -Money.Min(-missing, Releasable(balance).Sum(t => t.Amount))
            : Money.Min(missing, added - labour);
        return Write(balance, certificate, new CertificateSplit(difference, labour, retention), terms, retentionDue);
    }

    private static Certified Write(ContractBalance balance, long certificate, CertificateSplit split, CertificateTerms terms, DateOnly? retentionDue)
    {
        var contract = balance.Contract;
        var due = DueRule.DueDay(balance.AsOf, terms.TermDays, terms.SmallOrMedium);
        var lines = LedgerEntry.On(balance.AsOf);
        if (split.Gross.IsNegative) lines.Credit(contract, Account.WorkCertified, -split.Gross, tranche: certificate);
        else lines.Debit(contract, Account.WorkCertified, split.Gross, tranche: certificate);
        lines.Credit(contract, Account.Payable, split.Labour, Standing.Wage, certificate, due);

        if (split.Retention.IsNegative)
            foreach (var part in Take.LatestDueFirst(Releasable(balance), -split.Retention).Parts) lines.Lower(contract, part);
        else lines.Credit(contract, Account.Retention, split.Retention, tranche: certificate, due: retentionDue);

        if (split.Rest.IsNegative)
        {
            var taken = Take.ForCorrection(balance, -split.Rest);
            foreach (var part in taken.Parts) lines.Lower(contract, part);
            lines.Debit(contract, Account.Overpaid, taken.Short, tranche: certificate);
            return new(split, due, Money.Zero, Money.Zero, lines.Close());
        }

        // Wages and retention are never set off; the rest first repays what the contractor already has.
        var overpaid = Money.Min(balance.Overpaid, split.Rest);
        var recovery = Money.Max(split.Gross, Money.Zero).Times(terms.AdvanceRecovery);
        var advance = Money.Min(Money.Min(balance.AdvanceLeft, recovery), split.Rest - overpaid);
        lines.Credit(contract, Account.Overpaid, overpaid, tranche: certificate)
            .Credit(contract, Account.Advance, advance, tranche: certificate)
            .Credit(contract, Account.Payable, split.Rest - overpaid - advance, Standing.Open, certificate, due);
        return new(split, due, overpaid, advance, lines.Close());
    }

    private static IEnumerable<Tranche> Releasable(ContractBalance balance) =>
        balance.Tranches.Where(t => t.IsRetentionNotDue(balance.AsOf) && t.Standing == Standing.None);
}
