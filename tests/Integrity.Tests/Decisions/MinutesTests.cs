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
    public void An_item_for_the_superior_body_stays_in_them_as_referred_with_no_ballot()
    {
        var room = new Room(3);
        var (above, reached) = (room.Item(recused: [3]), room.Item(candidates: 2));
        Assert.True(above.PutOn(room.Meeting, 1).IsDone);
        Assert.True(reached.PutOn(room.Meeting, 2).IsDone);
        Assert.True(room.Meeting.Close([above, reached], room.Now).IsDone);
        Assert.Equal(room.Meeting.Id, above.Meeting);
        Assert.Null(reached.Meeting);
        Assert.Equal("decisions.meeting_closed", above.Defer(room.Meeting, "材料不全", room.Now).Code());
        var facts = new SuperiorFacts("市交通运输局", "交党〔2026〕8号", Room.Day, Room.Hash(70), Room.Hash(1), IsApproved: false);
        var decision = SuperiorDecision.Enter(new(5), above, room.Roster, facts, new(90), room.Now).Value;
        Assert.True(decision.Confirm(above, facts, new(91), room.Now).IsDone);
        Assert.Equal(ItemResult.NotPassed, above.Result);

        var item = Assert.Single(Minutes.Of(room.Body, room.Meeting, [above], [decision]).Value.Items);
        Assert.Equal((ItemResult.Pending, 0), (item.Result, item.Votes.Count));
        Assert.Equal((3, 1, 2), (item.Referral!.Rule.InOffice, item.Referral.Rule.Recused, item.Referral.Rule.Voters));
        Assert.Equal(("交党〔2026〕8号", Room.Day, false), (item.Referral.Decision!.DocumentNumber, item.Referral.Decision.DocumentDay, item.Referral.Decision.IsApproved));
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

    private static Domain.Values.Outcome<Minutes> Of(Room room, params Item[] items) => Minutes.Of(room.Body, room.Meeting, items, []);
}
