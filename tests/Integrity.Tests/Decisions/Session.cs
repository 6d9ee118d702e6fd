using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>Meetings of a world's leadership group, held through the door.</summary>
public sealed class Session
{
    private readonly World world;

    private Session(World world, BodyId body) => (this.world, Body) = (world, body);

    public BodyId Body { get; }

    public MeetingId Meeting { get; private set; }

    /// <summary>The leadership group with all the world's leaders in office; the first is the chair.</summary>
    public static async Task<Session> Of(World world)
    {
        var known = await world.Read(db => db.LeadershipGroup(TestContext.Current.CancellationToken));
        if (known is { } there) return new(world, there);
        var body = await world.Do(world.Secretary, new FoundBody("局领导班子", "Leadership group"));
        var from = BureauTime.DayOf(world.Clock.GetUtcNow().UtcDateTime).AddYears(-1);
        for (var i = 0; i < world.Leaders.Count; i++)
            await world.Do(world.Secretary, new AppointMember(body, await world.Seen(body.Value), world.Leaders[i].Official, i == 0, from, "任〔2025〕3号"));
        return new(world, body);
    }

    /// <summary>Calls a meeting today with these items, and records all leaders but the absent as present.</summary>
    public async Task<MeetingId> Meet(IReadOnlyList<ItemId> items, params Caller[] absent)
    {
        var today = BureauTime.DayOf(world.Clock.GetUtcNow().UtcDateTime);
        Meeting = await world.Do(world.Secretary, new ConveneMeeting(Body, today, "三楼会议室", Medium.System, items));
        await Present(absent);
        return Meeting;
    }

    public async Task Present(params Caller[] absent) =>
        await world.Do(world.Secretary, new RecordPresence(Meeting, await world.Seen(Meeting.Value), People(absent), null));

    public IReadOnlyList<Presence> People(params Caller[] absent) =>
        [.. world.Leaders.Select(one => absent.Contains(one) ? new Presence(one.Official, false, "出差") : new Presence(one.Official, true))];

    private static long abouts = 4710;

    /// <summary>Puts a matter to the group, with as many candidates and these people recused. It is about something new: who is recused from one keeps away from every later one about the same (D-4).</summary>
    public Task<ItemId> Propose(int candidates = 1, params Caller[] recused) => world.Do(world.Secretary, new PutMatter(
        Body, About: Interlocked.Increment(ref abouts), "江州大桥廉政合同违约处理标准", "Penalty schedule of the Jiangzhou bridge integrity contract",
        [.. Enumerable.Range(1, candidates).Select(Room.Facts)],
        [.. recused.Select(one => new Conflict(one.Official, RecusalGround.Kin, "其弟为该施工队负责人"))]));

    public async Task Open(ItemId item) => await world.Do(world.Secretary, new OpenItem(item, await world.Seen(item.Value)));

    public Task<BallotTaken> Cast(Caller member, ItemId item, Vote vote, int place = 1) => world.Do(member, Ballot(item, vote, place));

    public static CastBallot Ballot(ItemId item, Vote vote, int place = 1) => new(item, place, Room.Hash(place), vote, Reason(vote));

    public static CloseItem Last(ItemId item, Vote vote, int place = 1) => new(item, place, Room.Hash(place), vote, Reason(vote));

    /// <summary>One vote on the item's open list: everybody the same, the chair last.</summary>
    public async Task<VoteClosed> Vote(ItemId item, Vote vote, int place = 1)
    {
        await Open(item);
        foreach (var member in world.Leaders.Skip(1)) await Cast(member, item, vote, place);
        return await world.Do(world.Leaders[0], Last(item, vote, place));
    }

    /// <summary>Decides an item that another module put to the group, in a meeting of its own.</summary>
    /// <param name="item">The item.</param>
    /// <param name="vote">Everybody's ballot.</param>
    public async Task<ItemResult> Decide(ItemId item, Vote vote = Domain.Decisions.Vote.Yes)
    {
        await Meet([item]);
        return await DecideHere(item, vote);
    }

    /// <summary>The same in the meeting on whose agenda it is.</summary>
    public async Task<ItemResult> DecideHere(ItemId item, Vote vote = Domain.Decisions.Vote.Yes)
    {
        await Open(item);
        var open = (await Item(item)).Voting!;
        var recused = (await Item(item)).Recusals.Select(one => one.Person).ToHashSet();
        foreach (var member in world.Leaders.Skip(1).Where(one => !recused.Contains(one.Official)))
            await world.Do(member, new CastBallot(item, open.Place, open.Digest, vote, Reason(vote)));
        var closed = await world.Do(world.Leaders[0], new CloseItem(item, open.Place, open.Digest, vote, Reason(vote)));
        await world.Do(world.Secretary, new CloseMeeting(Meeting, await world.Seen(Meeting.Value)));
        return closed.Result;
    }

    public Task<Item> Item(ItemId item) => world.Read(async db => (await db.WholeItem(item, TestContext.Current.CancellationToken))!);

    public Task<JournalEntry> LastEntry() => world.Read(db => db.JournalEntries.OrderByDescending(one => one.Number).FirstAsync());

    private static string? Reason(Vote vote) => vote == Domain.Decisions.Vote.Yes ? null : "价格依据不足";
}
