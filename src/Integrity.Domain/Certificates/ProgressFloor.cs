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

    public static bool IsBelow(Money settledAndInFlight, Money certifiedWithoutRetention) => Lacks(settledAndInFlight, certifiedWithoutRetention).IsPositive;

    /// <summary>What is missing to the floor, in whole fen; zero for a contract that is not below it.</summary>
    public static Money Lacks(Money settledAndInFlight, Money certifiedWithoutRetention)
    {
        var floor = checked((long)(((Int128)certifiedWithoutRetention.Fen * Floor.Ppm + Ratio.One.Ppm - 1) / Ratio.One.Ppm));
        return Money.Max(Money.Zero, new Money(floor) - settledAndInFlight);
    }
}
