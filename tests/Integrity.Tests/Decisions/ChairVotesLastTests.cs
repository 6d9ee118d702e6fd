using CsCheck;
using Integrity.Domain.Decisions;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>D-3: sealed ballots, the chair last, reasons where he differs, dissent.</summary>
public sealed class ChairVotesLastTests
{
    [Fact]
    public void The_chair_cannot_vote_before_every_other_present_member()
    {
        var room = new Room(5);
        var item = room.Item();
        Assert.True(room.Open(item).IsDone);
        for (var member = 2; member <= 4; member++) Assert.True(room.Cast(item, member, Vote.Yes).IsDone);
        Assert.Equal("decisions.others_have_not_voted", room.Close(item, 1, Vote.Yes).Code());
        Assert.Equal("decisions.presiding_votes_last", room.Cast(item, 1, Vote.Yes).Code());
        Assert.True(room.Cast(item, 5, Vote.Yes).IsDone);
        Assert.True(room.Close(item, 1, Vote.Yes).IsDone);
        Assert.Equal(ItemResult.Passed, item.Result);
        Assert.Equal(Room.Day, item.DecidedOn);
    }

    [Fact]
    public void After_a_recorded_call_the_chair_may_vote_and_silence_is_not_yes()
    {
        var room = new Room(5);
        var item = room.Item();
        var vote = room.Open(item).Value;
        _ = room.Cast(item, 2, Vote.Yes).Value;
        Assert.Equal([3L, 4, 5], vote.Silent.Select(one => one.Value));
        Assert.True(item.CallTheSilent(room.Now).IsDone);
        Assert.Equal("decisions.already_called", item.CallTheSilent(room.Now).Code());
        Assert.True(room.Close(item, 1, Vote.Yes).IsDone);
        Assert.Equal(3, vote.Tally!.Silent);
        Assert.False(vote.Tally.IsPassed);
    }

    [Fact]
    public void Nobody_is_called_when_all_have_voted()
    {
        var room = new Room(3);
        var item = room.Item();
        _ = room.Open(item).Value;
        _ = (room.Cast(item, 2, Vote.Yes), room.Cast(item, 3, Vote.Yes));
        Assert.Equal("decisions.nobody_is_silent", item.CallTheSilent(room.Now).Code());
    }

    [Fact]
    public void No_ballot_is_seen_before_the_vote_closes_only_who_has_voted()
    {
        var room = new Room(3);
        var item = room.Item();
        var vote = room.Open(item).Value;
        _ = (room.Cast(item, 2, Vote.No), room.Cast(item, 3, Vote.Yes));
        Assert.True(vote.HasVoted(new(2)));
        Assert.Empty(vote.OpenedBallots);
        Assert.Empty(vote.Counted);
        Assert.Empty(vote.Dissent);
        Assert.Null(vote.Tally);
        _ = room.Close(item, 1, Vote.Yes).Value;
        Assert.Equal([2L, 3, 1], vote.OpenedBallots.Select(one => one.Member.Value));
    }

    [Fact]
    public void A_ballot_may_be_changed_until_the_vote_closes_and_every_change_stays_on_record()
    {
        var room = new Room(3);
        var item = room.Item();
        var vote = room.Open(item).Value;
        _ = (room.Cast(item, 2, Vote.No), room.Cast(item, 3, Vote.No), room.Cast(item, 2, Vote.Yes), room.Close(item, 1, Vote.Yes));
        Assert.Equal(ItemResult.Passed, item.Result);
        Assert.Equal([(2L, Vote.No), (3, Vote.No), (2, Vote.Yes), (1, Vote.Yes)], vote.OpenedBallots.Select(one => (one.Member.Value, one.Vote)));
        Assert.Equal("decisions.no_vote_open", room.Cast(item, 3, Vote.Yes).Code());
    }

