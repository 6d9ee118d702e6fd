using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.Domain.Contracts;

public readonly record struct AgreementId(long Value) : IId<AgreementId>, IComparable<AgreementId>
{
    public int CompareTo(AgreementId other) => Value.CompareTo(other.Value);

    public static AgreementId From(long value) => new(value);
}

public enum AgreementKind
{
    /// <summary>The contract is prolonged with its party.</summary>
    Extension = 1,

    /// <summary>Part of the work goes to another party.</summary>
    Subcontract = 2,
}

/// <summary>Something new that was agreed under a running contract, for which its party was looked up among the excluded (C-5, P-8).</summary>
public sealed class ContractAgreement
{
    private const int LongestWords = 400;

    private ContractAgreement() { }

    public AgreementId Id { get; private init; }
    public ContractId Contract { get; private init; }
    public AgreementKind Kind { get; private init; }

    /// <summary>The contract's party, or the subcontractor.</summary>
    public CounterpartyId Party { get; private init; }

    public DateOnly SignedOn { get; private init; }

    /// <summary>The new last day of an extension.</summary>
    public DateOnly? Until { get; private init; }

    public string Words { get; private init; } = "";
    public string Evidence { get; private init; } = "";

    /// <summary>The day on which it was entered; it counts where that lies in an exclusion and nobody has proved the day of signature (P-8).</summary>
    public DateOnly RegisteredOn { get; private init; }

    public static Outcome<ContractAgreement> Extend(
        AgreementId id, WorksContract contract, DateOnly signedOn, DateOnly until, string words, string evidence, DateOnly today) =>
        until <= signedOn ? ContractRefusals.ExtensionEndsBeforeItBegins() : Of(id, contract, AgreementKind.Extension, contract.Party, signedOn, until, words, evidence, today);

    public static Outcome<ContractAgreement> Subcontract(
        AgreementId id, WorksContract contract, CounterpartyId subcontractor, DateOnly signedOn, string words, string evidence, DateOnly today) =>
        subcontractor == contract.Party
            ? ContractRefusals.SubcontractorIsParty()
            : Of(id, contract, AgreementKind.Subcontract, subcontractor, signedOn, null, words, evidence, today);

    private static Outcome<ContractAgreement> Of(
        AgreementId id, WorksContract contract, AgreementKind kind, CounterpartyId party, DateOnly signedOn, DateOnly? until, string words, string evidence, DateOnly today)
    {
        if (contract.ClosedOn is not null) return ContractRefusals.ContractClosed();
        if (signedOn > today) return ContractRefusals.SignedInFuture();
        if (words.Trim().Length is 0 or > LongestWords) return ContractRefusals.ReasonMissing(LongestWords) with { Field = "words" };
        if (!Digest.TryParse(evidence, out var paper)) return ContractRefusals.EvidenceMissing();
        return new ContractAgreement
        {
            Id = id, Contract = contract.Id, Kind = kind, Party = party, SignedOn = signedOn, Until = until, Words = words.Trim(), Evidence = paper.ToString(), RegisteredOn = today,
        };
    }
}

public readonly record struct DepositId(long Value) : IId<DepositId>, IComparable<DepositId>
{
    public int CompareTo(DepositId other) => Value.CompareTo(other.Value);

    public static DepositId From(long value) => new(value);
}

/// <summary>The only deposits that may exist (O-6).</summary>
/// <remarks>Source: 保障中小企业款项支付条例 (2025) art. 13.</remarks>
public enum DepositKind
{
    Bid = 1,
    Performance = 2,
    Quality = 3,
    Wage = 4,
}

/// <summary>A deposit that a contractor left with the bureau (O-6). It is no debt of the bureau's books and in no base.</summary>
public sealed class Deposit
{
    private Deposit() { }

    public DepositId Id { get; private init; }
    public ContractId Contract { get; private init; }
    public DepositKind Kind { get; private init; }
    public Money Amount { get; private init; }
    public DateOnly ReceivedOn { get; private init; }
    public string Evidence { get; private init; } = "";
    public DateOnly? ReturnedOn { get; private set; }

    /// <param name="id">Of the deposit.</param>
    /// <param name="contract">For which it was left.</param>
    /// <param name="kind">By name; anything but the four is refused, an integrity deposit above all.</param>
    /// <param name="amount">How much.</param>
    /// <param name="receivedOn">The day it came.</param>
    /// <param name="evidence">SHA-256 of the receipt.</param>
    /// <param name="today">The day of registration.</param>
    public static Outcome<Deposit> Register(DepositId id, WorksContract contract, string kind, Money amount, DateOnly receivedOn, string evidence, DateOnly today)
    {
        var known = Enum.GetNames<DepositKind>().FirstOrDefault(name => name.Equals(kind.Trim(), StringComparison.OrdinalIgnoreCase));
        if (known is null) return ContractRefusals.DepositKindUnlawful(kind.Trim());
        if (!amount.IsPositive) return ContractRefusals.DepositNotPositive();
        if (receivedOn > today) return ContractRefusals.SignedInFuture() with { Field = "receivedOn" };
        if (!Digest.TryParse(evidence, out var paper)) return ContractRefusals.EvidenceMissing();
        return new Deposit
        {
            Id = id, Contract = contract.Id, Kind = Enum.Parse<DepositKind>(known), Amount = amount, ReceivedOn = receivedOn, Evidence = paper.ToString(),
        };
    }

    public Refusal? Return(DateOnly on)
    {
        if (ReturnedOn is not null) return ContractRefusals.DepositAlreadyReturned();
        ReturnedOn = on;
        return null;
    }
}
