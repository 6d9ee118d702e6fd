namespace Integrity.Domain.Values;

/// <summary>Dates as the bureau counts them: the day in Asia/Shanghai, which has no summer time.</summary>
public static class BureauTime
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(utc + Shanghai);

    /// <summary>The instant at which the day begins in Shanghai, in UTC.</summary>
    public static DateTime StartOf(DateOnly day) => DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - Shanghai, DateTimeKind.Utc);

    public static DateTime LocalOf(DateTime utc) => DateTime.SpecifyKind(utc + Shanghai, DateTimeKind.Unspecified);
}
