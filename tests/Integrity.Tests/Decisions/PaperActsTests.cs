using Integrity.App.Decisions;
using Integrity.App.Documents;
using Integrity.App.Identity;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Integrity.Tests.Cases;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>D-2, D-7 through the door: minutes on paper and a superior body's decision, each entered by two people.</summary>
public sealed class PaperActsTests
{
    [Fact]
    public async Task Minutes_on_paper_are_read_by_two_people_and_counted_when_both_agree()
    {
        await using var world = await World.Begin(leaders: 3);
        var session = await Session.Of(world);
        var item = await session.Propose();
        var today = BureauTime.DayOf(world.Clock.GetUtcNow().UtcDateTime);
        var meeting = await world.Do(world.Secretary, new ConveneMeeting(session.Body, today, "三楼会议室", Medium.Paper, [item]));
        await world.Refused("decisions.held_on_paper", world.Secretary, new OpenItem(item, await world.Seen(item.Value)));
        world.Clock.Move(TimeSpan.FromHours(3));

        var scan = await world.Do(world.Secretary, new BringInEvidence(new("%PDF-1.7\n会议记录\n"u8.ToArray()), "会议记录.pdf", "会议记录扫描件"));
        var right = Sheet(Vote.No);
        await world.Refused("decisions.presiding_votes_last", world.Secretary, new EnterPaperMinutes(meeting, await world.Seen(meeting.Value), ChairFirst()));
        var minutes = await world.Do(world.Secretary, new EnterPaperMinutes(meeting, await world.Seen(meeting.Value), Sheet(Vote.Yes)));
        await world.Refused("decisions.presence_is_on_paper", world.Secretary, new RecordPresence(meeting, await world.Seen(meeting.Value), session.People(), null));
        await world.Refused("decisions.held_on_paper", world.Secretary, new DeferItem(item, await world.Seen(item.Value), "材料不齐"));
        await world.Refused("decisions.held_on_paper", world.Secretary, new RecordRecusal(item, await world.Seen(item.Value), world.Leaders[2].Official, RecusalGround.Kin, "其弟为该施工队负责人"));
        await world.Refused("decisions.second_reading_missing", world.Secretary, new CloseMeeting(meeting, await world.Seen(meeting.Value)));
        await world.Refused("decisions.on_another_agenda", world.Secretary, new ConveneMeeting(session.Body, today, "三楼会议室", Medium.Paper, [item]));
        await world.Refused("decisions.already_read", world.Leaders[1], new EnterPaperMinutes(meeting, await world.Seen(meeting.Value), right));
        await world.Refused("decisions.second_person_needed", world.Secretary, new ConfirmPaperMinutes(minutes, await world.Seen(minutes.Value), right));
        await world.Refused("decisions.readings_differ", world.Leaders[1], new ConfirmPaperMinutes(minutes, await world.Seen(minutes.Value), right));
        await world.Do(world.Secretary, new CorrectPaperMinutes(minutes, await world.Seen(minutes.Value), right));
        Assert.Equal(ItemResult.Pending, (await session.Item(item)).Result);
        await world.Do(world.Leaders[1], new ConfirmPaperMinutes(minutes, await world.Seen(minutes.Value), right));

        var kept = await session.Item(item);
        Assert.Equal(ItemResult.Passed, kept.Result);
        Assert.Equal([2L, 3, 1], kept.Decided!.OpenedBallots.Select(one => (long)Place(one.Member)));
        Assert.All(kept.Decided.OpenedBallots, one => Assert.Equal((Medium.Paper, world.Leaders[1].Official, TimeSpan.FromHours(2)), (one.Medium, one.EnteredBy, one.EnteredAt - one.GivenAt)));
        var detail = await world.Ask(world.Secretary, new ShowMeeting(meeting));
        Assert.Equal((world.Secretary.Official, world.Leaders[1].Official), (detail.Paper!.EnteredBy.Id, detail.Paper.ConfirmedBy!.Id));

        Assert.Equal(scan.Digest, detail.Paper.Scan);
        await world.Do(world.Finance, new HandOutEvidence(scan.Digest.ToString()));

        int Place(Domain.Identity.OfficialId member) => world.Leaders.Select(one => one.Official).ToList().IndexOf(member) + 1;

        PaperSheet ChairFirst() => right with { Items = [right.Items[0] with { Votes = [right.Items[0].Votes[0] with { Ballots = [.. right.Items[0].Votes[0].Ballots.Reverse()] }] }] };

        PaperSheet Sheet(Vote third) => new(scan.Digest, session.People(), null,
        [
            new(item, [],
            [
                new(Room.Hash(1), BureauTime.StartOf(today).AddHours(10),
                    [new(world.Leaders[1].Official, Vote.Yes), new(world.Leaders[2].Official, third, third == Vote.Yes ? null : "价格依据不足"), new(world.Leaders[0].Official, Vote.Yes)]),
            ]),
        ]);
    }

