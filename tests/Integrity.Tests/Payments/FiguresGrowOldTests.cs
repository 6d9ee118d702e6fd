using Integrity.App.Cases;
using Integrity.App.Decisions;
using Integrity.App.Payments;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>R-1: a vote on figures older than 30 days is neither opened, continued nor closed; the clock ends what was not decided, and the money is free.</summary>
public sealed class FiguresGrowOldTests : IAsyncLifetime
{
    private World world = null!;
    private Session session = null!;
    private Domain.Contracts.ContractId team;
    private PaymentRoundId round;
    private ItemId item;

    public async ValueTask InitializeAsync()
    {
        (world, (team, round)) = await World.After(new(2026, 8, 3), Before);
        session = await Session.Of(world);
    }

    private static async Task<(ContractId Team, PaymentRoundId Round)> Before(World world)
    {
        var team = await world.Contract("HT-A");
        await world.MakePayable(team);
        await world.Certify(team, 123_456_789);
        await world.Fund(100_000_000);
        world.Clock.Set(new(2026, 9, 30));
        await Session.Of(world);
        var round = await world.Snapshot();
        await world.Candidate(round);
        return (team, round);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task Propose() => item = await world.Do(world.Finance, new ProposeRound(round, await world.Seen(round.Value)));

    private Task<int> Lapse() => DeadlineWork.LapseDue(world.Door, world.Clock, TestContext.Current.CancellationToken);

    private async Task IsOver(CandidateStanding voted = CandidateStanding.Fallen)
    {
        Assert.Equal((RoundState.Lapsed, voted), ((await world.Show(round)).State, (await world.Show(round)).Candidates[^1].Standing));
        Assert.Equal(100_000_000, (await world.Available(FundScope.All)).Fen);
        await world.Refused("payments.round_not_in", world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task Figures_older_than_thirty_days_are_not_voted()
    {
        await Propose();
        Assert.Equal(world.Today().AddDays(30), (await session.Item(item)).VoteBy);
        world.Clock.Set(world.Today().AddDays(31));
        await world.Refused("payments.snapshot_too_old", world.Finance, new AddCandidate(round, [new(1, new(100_000))], await world.Seen(round.Value)));
        await session.Meet([item]);
        await world.Refused("decisions.figures_too_old", world.Secretary, new OpenItem(item, await world.Seen(item.Value)));
        // Papers of a vote that was held in time are waited for; then the clock ends it.
        Assert.Equal(0, await Lapse());
        world.Clock.Set(world.Today().AddDays(9));
        Assert.Equal(2, await Lapse());
        await IsOver();
    }

    [Fact]
    public async Task A_vote_that_is_open_on_the_last_day_takes_no_ballot_after_it_and_its_ballots_stay_sealed()
    {
        await Propose();
        await session.Meet([item]);
        world.Clock.Set((await session.Item(item)).VoteBy!.Value);
        await session.Open(item);
        var open = (await session.Item(item)).Voting!;
        await world.Do(world.Leaders[1], new CastBallot(item, open.Place, open.Digest, Vote.Yes, null));
        world.Clock.Set(world.Today().AddDays(1));
        await world.Refused("decisions.figures_too_old", world.Leaders[2], new CastBallot(item, open.Place, open.Digest, Vote.Yes, null));
        await world.Refused("decisions.figures_too_old", world.Leaders[0], new CloseItem(item, open.Place, open.Digest, Vote.Yes, null));

        world.Clock.Set(world.Today().AddDays(9));
        Assert.Equal(2, await Lapse());
        var over = await session.Item(item);
        Assert.Equal((ItemResult.Lapsed, CandidateState.Fallen, 0), (over.Result, over.Candidates[0].State, over.Candidates[0].OpenedBallots.Count));
        await world.Do(world.Secretary, new CloseMeeting(session.Meeting, await world.Seen(session.Meeting.Value)));
        await IsOver();
    }

    [Fact]
    public async Task A_round_of_which_only_one_list_was_voted_down_ends_by_the_clock()
    {
        await world.Candidate(round, new NamedRatio(1, new(100_000)));
        await Propose();
        await session.Meet([item]);
        await session.Open(item);
        var open = (await session.Item(item)).Voting!;
        foreach (var member in world.Leaders.Skip(1)) await world.Do(member, new CastBallot(item, open.Place, open.Digest, Vote.No, "比例过高"));
        await world.Do(world.Leaders[0], new CloseItem(item, open.Place, open.Digest, Vote.No, "比例过高"));
        world.Clock.Set((await session.Item(item)).VoteBy!.Value.AddDays(1));
        var refused = await world.Refused(world.Secretary, new OpenItem(item, await world.Seen(item.Value)));
        Assert.Equal("decisions.figures_too_old", refused.Code);
        Assert.Contains("缓议", refused.Zh, StringComparison.Ordinal);
        world.Clock.Set(world.Today().AddDays(9));
        Assert.Equal(2, await Lapse());
        await IsOver();
    }

    /// <summary>D-4, R-7: the lines of a recused member fall with the round whose execution was not begun in time; alone they are not put off.</summary>
    [Fact]
    public async Task Lines_apart_fall_with_the_lapsed_round_and_are_neither_deferred_nor_withdrawn_alone()
    {
        await Propose();
        var party = (await world.Read(db => db.Set<Domain.Contracts.WorksContract>().SingleAsync(c => c.Id == team))).Party;
        var lines = await world.Do(world.Finance, new PutLinesApart(round, party, world.Leaders[2].Official, RecusalGround.Kin, "其弟为该施工队负责人", await world.Seen(round.Value)));
        await session.Decide(item);
        await world.Do(world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
        await session.Meet([lines]);
        await world.Refused("decisions.lines_go_with_their_round", world.Secretary, new DeferItem(lines, await world.Seen(lines.Value), "等材料"));
        await world.Refused("decisions.lines_go_with_their_round", world.Finance, new WithdrawItem(lines, await world.Seen(lines.Value), "改由全体表决"));
        world.Clock.Set((await session.Item(item)).LastDayToBegin(await world.Read(db => new App.Workflows.Calendars(db).Current(default)))!.Value.Day.AddDays(1));
        Assert.True(await Lapse() >= 2);
        Assert.Equal((ItemResult.Lapsed, ItemResult.Fallen), ((await session.Item(item)).Result, (await session.Item(lines)).Result));
        await IsOver(CandidateStanding.Passed);
    }
}