    [Theory]
    [InlineData(Vote.No, Vote.Yes, true)]
    [InlineData(Vote.Abstain, Vote.Yes, true)]
    [InlineData(Vote.Yes, Vote.No, true)]
    [InlineData(Vote.Yes, Vote.Yes, false)]
    [InlineData(Vote.No, Vote.No, false)]
    [InlineData(Vote.Abstain, Vote.Abstain, false)]
    public void A_result_that_differs_from_the_chair_waits_for_his_reasons(Vote chair, Vote others, bool waits)
    {
        var room = new Room(5);
        var item = room.Item();
        var vote = room.Vote(item, chair, others, others, others, others);
        Assert.Equal(waits, item.OwingReasons == vote);
        Assert.Equal(waits ? ItemResult.Pending : others == Vote.Yes ? ItemResult.Passed : ItemResult.NotPassed, item.Result);
        Assert.Equal(!waits, item.RecordReasons(new(1), "同意多数意见", room.Now).Code() == "decisions.no_reasons_due");
        Assert.Equal(others == Vote.Yes ? ItemResult.Passed : ItemResult.NotPassed, item.Result);
    }

    [Fact]
    public void The_chair_may_refuse_his_reasons_and_the_refusal_is_recorded()
    {
        var room = new Room(3);
        var item = room.Item();
        var vote = room.Vote(item, Vote.No, Vote.Yes, Vote.Yes);
        Assert.Equal("decisions.only_the_presiding_gives_reasons", item.RecordReasons(new(2), "理由", room.Now).Code());
        Assert.Equal("decisions.reason_missing", item.RecordReasons(new(1), " ", room.Now).Code());
        Assert.Equal("decisions.reasons_outstanding", room.Open(item).Code());
        Assert.Equal("decisions.reasons_outstanding", room.Meeting.Close([item], room.Now).Code());
        Assert.True(item.RecordReasons(new(1), null, room.Now).IsDone);
        Assert.True(vote.ReasonsRefused);
        Assert.Equal(ItemResult.Passed, item.Result);
    }

    [Fact]
    public void Dissent_is_every_ballot_against_the_result_with_its_reasons()
    {
        var room = new Room(5);
        var passed = room.Vote(room.Item(), Vote.Yes, Vote.Yes, Vote.Yes, Vote.No, Vote.Abstain);
        Assert.Equal([(4L, (string?)"价格依据不足")], passed.Dissent.Select(one => (one.Member.Value, one.Reason)));
        var failed = room.Vote(room.Item(), Vote.No, Vote.Yes, Vote.No, Vote.No, Vote.Abstain);
        Assert.Equal([2L], failed.Dissent.Select(one => one.Member.Value));
    }

    [Fact]
    public void A_no_and_an_abstention_give_their_reasons()
    {
        var room = new Room(3);
        var item = room.Item();
        _ = room.Open(item).Value;
        Assert.Equal("decisions.reason_missing", item.Cast(new(2), new(Vote.No, " "), Stamp.Here(new(2), room.Now)).Code());
        Assert.Equal("decisions.reason_missing", item.Cast(new(2), new(Vote.Abstain, null), Stamp.Here(new(2), room.Now)).Code());
        Assert.True(item.Cast(new(2), new(Vote.Yes, null), Stamp.Here(new(2), room.Now)).IsDone);
    }

    [Fact]
    public void Where_the_chair_is_absent_the_presiding_member_votes_last()
    {
        var room = new Room(5);
        room.Absent(1);
        var item = room.Item();
        Assert.Equal("decisions.nobody_presides", room.Open(item).Code());
        Assert.Equal("decisions.stand_in_not_present", room.Meeting.NameStandIn(new(1)).Code());
        Assert.True(room.Meeting.NameStandIn(new(4)).IsDone);
        Assert.True(room.Open(item).IsDone);
        Assert.Equal("decisions.absent_does_not_vote", room.Close(item, 1, Vote.Yes).Code());
        _ = (room.Cast(item, 2, Vote.Yes), room.Cast(item, 3, Vote.Yes), room.Cast(item, 5, Vote.Yes));
        Assert.Equal("decisions.only_the_presiding_closes", room.Close(item, 2, Vote.Yes).Code());
        Assert.Equal("decisions.presiding_votes_last", room.Cast(item, 4, Vote.Yes).Code());
        Assert.True(room.Close(item, 4, Vote.Yes).IsDone);
        Assert.Equal(ItemResult.Passed, item.Result);
    }

