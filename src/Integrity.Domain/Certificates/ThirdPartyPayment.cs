using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

public readonly record struct ThirdPartyPaymentId(long Value) : IId<ThirdPartyPaymentId>
{
    public static ThirdPartyPaymentId From(long value) => new(value);
}

public enum ThirdPartyPaymentState
{
    Prepared = 1,
    Confirmed = 2,
    Refused = 3,
}

/// <summary>A third party paid the contractor on the bureau's behalf: the debt is less by it (O-1). Recorded by one person, confirmed by another.</summary>
public sealed class ThirdPartyPayment
{
    private ThirdPartyPayment() { }

    public ThirdPartyPaymentId Id { get; private init; }
    public ContractId Contract { get; private init; }
    public Money Amount { get; private init; }

    /// <summary>Paid as wages: it lowers the wage part and nothing else (O-5).</summary>
    public bool IsWages { get; private init; }

    public string Payer { get; private init; } = "";
    public DateOnly PaidOn { get; private init; }
    public string Document { get; private init; } = "";
    public OfficialId PreparedBy { get; private init; }
    public DateTime PreparedAt { get; private init; }
    public ThirdPartyPaymentState State { get; private set; }
    public OfficialId? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public string RefuseReason { get; private set; } = "";

    public static Outcome<ThirdPartyPayment> Record(
        ThirdPartyPaymentId id, ContractId contract, Money amount, bool wages, string payer, DateOnly paidOn, string document, OfficialId by, DateTime at)
    {
        if (!amount.IsPositive) return CertificateRefusals.AmountNotPositive();
        if (string.IsNullOrWhiteSpace(payer)) return CertificateRefusals.PayerMissing();
        if (paidOn > BureauTime.DayOf(at)) return CertificateRefusals.PaidInFuture();
        if (!Digest.TryParse(document, out var paper)) return CertificateRefusals.DocumentMissing();
        return new ThirdPartyPayment
        {
            Id = id, Contract = contract, Amount = amount, IsWages = wages, Payer = payer.Trim(), PaidOn = paidOn, Document = paper.ToString(),
            PreparedBy = by, PreparedAt = at, State = ThirdPartyPaymentState.Prepared,
        };
    }

    public Refusal? Confirm(OfficialId by, DateTime at)
    {
        if (State != ThirdPartyPaymentState.Prepared) return CertificateRefusals.PaymentDecided();
        if (PreparedBy == by) return CertificateRefusals.PreparedBySamePerson();
        (State, DecidedBy, DecidedAt) = (ThirdPartyPaymentState.Confirmed, by, at);
        return null;
    }

    public Refusal? Refuse(OfficialId by, DateTime at, string reason)
    {
        if (State != ThirdPartyPaymentState.Prepared) return CertificateRefusals.PaymentDecided();
        if (string.IsNullOrWhiteSpace(reason)) return CertificateRefusals.RejectReasonMissing();
        (State, DecidedBy, DecidedAt, RefuseReason) = (ThirdPartyPaymentState.Refused, by, at, reason.Trim());
        return null;
    }

    /// <summary>It settles the oldest due amount first, like any payment (O-3); wages only out of wages.</summary>
    public Outcome<LedgerEntry> Post(ContractBalance balance)
    {
        var from = (IsWages ? balance.Standing(Standing.Wage) : balance.OpenTranches).ToList();
        var taken = Take.OldestDueFirst(from, Amount);
        if (taken.Short.IsPositive) return CertificateRefusals.MoreThanOpen(from.Sum(t => t.Amount));
        var lines = LedgerEntry.On(balance.AsOf);
        foreach (var part in taken.Parts)
            lines.Lower(balance.Contract, part)
                .Credit(balance.Contract, Account.ThirdPartyPaid, part.Amount, tranche: part.Certificate, due: part.Due, subject: Id.Value);
        return lines.Close();
    }
}
