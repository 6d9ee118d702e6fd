using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Contracts;

public readonly record struct VariationId(long Value) : IId<VariationId>, IComparable<VariationId>
{
    public int CompareTo(VariationId other) => Value.CompareTo(other.Value);

    public static VariationId From(long value) => new(value);
}

/// <summary>How far something that two people do has come.</summary>
public enum CheckState
{
    Proposed = 1,
    Confirmed = 2,
    Rejected = 3,
}

/// <summary>A change of a contract's amount, prepared by one person and approved by another (C-6).</summary>
/// <remarks>Unit: fen; negative where work falls away. Invariant: the ceiling stays above zero and above what is certified.</remarks>
public sealed class ContractVariation
{
    public const int LongestReason = 400;

    private ContractVariation() { }

    public VariationId Id { get; private init; }
    public ContractId Contract { get; private init; }
    public Money Amount { get; private init; }
    public string Reason { get; private init; } = "";

    /// <summary>SHA-256 of the approval paper.</summary>
    public string Evidence { get; private init; } = "";

    public CheckState State { get; private set; }
    public OfficialId ProposedBy { get; private init; }
    public DateOnly ProposedOn { get; private init; }
    public OfficialId? CheckedBy { get; private set; }
    public DateOnly? CheckedOn { get; private set; }

    public static Outcome<ContractVariation> Propose(
        VariationId id, WorksContract contract, Money amount, string reason, string evidence, OfficialId by, DateOnly on)
    {
        if (amount.IsZero) return ContractRefusals.VariationZero();
        if (contract.ClosedOn is not null) return ContractRefusals.ContractClosed();
        if (reason.Trim().Length is 0 or > LongestReason) return ContractRefusals.ReasonMissing(LongestReason);
        if (!Digest.TryParse(evidence, out var paper)) return ContractRefusals.EvidenceMissing();
        return new ContractVariation
        {
            Id = id,
            Contract = contract.Id,
            Amount = amount,
            Reason = reason.Trim(),
            Evidence = paper.ToString(),
            State = CheckState.Proposed,
            ProposedBy = by,
            ProposedOn = on,
        };
    }

    /// <summary>A second person approves it; the contract's ceiling moves by it.</summary>
    /// <param name="contract">The contract that it changes.</param>
    /// <param name="certified">What is certified under it so far.</param>
    /// <param name="by">The second person.</param>
    /// <param name="on">The day.</param>
    public Refusal? Approve(WorksContract contract, Money certified, OfficialId by, DateOnly on)
    {
        if (Checkable(by) is { } refusal) return refusal;
        var ceiling = contract.Ceiling + Amount;
        if (!ceiling.IsPositive || ceiling < certified) return ContractRefusals.VariationBelowCertified(certified);
        (State, CheckedBy, CheckedOn) = (CheckState.Confirmed, by, on);
        contract.Vary(Amount);
        return null;
    }

    public Refusal? Reject(OfficialId by, DateOnly on)
    {
        if (Checkable(by) is { } refusal) return refusal;
        (State, CheckedBy, CheckedOn) = (CheckState.Rejected, by, on);
        return null;
    }

    private Refusal? Checkable(OfficialId by) =>
        State != CheckState.Proposed ? ContractRefusals.AlreadyChecked()
        : by == ProposedBy ? ContractRefusals.SecondPersonNeeded()
        : null;
}
