using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.Domain.Decisions;
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
        var minutes = await world.Ask(world.Secretary, new ShowMinutes(session.Meeting));
        Assert.Equal(ItemResult.Passed, minutes.Minutes.Items[0].Result);
    }
}
