using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Payments;
using Integrity.Domain.Decisions;
using Integrity.Domain.Payments;
using Integrity.Tests.Certificates;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>R-7: a round whose execution has not begun in 20 working days lapses by the clock, and by nobody else.</summary>
public sealed class LapseActsTests
{
    [Fact]
    public async Task The_clock_lapses_what_was_not_begun_in_time_and_nobody_else_does()
    {
        await using var world = await World.Begin(leaders: 3);
        var session = await Session.Of(world);
        ItemId round = new(900_001);
        // Rounds come from Payments; here one is put down by hand, as its act would.
        await world.Sabotage(async db =>
        {
            db.DecisionItems.Add(Item.Propose(round,
                new(session.Body, 77, ItemKinds.Round, "兑付批次", "Payment round", [Room.Facts(1)], [], []), world.Finance.Official, world.Clock.GetUtcNow().UtcDateTime).Value);
            db.JournalSubjects.Add(new() { Subject = round.Value, Entry = 1 });
            await db.SaveChangesAsync();
        });
        Assert.Equal(ItemResult.Passed, await session.Decide(round));
        await world.Refused("acts.not_permitted", world.Secretary, new LapseDecision(round));
        await world.Refused("decisions.not_yet_lapsed", Caller.Clock, new LapseDecision(round));
        world.Clock.Set(new(2026, 8, 31));
        Assert.Empty(await world.Ask(Caller.Clock, new DueToLapse()));
        world.Clock.Set(new(2026, 9, 1));
        Assert.Equal([round], await world.Ask(Caller.Clock, new DueToLapse()));
        await world.Do(Caller.Clock, new LapseDecision(round));
        Assert.Equal(ItemResult.Lapsed, (await session.Item(round)).Result);
        Assert.Empty(await world.Ask(Caller.Clock, new DueToLapse()));
        await world.Refused("acts.not_found", Caller.Clock, new ReturnLapsedMoney(round));
        var minutes = await world.Ask(world.Secretary, new ShowMinutes(session.Meeting));
        Assert.Equal(ItemResult.Passed, minutes.Minutes.Items[0].Result);
    }

    /// <summary>R-7, F-1: whether it was taken over or not, the round ends with its decision, its money is free, and the next round takes its snapshot.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_the_decision_its_round_ends_and_the_money_is_free_for_the_next(bool takenOver)
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var team = await world.Contract("HT-A");
        await world.MakePayable(team);
        await world.Certify(team, 123_456_789);
        await world.Fund(60_000_000);
        world.Clock.Set(new(2026, 9, 1));
        var session = await Session.Of(world);
        var round = await world.Snapshot();
        await world.Candidate(round);
        var item = await world.Do(world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        await session.Decide(item);
        await world.Refused("decisions.not_yet_lapsed", Caller.Clock, new ReturnLapsedMoney(item));
        world.Clock.Set(new(2026, 9, 2));
        if (takenOver) await world.Do(world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
        // Decided is the day of the vote, not the day on which somebody took it over.
        if (takenOver) Assert.Equal(new(2026, 9, 1), (await world.Show(round)).DecidedOn);
        world.Clock.Set(new(2026, 10, 20));
        Assert.Equal(2, await DeadlineWork.LapseDue(world.Door, world.Clock, TestContext.Current.CancellationToken));
        Assert.Equal(RoundState.Lapsed, (await world.Show(round)).State);
        Assert.Equal(60_000_000, (await world.Available(FundScope.All)).Fen);
        // What was taken over was published, and stays so with its end (V-1).
        var shown = (await world.Ask(Caller.Anonymous(Domain.Values.Language.Chinese), new App.Disclosure.ListPublicRounds(null))).Items;
        Assert.Equal(takenOver ? [RoundState.Lapsed] : [], shown.Select(one => one.State));
        Assert.All(shown, one => Assert.Equal(60_000_000, one.Fund.Fen));
        // His payee is told that the decision was made and lapsed, and that it paid nothing.
        var party = (await world.Read(db => db.Set<Domain.Contracts.WorksContract>().SingleAsync(c => c.Id == team))).Party;
        var own = await world.Ask(await world.Contractor("payee", party.Value), new MyRoundLines(null));
        Assert.Equal(takenOver, own.Items is [{ IsLapsed: true, Paid: null }]);
        Assert.Equal(0, await DeadlineWork.LapseDue(world.Door, world.Clock, TestContext.Current.CancellationToken));
        await world.Refused("payments.round_not_in", Caller.Clock, new ReturnLapsedMoney(item));
        await world.Snapshot();
    }
}