    [Fact]
    public async Task A_superior_bodys_decision_is_entered_by_two_people_who_are_not_recused()
    {
        await using var world = await World.Begin(leaders: 3);
        var session = await Session.Of(world);
        var item = await session.Propose(1, world.Leaders[2]);
        await session.Meet([item]);
        await world.Refused("decisions.goes_to_superior_body", world.Secretary, new OpenItem(item, await world.Seen(item.Value)));
        var scan = await world.Do(world.Secretary, new BringInEvidence(new("%PDF-1.7\n批复\n"u8.ToArray()), "批复.pdf", "上级决定"));
        SuperiorFacts facts = new("市交通运输局", "交党〔2026〕8号", new(2026, 8, 3), scan.Digest, Room.Hash(1), IsApproved: true);
        SuperiorFacts elsewhere = new("市交通运输局", "交党〔2026〕8号", new(2026, 8, 3), Digest.Parse(World.Paper), Room.Hash(1), IsApproved: true);
        await world.Refused("decisions.papers_closed_to_recused", world.Leaders[2], new EnterSuperiorDecision(item, await world.Seen(item.Value), elsewhere));
        var decision = await world.Do(world.Secretary, new EnterSuperiorDecision(item, await world.Seen(item.Value), facts));
        await world.Refused("decisions.entries_differ", world.Leaders[1],
            new ConfirmSuperiorDecision(decision, await world.Seen(decision.Value), facts with { IsApproved = false }));
        Assert.Equal(ItemResult.Passed, await world.Do(world.Leaders[1], new ConfirmSuperiorDecision(decision, await world.Seen(decision.Value), facts)));
        var shown = await world.Ask(world.Secretary, new ShowItem(item));
        Assert.Equal(("交党〔2026〕8号", world.Leaders[1].Official), (shown.Above[0].DocumentNumber, shown.Above[0].ConfirmedBy!.Id));
        await world.Do(world.Finance, new HandOutEvidence(scan.Digest.ToString()));
        await world.Refused("acts.not_found", world.Leaders[2], new HandOutEvidence(scan.Digest.ToString()));
    }

    /// <summary>D-7: what nobody could confirm is not entered, so that it never waits for a second person who is not there.</summary>
    [Fact]
    public async Task A_superior_bodys_decision_that_nobody_could_confirm_is_not_entered()
    {
        await using var world = await World.Begin(leaders: 3);
        var session = await Session.Of(world);
        var item = await session.Propose(1, world.Leaders[2]);
        await session.Meet([item]);
        var scan = await world.Do(world.Secretary, new BringInEvidence(new("%PDF-1.7\n批复\n"u8.ToArray()), "批复.pdf", "上级决定"));
        SuperiorFacts facts = new("市交通运输局", "交党〔2026〕8号", new(2026, 8, 3), scan.Digest, Room.Hash(1), IsApproved: true);
        foreach (var leader in world.Leaders.Take(2))
            await world.Do(world.Admin, new ReassignOfficial(leader.Official, Office.Leadership, "", [Duty.ReadBusiness], await world.Seen(leader.Official.Value)));
        await world.Refused("decisions.nobody_to_confirm", world.Secretary, new EnterSuperiorDecision(item, await world.Seen(item.Value), facts));
        await world.SecretaryTwo();
        await world.Do(world.Secretary, new EnterSuperiorDecision(item, await world.Seen(item.Value), facts));
    }

    [Fact]
    public async Task Whoever_is_recused_from_an_item_opens_no_scan_of_the_minutes_in_which_it_stands()
    {
        await using var world = await World.Begin(leaders: 4);
        var session = await Session.Of(world);
        var items = new[] { await session.Propose(1, world.Leaders[3]), await session.Propose() };
        var today = BureauTime.DayOf(world.Clock.GetUtcNow().UtcDateTime);
        var meeting = await world.Do(world.Secretary, new ConveneMeeting(session.Body, today, "三楼会议室", Medium.Paper, items));
        var scan = await world.Do(world.Secretary, new BringInEvidence(new("%PDF-1.7\n会议记录\n"u8.ToArray()), "会议记录.pdf", "会议记录扫描件"));
        world.Clock.Move(TimeSpan.FromHours(3));
        await world.Do(world.Secretary, new EnterPaperMinutes(meeting, await world.Seen(meeting.Value), new(scan.Digest, session.People(), null,
            [new(items[1], [], [new(Room.Hash(1), BureauTime.StartOf(today).AddHours(10), [.. new[] { 1, 2, 3, 0 }.Select(i => new PaperBallot(world.Leaders[i].Official, Vote.Yes, null))])])])));
        Assert.Equal(scan.Digest, (await world.Ask(world.Leaders[1], new ShowMeeting(meeting))).Paper!.Scan);
        Assert.Null((await world.Ask(world.Leaders[3], new ShowMeeting(meeting))).Paper!.Scan);
        await world.Do(world.Leaders[1], new HandOutEvidence(scan.Digest.ToString()));
        await world.Refused("acts.not_found", world.Leaders[3], new HandOutEvidence(scan.Digest.ToString()));
    }
}
