using Integrity.Domain.Values;

namespace Integrity.Tests;

/// <summary>A clock that stands still until the test moves it.</summary>
public sealed class TestClock(DateOnly day) : TimeProvider
{
    private DateTime now = BureauTime.StartOf(day).AddHours(9);

    public override DateTimeOffset GetUtcNow() => new(now, TimeSpan.Zero);

    public void Set(DateOnly to) => now = BureauTime.StartOf(to).AddHours(9);

    public void Move(TimeSpan by) => now += by;
}
