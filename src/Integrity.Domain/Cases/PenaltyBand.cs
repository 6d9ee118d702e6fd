using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>The signed range of a severity (P-3).</summary>
/// <remarks>Unit: ppm. Invariant: 8, every percentage is inside its signed band.</remarks>
public readonly record struct PenaltyBand(Ratio Min, Ratio Max)
{
    public bool IsLawful => Min.IsShare && Max.IsShare && Min <= Max;

    public bool Contains(Ratio percentage) => Min <= percentage && percentage <= Max;

    /// <summary>Why the percentage cannot be proposed, or null.</summary>
    public Refusal? Check(Ratio percentage) => Contains(percentage) ? null : CaseRefusals.OutsideBand(percentage, this);
}

/// <summary>What all deductions under one contract together may come to (C-4, P-4).</summary>
public static class DeductionCap
{
    /// <summary><c>floor(contract amount × cap) − what was deducted and not reversed − instalments of other cases still to come</c>, never below zero.</summary>
    public static Money Left(Money contractAmount, Ratio cap, Money deductedNet, Money planned = default) =>
        Money.Max(Money.Zero, contractAmount.Times(cap) - deductedNet - planned);
}
