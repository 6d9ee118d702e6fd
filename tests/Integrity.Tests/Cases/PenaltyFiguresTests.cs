using Integrity.App.Cases;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-3, P-4: a deduction is explained to the fen, measured by 1.3 times the documented loss, and shown beside the nearest past cases.</summary>
public sealed class PenaltyFiguresTests
{
    private const long V = 67_493_828;

    [Fact]
    public async Task A_case_page_explains_its_deduction_to_the_fen_beside_the_nearest_past_cases()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-B");
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        await Session.Of(world);
        world.Clock.Set(new(2026, 9, 23));
        var first = await world.Flag(contract);
        await world.Confirm(first);
        Assert.Null((await world.Ask(world.Auditor, new ShowCase(first))).Figures);

        // Proposed: floor(67 493 828 × 3.5 %) = 2 362 283, far from the cap and covered; the line is 1.3 × 1 800 000.
        await world.Notify(first, documentedLoss: 1_800_000);
        var told = (await world.Ask(world.Auditor, new ShowCase(first))).Figures!;
        Assert.Equal((V, 2_362_283L, 2_362_283L, 2_340_000L, true), (told.V.Fen, told.Proposed.Fen, told.Amount.Fen, told.LossLine.Fen, told.AboveLine));
        Assert.Equal(new Money(V), told.There);
        Assert.Empty(told.Like);

        await world.Until(new(2026, 10, 9));
        var sanction = WorldCases.Deducting(30_000);
        await world.DecideCase(first, sanction);
        await world.ServeDecision(first);
        var done = (await world.Ask(world.Auditor, new ShowCase(first))).Figures!;
        Assert.Equal((new Ratio(30_000), 2_024_814L, false), (done.Percentage, done.Amount.Fen, done.AboveLine));
        Assert.Equal((null, null), (done.CapLeft, done.There));

        // The next act under the same contract: what is owed is less by the deduction, and the first case is the nearest.
        var second = await world.Flag(contract, act: "虚报工程量");
        await world.Confirm(second);
        await world.Notify(second);
        var next = (await world.Ask(world.Auditor, new ShowCase(second))).Figures!;
        Assert.Equal(V - 2_024_814, next.V.Fen);
        var like = Assert.Single(next.Like);
        Assert.Equal((first, new Ratio(30_000), 2_024_814L), (like.Id, like.Percentage, like.Deducted.Fen));
        Assert.Equal(next.CapLeft!.Value.Fen + 2_024_814, told.CapLeft!.Value.Fen);
    }
}
