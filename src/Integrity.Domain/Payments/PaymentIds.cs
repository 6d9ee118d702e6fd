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

public readonly record struct ExpectedRecoveryId(long Value) : IId<ExpectedRecoveryId>
{
    public static ExpectedRecoveryId From(long value) => new(value);
}

/// <summary>Why a contract of the scope is left out of the ratio step; its wages and orders are paid all the same (C-5, C-9, P-8).</summary>
public enum LeftOut : short
{
    /// <summary>It takes part.</summary>
    No = 0,

    /// <summary>No live integrity contract (C-5).</summary>
    NoIntegrityContract = 1,

    /// <summary>Taken over from the office's ledger and not yet confirmed by two people (C-9).</summary>
    OpeningUnconfirmed = 2,

    /// <summary>Signed, extended or subcontracted inside an exclusion (P-8).</summary>
    SignedInsideExclusion = 3,

    /// <summary>No checked account to pay to (C-7).</summary>
    NoAccount = 4,

    /// <summary>In another round between snapshot and begun execution .</summary>
    InAnotherRound = 5,
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
