using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

public readonly record struct FundReceiptId(long Value) : IId<FundReceiptId>, IComparable<FundReceiptId>
{
    public static FundReceiptId From(long value) => new(value);
    public int CompareTo(FundReceiptId other) => Value.CompareTo(other.Value);
}

public readonly record struct PaymentRoundId(long Value) : IId<PaymentRoundId>, IComparable<PaymentRoundId>
{
    public static PaymentRoundId From(long value) => new(value);
    public int CompareTo(PaymentRoundId other) => Value.CompareTo(other.Value);
}

public readonly record struct RoundCandidateId(long Value) : IId<RoundCandidateId>
{
    public static RoundCandidateId From(long value) => new(value);
}

public readonly record struct ExpectedRecoveryId(long Value) : IId<ExpectedRecoveryId>, IComparable<ExpectedRecoveryId>
{
    public static ExpectedRecoveryId From(long value) => new(value);
    public int CompareTo(ExpectedRecoveryId other) => Value.CompareTo(other.Value);
}

/// <summary>What an instruction pays.</summary>
public enum InstructionKind : short
{
    Wage = 1,
    Order = 2,

    /// <summary>A contract's share in a round.</summary>
    Ratio = 3,

    /// <summary>What a release catches up .</summary>
    CatchUp = 4,

    /// <summary>Overdue interest (O-7).</summary>
    Interest = 5,

    /// <summary>An advance (C-6).</summary>
    Advance = 6,

    /// <summary>An assignee's part of a contract's share .</summary>
    Assigned = 7,
}

/// <summary>How an instruction stands .</summary>
public enum InstructionState : short
{
    InFlight = 1,
    Settled = 2,

    /// <summary>The bank sent it back; its cash stays reserved.</summary>
    Returned = 3,

    /// <summary>Paid again under a new instruction that names this one.</summary>
    Replaced = 4,

    /// <summary>Ended by two people: cash to the fund, debt to Due.</summary>
    Ended = 5,
}
