using Integrity.Domain.Decisions;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>D-4: in a round recusal is per line; the lines are voted by the others as an item of their own.</summary>
public sealed class LinesOfRecusedMembersTests
{
    [Fact]
    public void The_lines_are_voted_after_the_round_by_the_others_at_the_rounds_ratio()
    {
        var room = new Room(5);
        var round = room.Item(ItemKinds.Round, candidates: 2);
        var lines = room.Lines(round, 3);
        Assert.Equal("decisions.round_first", room.Open(lines).Code());
        _ = room.Vote(round, Vote.No, Vote.No, Vote.No, Vote.No, Vote.No);
        _ = room.Vote(round, Vote.Yes, Vote.Yes, Vote.Yes, Vote.Yes, Vote.Yes);
        lines.Follow(round);
        Assert.Equal([CandidateState.Fallen, CandidateState.Waiting], lines.Candidates.Select(one => one.State));
        var vote = room.Open(lines).Value;
        Assert.Equal(2, vote.Place);
        Assert.Equal("decisions.recused_does_not_vote", room.Cast(lines, 3, Vote.Yes).Code());
        foreach (var member in new[] { 2, 4, 5 }) _ = room.Cast(lines, member, Vote.No).Value;
        _ = room.Close(lines, 1, Vote.No).Value;
        Assert.Equal(ItemResult.NotPassed, lines.Result);
        Assert.Equal(ItemResult.Passed, round.Result);
    }

    [Fact]
    public void The_lines_fall_with_their_round()
    {
        var room = new Room(5);
        var round = room.Item(ItemKinds.Round);
        var lines = room.Lines(round, 3);
        lines.Follow(round);
        Assert.Equal(ItemResult.Pending, lines.Result);
        Assert.True(round.Defer(room.Meeting, "资金未到账", room.Now).IsDone);
        lines.Follow(round);
        Assert.Equal(ItemResult.Fallen, lines.Result);
    }

    [Fact]
    public void A_list_without_a_counterpart_among_the_lines_leaves_them_undecided_to_be_reserved()
    {
        var room = new Room(3);
        var round = room.Item(ItemKinds.Round);
        var lines = room.Lines(round, 3);
        _ = round.AddCandidate(Room.Facts(9)).Value;
        _ = room.Vote(round, Vote.No, Vote.No, Vote.No);
        _ = room.Vote(round, Vote.Yes, Vote.Yes, Vote.Yes);
        lines.Follow(round);
        Assert.Equal(ItemResult.Fallen, lines.Result);
    }

    [Fact]
    public void Lines_belong_to_a_round_name_who_is_recused_and_have_one_list_for_each_candidate()
    {
        var room = new Room(5);
        var round = room.Item(ItemKinds.Round, candidates: 2);
        var good = room.Proposal(ItemKinds.Round, candidates: 2, recused: [3]);
        string? Code(Item of, Proposal proposal) => Item.ProposeLines(new(9), of, proposal, new(90), room.Now).Code();

        Assert.Null(Code(round, good));
        Assert.Equal("decisions.lines_need_recusal", Code(round, good with { Conflicts = [] }));
        Assert.Equal("decisions.lines_need_every_candidate", Code(round, good with { Candidates = [Room.Facts(1)] }));
        Assert.Equal("decisions.lines_of_another_round", Code(round, good with { About = 78 }));
        Assert.Equal("decisions.lines_of_another_round", Code(room.Item(), room.Proposal(recused: [3])));
        Assert.Equal("decisions.round_recusal_is_per_line", round.Recuse(good.Conflicts[0], new(3), room.Now).Code());
        _ = room.Open(round).Value;
        Assert.Equal("decisions.voting_has_begun", Code(round, good));
    }
}
