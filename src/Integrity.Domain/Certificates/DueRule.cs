using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

/// <summary>The day a certified amount falls due (O-7).</summary>
/// <remarks>
/// Unit: calendar days; the day of approval is not counted, and a holiday does not move the day, because the limit protects the contractor's money (P-10).
/// Source: 保障中小企业款项支付条例 art. 9.
/// </remarks>
public static class DueRule
{
    /// <summary>Where the contract agrees nothing.</summary>
    public const int DefaultDays = 30;

    /// <summary>The longest term towards a small or medium enterprise, whatever was agreed.</summary>
    public const int LongestForSmallOrMedium = 60;

    /// <summary>The term that applies: what was agreed, else 30 days; a clause beyond 60 has no effect towards a small or medium enterprise.</summary>
    public static int Days(int? agreed, bool smallOrMedium) =>
        smallOrMedium ? Math.Min(agreed ?? DefaultDays, LongestForSmallOrMedium) : agreed ?? DefaultDays;

    public static DateOnly DueDay(DateOnly approvedOn, int? agreed, bool smallOrMedium) => approvedOn.AddDays(Days(agreed, smallOrMedium));
}
