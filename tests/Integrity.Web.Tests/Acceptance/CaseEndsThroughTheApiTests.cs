using Integrity.Tests;
using Integrity.Tests.Cases;
using Xunit;

namespace Integrity.Web.Tests.Acceptance;

/// <summary>A case to each of its ends once more, every step of every person a request to the API.</summary>
public sealed class CaseEndsThroughTheApiTests(ITestOutputHelper output) : CaseEndsTests(output)
{
    protected override Task<World> Begin() => ApiWorld.Begin(new(2026, 8, 3));
}
