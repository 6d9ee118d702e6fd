using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Contracts;

public readonly record struct SigningProofId(long Value) : IId<SigningProofId>, IComparable<SigningProofId>
{
    public int CompareTo(SigningProofId other) => Value.CompareTo(other.Value);

    public static SigningProofId From(long value) => new(value);
}

/// <summary>A second person has seen the proof that what was entered during an exclusion was really signed on its day, before it (P-8).</summary>
/// <remarks>Until then the day of entry counts: a day of signature alone is easily written back.</remarks>
public sealed class SigningProof
{
    private SigningProof() { }

    public SigningProofId Id { get; private init; }
    public ContractId Contract { get; private init; }

    /// <summary>The extension or subcontract that is proved; null for the contract itself.</summary>
    public AgreementId? Agreement { get; private init; }

    /// <summary>SHA-256 of the proof: the archived original, the entry of the registry, the notary's deed.</summary>
    public string Evidence { get; private init; } = "";

    public OfficialId ConfirmedBy { get; private init; }
    public DateOnly ConfirmedOn { get; private init; }

    public static SigningProof Of(SigningProofId id, ContractId contract, AgreementId? agreement, Digest evidence, OfficialId by, DateOnly today) =>
        new() { Id = id, Contract = contract, Agreement = agreement, Evidence = evidence.ToString(), ConfirmedBy = by, ConfirmedOn = today };
}
