using Integrity.Domain.Decisions;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>D-6: the minutes state N, presence, recusals, results and dissent.</summary>
public sealed class MinutesTests
{
    [Fact]
    public void They_state_N_present_recused_result_and_dissent()
    {
        var room = new Room(7);
        room.Absent(7);
        var (second, first) = (room.Item(candidates: 2, recused: [6]), room.Item());
        Assert.True(first.PutOn(room.Meeting, 1).IsDone);
        Assert.True(second.PutOn(room.Meeting, 2).IsDone);
        Assert.True(first.Defer(room.Meeting, "材料不全", room.Now).IsDone);
        _ = room.Vote(second, Vote.No, Vote.Yes, Vote.Yes, Vote.Yes, Vote.Yes);
        Assert.Equal("decisions.reasons_outstanding", Of(room, first, second).Code());
        Assert.True(second.RecordReasons(new(1), "应先核对计量", room.Now).IsDone);

        var minutes = Of(room, second, first).Value;
        Assert.Equal((7, 6), (minutes.MembersDue, minutes.Present.Count));
        Assert.Equal(("出差", 7L), (minutes.Absent[0].AbsenceReason, minutes.Absent[0].Member.Value));
        Assert.Equal([ItemResult.Deferred, ItemResult.Passed], minutes.Items.Select(one => one.Result));
        var passed = minutes.Items[1];
        Assert.Equal((6L, RecusalGround.Kin), (passed.Recused[0].Person.Value, passed.Recused[0].Ground));
        Assert.Equal(Room.Hash(1), passed.Decided);
        var vote = Assert.Single(passed.Votes);
        Assert.Equal((7, 1, 5, 4, 1, 4), (vote.Tally.Rule.InOffice, vote.Tally.Rule.Recused, vote.Tally.Present, vote.Tally.Yes, vote.Tally.No, vote.Tally.Rule.Majority));
        Assert.Equal([(1L, (string?)"价格依据不足")], vote.Dissent.Select(one => (one.Member.Value, one.Reason)));
        Assert.Equal("应先核对计量", vote.PresidingReasons);
        Assert.Empty(minutes.Items[0].Votes);
    }

    [Fact]
    public void Who_was_against_or_abstained_stands_in_them_with_his_reasons_whatever_the_result()
    {
        var room = new Room(5, Medium.System);
        var item = room.Item();
        Assert.True(item.PutOn(room.Meeting, 1).IsDone);
        _ = room.Vote(item, Vote.No, Vote.No, Vote.No, Vote.Abstain, Vote.Yes);
        Assert.Equal(ItemResult.NotPassed, item.Result);
        var vote = Assert.Single(Of(room, item).Value.Items[0].Votes);
        Assert.Equal(5, vote.Dissent.Count);
        Assert.All(vote.Dissent, one => Assert.Equal(one.Vote != Vote.Yes, one.Reason is not null));
    }

    [Fact]
    public void There_are_none_while_a_vote_is_open()
    {
        var room = new Room(3);
        var item = room.Item();
        _ = room.Open(item).Value;
        Assert.Equal("decisions.vote_is_open", Of(room, item).Code());
        Assert.Equal("decisions.presence_not_recorded", Of(new Room(3, Medium.Paper)).Code());
    }

    private static Domain.Values.Outcome<Minutes> Of(Room room, params Item[] items) => Minutes.Of(room.Body, room.Meeting, items);
}
