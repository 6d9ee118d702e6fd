using Integrity.Tests;
using Integrity.Tests.Cases;

namespace Integrity.Web.Tests.Acceptance;

/// <summary>The acceptance case once more, every step of every person a request to the API, every figure to the fen.</summary>
public sealed class AcceptanceThroughTheApiTests : AcceptanceCaseTests
{
    protected override Task<World> Begin() => ApiWorld.Begin(FirstDay);

    protected override Task<(World World, T Known)> After<T>(Func<World, Task<T>> before) => ApiWorld.After(FirstDay, before);
}
