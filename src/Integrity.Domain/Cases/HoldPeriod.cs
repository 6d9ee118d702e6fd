using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>How long a hold may stand (P-5, P-7).</summary>
/// <remarks>
/// Unit: calendar days; the first day is not counted, and the last day does not move to a working day, because the limit protects the contractor's money (P-10).
/// </remarks>
public static class HoldPeriod
{
    /// <summary>From the first posting.</summary>
    public const int FirstDays = 30;

    /// <summary>From the first posting, once the audit office has renewed it.</summary>
    public const int RenewedDays = 90;

    /// <summary>From the first posting, once the leadership group has extended it after service.</summary>
    public const int ExtendedDays = 180;

    /// <summary>From the remission that turned a deduction back into a hold.</summary>
    public const int RemittedDays = 90;

    /// <summary>The last day on which the hold stands; it lapses at the end of it.</summary>
    public static DateOnly LastDay(DateOnly posted, int days) => posted.AddDays(days);
}

/// <summary>The check that what is held equals the unlapsed exposures (P-5).</summary>
public static class HoldCheck
{
    /// <summary>Every case whose held amount is not its exposure, with both.</summary>
    public static IReadOnlyList<(long Case, Money Held, Money Exposure)> Differences(ContractBalance balance, IReadOnlyDictionary<long, Money> exposures)
    {
        var held = balance.Standing(Standing.Held).GroupBy(t => t.Subject).ToDictionary(g => g.Key, g => g.Sum(t => t.Amount));
        return [.. held.Keys.Union(exposures.Keys).Order()
            .Select(c => (Case: c, Held: held.GetValueOrDefault(c), Exposure: exposures.GetValueOrDefault(c)))
            .Where(d => d.Held != d.Exposure)];
    }
}
