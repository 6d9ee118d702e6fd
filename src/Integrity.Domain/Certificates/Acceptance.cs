using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

/// <summary>Acceptance of the work makes the day known on which retention falls due (O-4).</summary>
public static class Acceptance
{
    /// <summary>Records it once and dates all retention that is not due.</summary>
    public static Outcome<LedgerEntry> Record(WorksContract contract, ContractBalance balance, DateOnly acceptedOn)
    {
        if (contract.AcceptedOn is { } before) return CertificateRefusals.AcceptedAlready(before);
        if (acceptedOn > balance.AsOf) return CertificateRefusals.AcceptedInFuture();
        var due = RetentionRule.DueDay(acceptedOn, contract.DefectMonths);
        contract.Accept(acceptedOn);
        return RetentionRule.Date(balance, due, balance.AsOf);
    }

    /// <summary>All retention that is not due is released at once against a guarantee letter; what is disputed in it stays disputed.</summary>
    public static Outcome<LedgerEntry> Guarantee(ContractBalance balance)
    {
        if (!balance.RetentionNotDue.IsPositive) return CertificateRefusals.NoRetention();
        return RetentionRule.Date(balance, balance.AsOf, balance.AsOf);
    }
}
