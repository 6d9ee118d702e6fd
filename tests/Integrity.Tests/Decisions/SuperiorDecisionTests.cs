using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>D-2, D-7: where too many are recused the superior body decides, and two people enter it.</summary>
public sealed class SuperiorDecisionTests
{
    private static readonly OfficialId First = new(90), Second = new(91);
    private static readonly SuperiorFacts Facts = new("市交通运输局", "交党〔2026〕8号", Room.Day, Room.Hash(70), Room.Hash(2), IsApproved: true);

    [Fact]
    public void Two_people_enter_it_and_the_list_with_its_hash_is_decided()
    {
        var room = new Room(3);
        var item = room.Item(candidates: 2, recused: [3]);
        var entered = SuperiorDecision.Enter(new(5), item, room.Roster, Facts, First, room.Now).Value;
        Assert.Equal(ItemResult.Pending, item.Result);
        Assert.Equal("decisions.second_person_needed", entered.Confirm(item, Facts, First, room.Now).Code());
        Assert.True(entered.Confirm(item, Facts, Second, room.Now).IsDone);
        Assert.Equal((ItemResult.Passed, Room.Hash(2)), (item.Result, item.Decided!.Digest));
        Assert.Equal([CandidateState.Fallen, CandidateState.Passed], item.Candidates.Select(one => one.State));
        Assert.Equal(entered.Id, item.DecidedAbove);
        Assert.Equal("decisions.already_decided", entered.Confirm(item, Facts, Second, room.Now).Code());
    }

    [Fact]
    public void A_superior_body_may_also_say_no()
    {
        var room = new Room(3);
        var item = room.Item(recused: [3]);
        var no = Facts with { ListHash = Room.Hash(1), IsApproved = false };
        Assert.True(SuperiorDecision.Enter(new(5), item, room.Roster, no, First, room.Now).Value.Confirm(item, no, Second, room.Now).IsDone);
        Assert.Equal(ItemResult.NotPassed, item.Result);
    }

    [Fact]
    public void It_decides_only_what_the_body_itself_cannot()
    {
        var room = new Room(5);
        Assert.Equal("decisions.body_can_decide",
            SuperiorDecision.Enter(new(5), room.Item(candidates: 2, recused: [3]), room.Roster, Facts, First, room.Now).Code());
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "document", "decisions.document_missing" }, { "scan", "decisions.scan_missing" }, { "hash", "decisions.no_printed_hash" },
        { "other", "decisions.hash_differs" }, { "older", "decisions.held_before_proposed" }, { "tomorrow", "decisions.not_yet_happened" }, { "recused", "decisions.papers_closed_to_recused" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void It_needs_document_scan_and_the_lists_hash(string what, string code)
    {
        var room = new Room(3);
        var item = room.Item(candidates: 2, recused: [3]);
        var facts = what switch
        {
            "document" => Facts with { DocumentNumber = " " },
            "scan" => Facts with { Scan = default },
            "hash" => Facts with { ListHash = default },
            "other" => Facts with { ListHash = Room.Hash(44) },
            "older" => Facts with { DocumentDay = Room.Day.AddDays(-1) },
            "tomorrow" => Facts with { DocumentDay = Room.Day.AddDays(1) },
            _ => Facts,
        };
        var by = what == "recused" ? new OfficialId(3) : First;
        Assert.Equal(code, SuperiorDecision.Enter(new(5), item, room.Roster, facts, by, room.Now).Code());
    }

    [Fact]
    public void The_second_person_reads_the_document_himself()
    {
        var room = new Room(3);
        var item = room.Item(candidates: 2, recused: [3]);
        var entered = SuperiorDecision.Enter(new(5), item, room.Roster, Facts, First, room.Now).Value;
        foreach (var other in new[]
        {
            Facts with { DocumentNumber = "交党〔2026〕9号" }, Facts with { DocumentDay = Room.Day.AddDays(-1) },
            Facts with { ListHash = Room.Hash(1) }, Facts with { IsApproved = false },
        })
            Assert.Equal("decisions.entries_differ", entered.Confirm(item, other, Second, room.Now).Code());
        Assert.Equal("decisions.papers_closed_to_recused", entered.Confirm(item, Facts, new(3), room.Now).Code());
        Assert.Equal(ItemResult.Pending, item.Result);
    }
}
