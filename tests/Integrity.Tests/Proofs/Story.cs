using Integrity.App.Payments;
using Integrity.Domain.Parties;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;

namespace Integrity.Tests.Proofs;

/// <summary>A bureau's life through all modules: whatever a check proves, or a guard protects, has a row in it.</summary>
internal static class Story
{
    public static async Task<World> Tell()
    {
        var world = await World.Begin();
        var team = await world.Contract("HT-1");
        var supplier = await world.Contract("HT-2", kind: CounterpartyKind.Supplier);
        await world.Certify(team, 12_345_678);
        await world.Certify(supplier, 7_000_001);
        await world.Correct(team, -45_678);
        await world.Refused("certificates.above_contract_amount", world.Engineer, new App.Certificates.PrepareCertificate(supplier, "JL-9", null, null, new(9_000_000_000), WorldCertificates.Paper));
        world.Clock.Set(new(2026, 10, 9));
        var round = await world.Do(world.Finance, new OpenRound(null, new(2026, 10, 8), new(2026, 11, 30)));
        await world.Do(world.Finance, new TakeSnapshot(round, await world.Seen(round.Value)));
        await Decide(world);
        return world;
    }

    /// <summary>A vote with one member recused.</summary>
    private static async Task Decide(World world)
    {
        var session = await Session.Of(world);
        await session.Decide(await session.Propose(candidates: 1, world.Leaders[^1]));
    }
}
