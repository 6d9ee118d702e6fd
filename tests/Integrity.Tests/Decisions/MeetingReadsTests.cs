using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Values;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>D-3, D-4, D-6: what the papers of a meeting show, and to whom.</summary>
public sealed class MeetingReadsTests
{
    [Fact]
    public async Task While_a_vote_is_open_the_answers_say_who_has_voted_and_never_how()
    {
        await using var world = await World.Begin(leaders: 5);
        var session = await Session.Of(world);
        var item = await session.Propose();
        await session.Meet([item], world.Leaders[4]);
        await session.Open(item);
        await session.Cast(world.Leaders[1], item, Vote.Abstain);

        var shown = await world.Ask(world.Leaders[0], new ShowItem(item));
        var vote = Assert.Single(shown.Candidates);
        Assert.Equal([false, true, false, false, false], vote.Seats.Select(one => one.HasVoted));
        Assert.Equal(SeatStanding.Absent, vote.Seats[4].Standing);
        Assert.Equal("decisions.others_have_not_voted", vote.WhyNotClose?.Code);
        Assert.Equal("decisions.only_the_presiding_closes", (await world.Ask(world.Leaders[1], new ShowItem(item))).Candidates[0].WhyNotClose?.Code);
        foreach (var answer in new[]
        {
            Text(shown), Text(await world.Ask(world.Leaders[1], new ShowItem(item))), Text(await world.Ask(world.Leaders[1], new ShowMeeting(session.Meeting))),
            Text(await world.Ask(world.Leaders[1], new ListItems(null, null))),
        })
        {
            Assert.DoesNotContain("Abstain", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("价格依据不足", answer, StringComparison.Ordinal);
        }
        await RefusedAsk("decisions.vote_is_open", world, world.Leaders[1], new ShowMinutes(session.Meeting));

        foreach (var member in new[] { 2, 3 }) await session.Cast(world.Leaders[member], item, Vote.Yes);
        Assert.Null((await world.Ask(world.Leaders[0], new ShowItem(item))).Candidates[0].WhyNotClose);
        await world.Do(world.Leaders[0], Session.Last(item, Vote.Yes));
        var opened = (await world.Ask(world.Leaders[1], new ShowItem(item))).Candidates[0];
        Assert.Equal([Vote.Abstain, Vote.Yes, Vote.Yes, Vote.Yes], opened.Ballots.Select(one => one.Vote));
        Assert.Equal((4, 3, 1), (opened.Tally!.Present, opened.Tally.Yes, opened.Tally.Abstain));
    }

    [Fact]
    public async Task A_recused_member_opens_the_papers_through_no_door()
    {
        await using var world = await World.Begin(leaders: 5);
        var session = await Session.Of(world);
        var item = await session.Propose(1, world.Leaders[3]);
        await session.Meet([item]);
        await RefusedAsk("decisions.papers_closed_to_recused", world, world.Leaders[3], new ShowItem(item));
        Assert.True((await world.Ask(world.Leaders[3], new ShowMeeting(session.Meeting))).Agenda[0].IsClosedToMe);
        Assert.False((await world.Ask(world.Leaders[2], new ShowMeeting(session.Meeting))).Agenda[0].IsClosedToMe);
        await RefusedAsk("acts.not_permitted", world, world.Admin, new ShowItem(item));
    }

    [Fact]
    public async Task Meetings_and_items_go_on_by_key_without_loss_or_repetition()
    {
        await using var world = await World.Begin(leaders: 3);
        var session = await Session.Of(world);
        for (var i = 0; i < 53; i++)
            await world.Do(world.Secretary, new ConveneMeeting(session.Body, new DateOnly(2026, 8, 3).AddDays(i / 5), "三楼会议室", Medium.System, []));
        var seen = new List<MeetingRow>();
        string? cursor = null;
        do
        {
            var page = await world.Ask(world.Secretary, new ListMeetings(cursor));
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(53, seen.Select(one => one.Id).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(one => one.Day).ThenByDescending(one => one.Id.Value).Select(one => one.Id), seen.Select(one => one.Id));
        Assert.Equal(Enumerable.Range(1, 53), seen.Select(one => one.Number).Order());
    }

    [Fact]
    public async Task Minutes_name_everybody_and_their_hash_is_that_of_their_text()
    {
        await using var world = await World.Begin(leaders: 3);
        var session = await Session.Of(world);
        var item = await session.Propose();
        await session.Meet([item]);
        await session.Vote(item, Vote.Yes);
        var shown = await world.Ask(world.Leaders[1], new ShowMinutes(session.Meeting));
        Assert.Equal(["leader-1", "leader-2", "leader-3"], shown.People.Select(one => one.Name));
        Assert.Equal(shown.Hash, Digest.FromBytes(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(shown.Text))));
        Assert.Contains($"vote|1|{Room.Hash(1)}|N|3|recused|0|quorum|2|needed|2|present|3|yes|3|no|0|abstain|0|silent|0|passed|", shown.Text, StringComparison.Ordinal);
        Assert.False(shown.IsFinal);
        await world.Do(world.Secretary, new CloseMeeting(session.Meeting, await world.Seen(session.Meeting.Value)));
        var final = await world.Ask(world.Leaders[1], new ShowMinutes(session.Meeting));
        Assert.True(final.IsFinal);
        Assert.Equal(shown.Hash, final.Hash);
    }

    private static string Text<T>(T answer) => System.Text.Json.JsonSerializer.Serialize(answer, Json.Options);

    private static async Task RefusedAsk<T>(string code, World world, Caller caller, IAsk<T> ask) =>
        Assert.Equal(code, Refusals.Provoked.Saw((await world.Door.Ask(ask, caller, TestContext.Current.CancellationToken)).Refusal!).Code);
}
