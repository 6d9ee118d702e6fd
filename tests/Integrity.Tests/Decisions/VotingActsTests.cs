using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.Domain.Decisions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>D-1 … D-6 through the door, on a real database.</summary>
public sealed class VotingActsTests
{
    [Fact]
    public async Task An_item_is_voted_the_chair_last_and_its_ballots_are_named_in_the_journal_only_when_open()
    {
        await using var world = await World.Begin();
        var session = await Session.Of(world);
        var item = await session.Propose();
        await session.Meet([item]);
        await session.Open(item);
        foreach (var member in world.Leaders.Skip(1).Take(5)) await session.Cast(member, item, Vote.Yes);
        await world.Refused("decisions.others_have_not_voted", world.Leaders[0], Session.Last(item, Vote.Yes));
        await world.Refused("decisions.presiding_votes_last", world.Leaders[0], Session.Ballot(item, Vote.Yes));
        // Only a No or an abstention can lack its reason: the journal does not say that it did.
        await world.Refused(world.Leaders[6], Session.Ballot(item, Vote.No) with { Reason = null });
        Assert.DoesNotContain("reason_missing", (await session.LastEntry()).Effects, StringComparison.Ordinal);
        Assert.Equal(6, (await session.Cast(world.Leaders[6], item, Vote.No)).Number);
        var closed = await world.Do(world.Leaders[0], Session.Last(item, Vote.Yes));
        Assert.Equal(new VoteClosed(CandidateState.Passed, ItemResult.Passed), closed);

        var kept = await session.Item(item);
        Assert.Equal(Room.Hash(1), kept.Decided!.Digest);
        Assert.Equal((7, 6, 1, 0), (kept.Decided.Tally!.Present, kept.Decided.Tally.Yes, kept.Decided.Tally.No, kept.Decided.Tally.Silent));
        Assert.Contains(OpenedRoot(kept), (await session.LastEntry()).Effects, StringComparison.Ordinal);
        // Who comes too late, with a ballot or with the last one, is told who closed the vote and when.
        foreach (var late in new[] { await world.Refused(world.Leaders[0], Session.Last(item, Vote.Yes)), await world.Refused(world.Leaders[2], Session.Ballot(item, Vote.No)) })
            Assert.Equal(("acts.changed_since", true), (late.Code, late.Zh.Contains("末位表态", StringComparison.Ordinal)));

        static string OpenedRoot(Item item)
        {
            // The same lines, made by hand and hashed by the plain tree.
            var lines = item.Decided!.OpenedBallots.Select(one =>
                $"{one.Number}|{one.Member.Value}|{one.Vote}|{one.GivenAt:yyyy-MM-ddTHH:mm:ss.ffffff}Z|{one.EnteredAt:yyyy-MM-ddTHH:mm:ss.ffffff}Z|{one.EnteredBy.Value}|{one.Medium}|{one.Reason}\n");
            return MerkleRoot.OfLines(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines))).ToString();
        }
    }

    /// <summary>D-3: whatever a member says, and however the act ends, nothing tells how he voted before the vote closes.</summary>
    [Fact]
    public async Task A_sealed_ballot_is_in_no_leaf_no_answer_and_no_open_payload()
    {
        await using var world = await World.Begin();
        var session = await Session.Of(world);
        var item = await session.Propose();
        await session.Meet([item]);
        await world.Refused("decisions.no_vote_open", world.Leaders[1], Session.Ballot(item, Vote.Abstain));
        await session.Open(item);
        await world.Refused("acts.not_permitted", world.Secretary, Session.Ballot(item, Vote.Abstain));
        await world.Refused("decisions.others_have_not_voted", world.Leaders[0], Session.Last(item, Vote.Abstain));
        await session.Cast(world.Leaders[1], item, Vote.Abstain);
        await world.Do(world.Leaders[1], Session.Ballot(item, Vote.Abstain) with { Mine = 1 });

        var entries = await world.Read(db => db.JournalEntries.ToListAsync());
        Assert.DoesNotContain(entries, one => one.Effects.Contains("Abstain", StringComparison.Ordinal) || one.Effects.Contains("价格依据不足", StringComparison.Ordinal));
        var payloads = await world.Read(db => db.JournalPayloads.Where(one => one.Payload.Contains("Abstain")).ToListAsync());
        Assert.Equal(5, payloads.Count);
        Assert.All(payloads, one => Assert.True(one.Sealed));
        Assert.Empty(await world.Read(db => db.ActAnswers.Where(one => one.Answer.Contains("Abstain") || one.Answer.Contains("价格依据不足")).ToListAsync()));
        Assert.Empty((await session.Item(item)).Voting!.OpenedBallots);
    }

    /// <summary>D-3: a ballot may be changed by whoever has seen it, not undone by a window that has not.</summary>
    [Fact]
    public async Task A_second_ballot_counts_only_from_one_who_saw_the_first()
    {
        await using var world = await World.Begin();
        var session = await Session.Of(world);
        var item = await session.Propose();
        await session.Meet([item]);
        await session.Open(item);
        Assert.Null((await Shown()).MyBallot);
        await session.Cast(world.Leaders[2], item, Vote.Yes);
        await session.Cast(world.Leaders[1], item, Vote.Yes);
        await world.Refused("acts.changed_since", world.Leaders[1], Session.Ballot(item, Vote.No));
        await world.Refused("acts.changed_since", world.Leaders[1], Session.Ballot(item, Vote.No) with { Mine = 1 });
        Assert.Equal(2, (await Shown()).MyBallot);
        Assert.Equal(3, (await world.Do(world.Leaders[1], Session.Ballot(item, Vote.No) with { Mine = 2 })).Number);

        async Task<CandidateRow> Shown() => Assert.Single((await world.Ask(world.Leaders[1], new ShowItem(item))).Candidates);
    }

    [Fact]
    public async Task A_ballot_on_another_list_than_the_one_on_the_table_is_refused()
    {
        await using var world = await World.Begin();
        var session = await Session.Of(world);
        var item = await session.Propose(candidates: 2);
        await session.Meet([item]);
        Assert.Equal(CandidateState.NotPassed, (await session.Vote(item, Vote.No)).Candidate);
        await session.Open(item);
        await world.Refused("decisions.other_list_on_the_table", world.Leaders[1], Session.Ballot(item, Vote.Yes, place: 1));
        await world.Refused("decisions.other_list_on_the_table", world.Leaders[1], Session.Ballot(item, Vote.Yes, place: 2) with { Hash = Room.Hash(1) });
        await world.Refused("decisions.other_list_on_the_table", world.Secretary, new CallTheSilent(item, 1, Room.Hash(1)));
        Assert.Equal(1, (await session.Cast(world.Leaders[1], item, Vote.Yes, place: 2)).Number);
    }

    [Fact]
    public async Task Ballots_seats_and_recusals_refuse_to_be_changed()
    {
        await using var world = await World.Begin();
        var session = await Session.Of(world);
        var item = await session.Propose(1, world.Leaders[6]);
        await session.Meet([item]);
        await session.Open(item);
        await session.Cast(world.Leaders[1], item, Vote.No);
        foreach (var sql in new[]
        {
            "UPDATE ballots SET vote = 'Yes'", "DELETE FROM ballots", "UPDATE decision_seats SET standing = 'Absent'", "DELETE FROM recusals",
        })
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => world.Sabotage(db => db.Database.ExecuteSqlRawAsync(sql)));
    }

    [Fact]
    public async Task The_silent_are_called_and_the_chair_may_be_handed_over()
    {
        await using var world = await World.Begin(leaders: 5);
        var session = await Session.Of(world);
        var item = await session.Propose();
        await session.Meet([item]);
        await session.Open(item);
        foreach (var member in world.Leaders.Skip(1).Take(3)) await session.Cast(member, item, Vote.Yes);
        await world.Do(world.Secretary, new CallTheSilent(item, 1, Room.Hash(1)));
        await world.Refused("decisions.handover_reason_missing", world.Secretary, new HandOverChair(item, 1, Room.Hash(1), world.Leaders[1].Official, ""));
        await world.Do(world.Secretary, new HandOverChair(item, 1, Room.Hash(1), world.Leaders[1].Official, "突发疾病离会"));
        await world.Refused("decisions.only_the_presiding_closes", world.Leaders[0], Session.Last(item, Vote.Yes));
        await world.Do(world.Secretary, new CallTheSilent(item, 1, Room.Hash(1)));
        Assert.Equal(ItemResult.Passed, (await world.Do(world.Leaders[1], Session.Last(item, Vote.Yes))).Result);
    }

    [Fact]
    public async Task The_chairs_reasons_come_before_the_result_takes_effect_and_before_any_other_item()
    {
        await using var world = await World.Begin(leaders: 3);
        var session = await Session.Of(world);
        var (item, other) = (await session.Propose(), await session.Propose());
        await session.Meet([item, other]);
        await session.Open(item);
        await world.Refused("decisions.one_item_at_a_time", world.Secretary, new OpenItem(other, await world.Seen(other.Value)));
        foreach (var member in world.Leaders.Skip(1)) await session.Cast(member, item, Vote.Yes);
        var closed = await world.Do(world.Leaders[0], Session.Last(item, Vote.No));
        Assert.Equal(new VoteClosed(CandidateState.ReasonsDue, ItemResult.Pending), closed);
        await world.Refused("decisions.one_item_at_a_time", world.Secretary, new OpenItem(other, await world.Seen(other.Value)));
        await world.Refused("decisions.only_the_presiding_gives_reasons", world.Leaders[1], new RecordReasons(item, await world.Seen(item.Value), null));
        Assert.Equal(ItemResult.Passed, await world.Do(world.Leaders[0], new RecordReasons(item, await world.Seen(item.Value), null)));
        Assert.True((await session.Item(item)).Decided!.ReasonsRefused);
        await session.Open(other);
    }

    [Fact]
    public async Task Recusal_deferral_and_withdrawal_go_through_the_door()
    {
        await using var world = await World.Begin();
        var session = await Session.Of(world);
        var (first, second) = (await session.Propose(), await session.Propose());
        await session.Meet([first]);
        await world.Refused("decisions.recuse_only_yourself", world.Leaders[2],
            new RecordRecusal(first, await world.Seen(first.Value), world.Leaders[3].Official, RecusalGround.Kin, "亲属"));
        await world.Do(world.Leaders[2], new RecordRecusal(first, await world.Seen(first.Value), world.Leaders[2].Official, RecusalGround.Kin, "亲属"));
        Assert.True((await session.Item(first)).IsRecused(world.Leaders[2].Official));
        await world.Do(world.Secretary, new DeferItem(first, await world.Seen(first.Value), "资料不全"));
        Assert.Equal(ItemResult.Deferred, (await session.Item(first)).Result);

        await world.Refused("decisions.not_on_this_agenda", world.Secretary, new DeferItem(second, await world.Seen(second.Value), "资料不全"));
        await world.Refused("decisions.not_on_this_agenda", world.Secretary, new OpenItem(second, await world.Seen(second.Value)));
        await world.Refused("decisions.only_the_proposer_withdraws", world.Leaders[0], new WithdrawItem(second, await world.Seen(second.Value), "重复"));
        await world.Do(world.Secretary, new PutOnAgenda(session.Meeting, await world.Seen(session.Meeting.Value), [second]));
        Assert.Equal(2, (await session.Item(second)).AgendaPlace);
        await world.Do(world.Secretary, new WithdrawItem(second, await world.Seen(second.Value), "重复"));
        Assert.Equal(ItemResult.Withdrawn, (await session.Item(second)).Result);
    }

    [Fact]
    public async Task A_meeting_closes_when_nothing_hangs_and_its_minutes_are_fixed_by_their_hash()
    {
        await using var world = await World.Begin(leaders: 3);
        var session = await Session.Of(world);
        var (item, half, left) = (await session.Propose(), await session.Propose(candidates: 2), await session.Propose());
        await session.Meet([item, half, left]);
        await session.Open(item);
        await world.Refused("decisions.vote_is_open", world.Secretary, new CloseMeeting(session.Meeting, await world.Seen(session.Meeting.Value)));
        foreach (var member in world.Leaders.Skip(1)) await session.Cast(member, item, Vote.Yes);
        await world.Do(world.Leaders[0], Session.Last(item, Vote.Yes));
        await session.Vote(half, Vote.No);
        await world.Refused("decisions.item_half_voted", world.Secretary, new CloseMeeting(session.Meeting, await world.Seen(session.Meeting.Value)));
        await session.Vote(half, Vote.No, place: 2);
        await world.Do(world.Secretary, new CloseMeeting(session.Meeting, await world.Seen(session.Meeting.Value)));
        Assert.Null((await session.Item(left)).Meeting);
        var effects = (await session.LastEntry()).Effects;
        var shown = await world.Ask(world.Secretary, new ShowMinutes(session.Meeting));
        Assert.Contains(shown.Hash.ToString(), effects, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_may_vote_is_put_on_the_roster_and_terms_end_by_document()
    {
        await using var world = await World.Begin(leaders: 3);
        var session = await Session.Of(world);
        await world.Refused("decisions.member_cannot_vote", world.Secretary,
            new AppointMember(session.Body, await world.Seen(session.Body.Value), world.Finance.Official, false, new(2026, 8, 3), "任〔2026〕1号"));
        await world.Do(world.Secretary, new EndMembership(session.Body, await world.Seen(session.Body.Value), world.Leaders[2].Official, new(2026, 8, 2), "免〔2026〕2号"));
        var shown = await world.Ask(world.Secretary, new ShowBody(session.Body));
        Assert.Equal([true, true, false], shown.Members.Select(one => one.InOffice));
    }
}
