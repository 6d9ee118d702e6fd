using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>A deduction above 1.3 times the documented loss gives a warning that must be answered (P-4).</summary>
/// <remarks>Source: 最高人民法院关于适用民法典合同编通则若干问题的解释（2023） art. 65.</remarks>
public static class LossMeter
{
    /// <summary>130 %.</summary>
    public static readonly Ratio Threshold = new(1_300_000);

    public static bool NeedsAnswer(Money deduction, Money documentedLoss) =>
        (Int128)deduction.Fen * Ratio.One.Ppm > (Int128)documentedLoss.Fen * Threshold.Ppm;
}