    [Fact]
    public void Where_the_chair_is_recused_the_presiding_member_votes_last_in_that_item_only()
    {
        var room = new Room(5);
        Assert.True(room.Meeting.NameStandIn(new(2)).IsDone);
        var own = room.Open(room.Item(recused: [1])).Value;
        Assert.Equal(2, own.Presiding?.Value);
        Assert.Equal(1, room.Open(room.Item()).Value.Presiding?.Value);
        Assert.Equal("decisions.nobody_presides", room.Open(room.Item(recused: [1, 2])).Code());
    }

    [Fact]
    public void When_the_chair_cannot_go_on_another_takes_his_place_and_the_silent_are_called_anew()
    {
        var room = new Room(3);
        var item = room.Item();
        var vote = room.Open(item).Value;
        _ = room.Cast(item, 2, Vote.Yes).Value;
        Assert.True(item.CallTheSilent(room.Now).IsDone);
        Assert.Equal("decisions.handover_reason_missing", item.HandOver(new(2), "").Code());
        Assert.Equal("decisions.stand_in_not_present", item.HandOver(new(1), "突发疾病离会").Code());
        Assert.True(item.HandOver(new(2), "突发疾病离会").IsDone);
        Assert.Equal("decisions.others_have_not_voted", room.Close(item, 2, Vote.Yes).Code());
        Assert.True(item.CallTheSilent(room.Now).IsDone);
        Assert.True(room.Close(item, 2, Vote.Yes).IsDone);
        Assert.Equal(2, vote.OpenedBallots[^1].Member.Value);
    }

    /// <summary>Invariant 11 and D-2 after any history: the last ballot is the presiding member's, and the result is what counting heads gives.</summary>
    [Fact]
    public void The_closing_ballot_is_the_presiding_members_and_the_count_is_right() =>
        Gen.Select(Gen.Int[3, 9], Gen.Int[0, 3], Gen.Int[0, 3],
            Gen.Select(Gen.Int[1, 9], Gen.Int[1, 3], Gen.Int[0, 9]).Array[0, 60]).Sample((n, recused, absent, moves) =>
        {
            var room = new Room(n);
            room.Absent([.. Enumerable.Range(0, Math.Min(absent, n - 1)).Select(i => (long)n - i)]);
            _ = room.Meeting.NameStandIn(new(2));
            var item = room.Item(recused: [.. Enumerable.Range(1, Math.Min(recused, n)).Select(i => (long)i)]);
            if (!room.Open(item).IsDone) return;
            var vote = item.Voting!;
            var last = new Dictionary<long, Vote>();
            foreach (var (member, choice, kind) in moves)
            {
                if (kind == 0) _ = item.CallTheSilent(room.Now);
                var given = kind == 1 ? room.Close(item, member, (Vote)choice) : room.Cast(item, member, (Vote)choice);
                if (given.IsDone) last[member] = (Vote)choice;
            }
            if (vote.ClosedAt is null) return;
            Assert.Equal(vote.Presiding, vote.OpenedBallots[^1].Member);
            Assert.Equal(1, vote.OpenedBallots.Count(one => one.Member == vote.Presiding));
            var m = n - item.Recusals.Count;
            Assert.Equal(2 * last.Values.Count(one => one == Vote.Yes) > m, vote.Tally!.IsPassed);
            Assert.DoesNotContain(vote.OpenedBallots, one => item.IsRecused(one.Member) || !room.Meeting.IsPresent(one.Member));
        });
}
