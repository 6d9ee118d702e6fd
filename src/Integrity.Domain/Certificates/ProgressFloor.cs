using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

/// <summary>The floor of progress payment: what is settled or in flight against what is certified (O-9).</summary>
/// <remarks>Source: 财建〔2022〕183号. It is shown on the contract and in the price of a ratio; it blocks nothing.</remarks>
public static class ProgressFloor
{
    /// <summary>80 % of what is certified, retention that is not due left out.</summary>
    public static readonly Ratio Floor = new(800_000);

    /// <param name="alsoPaid">What a candidate ratio would pay in addition .</param>
    public static bool IsBelow(ContractBalance balance, Money alsoPaid = default) =>
        IsBelow(balance.Settled + balance.Buckets.InFlight + alsoPaid, balance.Certified - balance.RetentionNotDue);

    public static bool IsBelow(Money settledAndInFlight, Money certifiedWithoutRetention) =>
        (Int128)settledAndInFlight.Fen * Ratio.One.Ppm < (Int128)certifiedWithoutRetention.Fen * Floor.Ppm;
}
