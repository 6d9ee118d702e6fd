using Integrity.Domain.Decisions;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>D-1, D-2, D-4, D-5: what can be put to a body, who keeps away, and which candidate is decided.</summary>
public sealed class ItemTests
{
    [Fact]
    public void Sanctions_of_one_case_are_combined_and_nothing_else_is()
    {
        Assert.True((ItemKinds.Deduction | ItemKinds.Exclusion | ItemKinds.Referral).IsLawful());
        Assert.False((ItemKinds.Round | ItemKinds.Deduction).IsLawful());
        Assert.False((ItemKinds.Novation | ItemKinds.Reversal).IsLawful());
        Assert.False(ItemKinds.None.IsLawful());
        Assert.False(((ItemKinds)(1 << 30)).IsLawful());
        foreach (var kind in Enum.GetValues<ItemKinds>().Where(one => one != ItemKinds.None))
        {
            Assert.True(kind.IsLawful());
            Assert.NotEmpty(kind.Zh());
            Assert.NotEmpty(kind.En());
        }
        Assert.Equal("扣罚、取缔市场", (ItemKinds.Exclusion | ItemKinds.Deduction).Zh());
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "kinds", "decisions.kinds_not_together" }, { "subject", "decisions.subject_missing" }, { "none", "decisions.nothing_to_decide" },
        { "hash", "decisions.hash_missing" }, { "same", "decisions.same_list_twice" }, { "label", "decisions.subject_missing" },
        { "ground", "decisions.recusal_ground_missing" }, { "twice", "decisions.already_recused" }, { "round", "decisions.round_recusal_is_per_line" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_proposal_names_its_kind_its_subject_its_hashes_and_its_conflicts(string what, string code)
    {
        var room = new Room(5);
        var good = room.Proposal(recused: [2]);
        var bad = what switch
        {
            "kinds" => good with { Kinds = ItemKinds.Round | ItemKinds.Novation },
            "subject" => good with { SubjectEn = " " },
            "none" => good with { Candidates = [] },
            "hash" => good with { Candidates = [new("方案", "Candidate", default)] },
            "same" => good with { Candidates = [Room.Facts(1), Room.Facts(1)] },
            "label" => good with { Candidates = [new("", "Candidate", Room.Hash(1))] },
            "ground" => good with { Conflicts = [good.Conflicts[0] with { Words = "" }] },
            "twice" => good with { Conflicts = [good.Conflicts[0], good.Conflicts[0]] },
            _ => good with { Kinds = ItemKinds.Round },
        };
        Assert.True(Item.Propose(new(1), good, new(90), room.Now).IsDone);
        Assert.Equal(code, Item.Propose(new(1), bad, new(90), room.Now).Code());
    }

    [Fact]
    public void Candidates_are_voted_in_order_the_first_that_passes_is_decided_and_the_others_fall()
    {
        var room = new Room(3);
        var item = room.Item(candidates: 3);
        Assert.Equal(1, room.Vote(item, Vote.No, Vote.No, Vote.No).Place);
        Assert.Equal(ItemResult.Pending, item.Result);
        Assert.Equal(2, room.Vote(item, Vote.Yes, Vote.Yes, Vote.No).Place);
        Assert.Equal(ItemResult.Passed, item.Result);
        Assert.Equal(Room.Hash(2), item.Decided?.Digest);
        Assert.Equal([CandidateState.NotPassed, CandidateState.Passed, CandidateState.Fallen], item.Candidates.Select(one => one.State));
        Assert.Equal("decisions.already_decided", room.Open(item).Code());
    }

    [Fact]
    public void An_item_is_not_passed_when_no_candidate_passes()
    {
        var room = new Room(4);
        var item = room.Item(candidates: 2);
        _ = room.Vote(item, Vote.No, Vote.Yes, Vote.No, Vote.No);
        var tie = room.Vote(item, Vote.No, Vote.Yes, Vote.Yes, Vote.Abstain);
        Assert.False(tie.Tally!.IsPassed);
        Assert.Equal(ItemResult.NotPassed, item.Result);
        Assert.Null(item.Decided);
    }

    [Fact]
    public void A_list_invented_in_the_meeting_is_a_new_candidate_after_the_others()
    {
        var room = new Room(3);
        var item = room.Item(candidates: 2);
        _ = room.Vote(item, Vote.No, Vote.No, Vote.No);
        Assert.Equal("decisions.same_list_twice", item.AddCandidate(Room.Facts(2)).Code());
        Assert.Equal(3, item.AddCandidate(Room.Facts(9)).Value.Place);
        _ = room.Vote(item, Vote.No, Vote.No, Vote.No);
        _ = room.Vote(item, Vote.Yes, Vote.Yes, Vote.Yes);
        Assert.Equal(Room.Hash(9), item.Decided?.Digest);
        Assert.Equal("decisions.already_decided", item.AddCandidate(Room.Facts(10)).Code());
    }

    [Fact]
    public void Nothing_about_an_item_changes_while_a_vote_on_it_is_open()
    {
        var room = new Room(5);
        var item = room.Item(candidates: 2);
        _ = room.Open(item).Value;
        Assert.Equal("decisions.vote_is_open", item.AddCandidate(Room.Facts(9)).Code());
        Assert.Equal("decisions.vote_is_open", item.Recuse(new(new(2), RecusalGround.Kin, "亲属"), new(2), room.Now).Code());
        Assert.Equal("decisions.vote_is_open", item.Defer(room.Meeting, "材料不全", room.Now).Code());
        Assert.Equal("decisions.vote_is_open", item.Withdraw(new(90), "材料不全", room.Now).Code());
        Assert.Equal("decisions.vote_is_open", room.Open(item).Code());
        Assert.Equal("decisions.vote_is_open", room.Meeting.Close([item], room.Now).Code());
    }

    [Fact]
    public void A_recused_member_leaves_numerator_and_denominator_and_sees_no_paper()
    {
        var room = new Room(7);
        var item = room.Item();
        Assert.True(item.Recuse(new(new(6), RecusalGround.OwnInterest, "持有该公司股份"), new(6), room.Now).IsDone);
        Assert.True(item.Recuse(new(new(7), RecusalGround.EarlierPart, "曾任该项目经理"), new(7), room.Now).IsDone);
        Assert.Equal("decisions.already_recused", item.Recuse(new(new(7), RecusalGround.Kin, "亲属"), new(7), room.Now).Code());
        Assert.Equal("decisions.recusal_ground_missing", item.Recuse(new(new(5), RecusalGround.Kin, ""), new(5), room.Now).Code());
        Assert.Equal("decisions.papers_closed_to_recused", item.OpenPapersFor(new(7)).Code());
        Assert.True(item.OpenPapersFor(new(5)).IsDone);
        var vote = room.Open(item).Value;
        Assert.Equal("decisions.recused_does_not_vote", room.Cast(item, 6, Vote.Yes).Code());
        foreach (var member in new[] { 2, 3, 4, 5 }) _ = room.Cast(item, member, member < 4 ? Vote.Yes : Vote.No).Value;
        _ = room.Close(item, 1, Vote.Yes).Value;
        Assert.Equal((5, 2, 3), (vote.Tally!.Rule.Voters, vote.Tally.Rule.Recused, vote.Tally.Rule.Majority));
        Assert.Equal(ItemResult.Passed, item.Result);
    }

    [Fact]
    public void Without_a_quorum_or_with_too_many_recused_no_vote_opens()
    {
        var room = new Room(7);
        room.Absent(5, 6, 7);
        Assert.Equal("decisions.no_quorum", room.Open(room.Item()).Code());
        room.Absent(6, 7);
        Assert.True(room.Open(room.Item()).IsDone);
        Assert.Equal("decisions.goes_to_superior_body", room.Open(room.Item(recused: [4, 5, 6, 7])).Code());
        Assert.Equal("decisions.not_a_member", room.Cast(Opened(room), 99, Vote.Yes).Code());
    }

    [Fact]
    public void Who_prepared_a_matter_is_never_its_only_voter()
    {
        var room = new Room(4);
        room.Absent(4);
        Assert.Equal("decisions.only_preparers_present", room.Open(room.Item(preparedBy: [1, 2, 3])).Code());

        var item = room.Item(preparedBy: [1, 2, 4]);
        var vote = room.Open(item).Value;
        _ = room.Cast(item, 2, Vote.Yes).Value;
        Assert.True(item.CallTheSilent(room.Now).IsDone);
        _ = room.Close(item, 1, Vote.Yes).Value;
        Assert.True(vote.OnlyPreparers);
        Assert.False(vote.Tally!.IsPassed);

        // With three voters two yes are enough; they may come from those who prepared it as long as somebody else voted too.
        var small = new Room(3);
        var other = small.Item(preparedBy: [1, 2]);
        _ = small.Vote(other, Vote.Yes, Vote.Yes, Vote.No);
        Assert.Equal(ItemResult.Passed, other.Result);
        var alone = small.Item(preparedBy: [1, 2]);
        _ = small.Open(alone).Value;
        _ = small.Cast(alone, 2, Vote.Yes).Value;
        Assert.True(alone.CallTheSilent(small.Now).IsDone);
        _ = small.Close(alone, 1, Vote.Yes).Value;
        Assert.Equal(CandidateState.ReasonsDue, alone.Candidates[0].State);
        Assert.True(alone.RecordReasons(new(1), null, small.Now).IsDone);
        Assert.Equal(ItemResult.NotPassed, alone.Result);
    }

    [Fact]
    public void A_matter_is_put_off_with_its_reason_before_a_vote_opens()
    {
        var room = new Room(3);
        var item = room.Item();
        Assert.Equal("decisions.reason_missing", item.Defer(room.Meeting, "", room.Now).Code());
        Assert.True(item.Defer(room.Meeting, "需补充计量资料", room.Now).IsDone);
        Assert.Equal((ItemResult.Deferred, "需补充计量资料"), (item.Result, item.EndReason));
        Assert.Equal(CandidateState.Fallen, item.Candidates[0].State);
        Assert.Equal("decisions.already_decided", room.Open(item).Code());
    }

    [Fact]
    public void Only_its_proposer_takes_an_item_back_and_only_before_the_first_vote()
    {
        var room = new Room(3);
        var item = room.Item(candidates: 2);
        Assert.Equal("decisions.only_the_proposer_withdraws", item.Withdraw(new(2), "清单有误", room.Now).Code());
        _ = room.Vote(item, Vote.No, Vote.No, Vote.No);
        Assert.Equal("decisions.voting_has_begun", item.Withdraw(new(90), "清单有误", room.Now).Code());
        var other = room.Item();
        Assert.True(other.Withdraw(new(90), "清单有误", room.Now).IsDone);
        Assert.Equal(ItemResult.Withdrawn, other.Result);
    }

    private static Item Opened(Room room)
    {
        var item = room.Item();
        _ = room.Open(item).Value;
        return item;
    }
}
