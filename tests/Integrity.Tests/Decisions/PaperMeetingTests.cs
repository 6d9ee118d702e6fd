using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>D-7: a meeting held on paper is entered by two people and counted by the same rules.</summary>
public sealed class PaperMeetingTests
{
    private static readonly OfficialId First = new(90), Second = new(91);
    private static readonly DateTime Held = BureauTime.StartOf(Room.Day).AddHours(10);
    private static readonly DateTime Entered = Held.AddDays(1);

    private readonly Room room = new(5, Medium.Paper);
    private readonly Item item;

    public PaperMeetingTests() => item = room.Item();

    [Fact]
    public void What_two_people_read_alike_is_counted_in_the_papers_order_with_both_times_kept()
    {
        var sheet = Sheet(Ballots((2, Vote.Yes), (5, Vote.No), (3, Vote.Yes), (4, Vote.Yes), (1, Vote.Yes)));
        var entered = Enter(sheet);
        Assert.Equal(ItemResult.Pending, item.Result);
        Assert.Null(Confirm(entered, sheet));
        Assert.Equal(ItemResult.Passed, item.Result);
        Assert.Equal(Room.Day, item.DecidedOn);
        Assert.Equal(Entered, item.EffectiveAt);
        Assert.All(item.Candidates[0].OpenedBallots, one => Assert.Equal((Held, Entered, Second, Medium.Paper), (one.GivenAt, one.EnteredAt, one.EnteredBy, one.Medium)));
        Assert.Equal([2L, 5, 3, 4, 1], item.Candidates[0].OpenedBallots.Select(one => one.Member.Value));
        Assert.Equal("decisions.already_decided", Confirm(entered, sheet));
    }

    [Fact]
    public void One_person_alone_binds_nothing()
    {
        var sheet = Sheet(Ballots((2, Vote.Yes), (3, Vote.Yes), (4, Vote.Yes), (5, Vote.Yes), (1, Vote.Yes)));
        Assert.Equal("decisions.second_person_needed", Enter(sheet).Confirm(room.Meeting, room.Roster, [item], sheet, First, Entered).Code());
    }

    [Fact]
    public void Two_readings_that_differ_are_not_counted_until_the_wrong_one_is_corrected()
    {
        var right = Sheet(Ballots((2, Vote.Yes), (3, Vote.Yes), (4, Vote.Yes), (5, Vote.No), (1, Vote.Yes)));
        var wrong = Sheet(Ballots((2, Vote.Yes), (3, Vote.Yes), (4, Vote.No), (5, Vote.Yes), (1, Vote.Yes)));
        var entered = Enter(wrong);
        var refused = entered.Confirm(room.Meeting, room.Roster, [item], right, Second, Entered).Refusal;
        Assert.Equal("decisions.readings_differ", refused?.Code);
        Assert.Contains("line 11", refused?.En);
        Assert.Equal("decisions.only_the_first_person_corrects", entered.Correct(room.Meeting, right, Second, Entered).Code());
        Assert.True(entered.Correct(room.Meeting, right, First, Entered).IsDone);
        Assert.Null(Confirm(entered, right));
    }

    [Fact]
    public void Without_the_printed_hash_or_with_another_nothing_is_bound()
    {
        var vote = Ballots((2, Vote.Yes), (3, Vote.Yes), (4, Vote.Yes), (5, Vote.Yes), (1, Vote.Yes));
        Assert.Equal("decisions.no_printed_hash", Refused(Sheet(vote with { PrintedHash = null })));
        var other = Sheet(vote with { PrintedHash = Room.Hash(44) });
        Assert.Equal("decisions.hash_differs", Confirm(Enter(other), other));
    }

    [Fact]
    public void A_paper_on_which_the_chair_did_not_vote_last_binds_nothing()
    {
        var early = Sheet(Ballots((1, Vote.Yes), (2, Vote.Yes), (3, Vote.Yes), (4, Vote.Yes), (5, Vote.Yes)));
        Assert.Equal("decisions.presiding_votes_last", Confirm(Enter(early), early));
        Assert.Equal(ItemResult.Pending, item.Result);
    }

    [Fact]
    public void Silence_on_paper_needs_the_recorded_call()
    {
        var vote = Ballots((2, Vote.Yes), (3, Vote.Yes), (1, Vote.Yes));
        var uncalled = Sheet(vote);
        Assert.Equal("decisions.others_have_not_voted", Confirm(Enter(uncalled), uncalled));
    }

    [Fact]
    public void Reasons_of_the_chair_recusals_presence_and_deferrals_are_read_from_the_paper_too()
    {
        var put_off = room.Item();
        var vote = Ballots((2, Vote.Yes), (3, Vote.Yes), (1, Vote.No)) with { PresidingReasons = "资金紧张" };
        var sheet = new PaperSheet(Room.Hash(70), People(absent: 4), null,
        [
            new(item.Id, [new(new(5), RecusalGround.Kin, "亲属")], [vote with { SilentWereCalled = false }]),
            new(put_off.Id, [], [], "材料不全"),
        ]);
        Assert.Null(Enter(sheet).Confirm(room.Meeting, room.Roster, [item, put_off], sheet, Second, Entered).Code());
        Assert.Equal((4, 3, 3), (item.Candidates[0].Tally!.Rule.Voters, item.Candidates[0].Tally!.Rule.Quorum, item.Candidates[0].Tally!.Rule.Majority));
        Assert.Equal(ItemResult.NotPassed, item.Result);
        Assert.Equal(ItemResult.Deferred, put_off.Result);
    }

    [Fact]
    public void Where_the_result_differs_the_paper_gives_the_chairs_reasons_or_his_refusal()
    {
        var vote = Ballots((2, Vote.Yes), (3, Vote.Yes), (4, Vote.Yes), (5, Vote.Yes), (1, Vote.No));
        var silent = Sheet(vote);
        Assert.Equal("decisions.reasons_outstanding", Confirm(Enter(silent), silent));
        var other = new PaperMeetingTests();
        var refused = other.Sheet(vote with { ReasonsRefused = true });
        Assert.Null(other.Confirm(other.Enter(refused), refused));
        Assert.True(other.item.Candidates[0].ReasonsRefused);
    }

    [Fact]
    public void A_reading_has_a_scan_each_item_once_each_member_once_and_a_time_that_has_been()
    {
        var vote = Ballots((2, Vote.Yes), (3, Vote.Yes), (4, Vote.Yes), (5, Vote.Yes), (1, Vote.Yes));
        var good = Sheet(vote);
        Assert.Equal("decisions.scan_missing", Refused(good with { Scan = default }));
        Assert.Equal("decisions.items_on_paper_wrong", Refused(good with { Items = [] }));
        Assert.Equal("decisions.items_on_paper_wrong", Refused(good with { Items = [good.Items[0], good.Items[0]] }));
        Assert.Equal("decisions.ballots_on_paper_wrong", Refused(Sheet(vote with { Ballots = [vote.Ballots[0], vote.Ballots[0]] })));
        Assert.Equal("decisions.not_yet_happened", Refused(Sheet(vote with { HeldAt = Entered.AddHours(1) })));
        Assert.Equal("decisions.not_yet_happened", Refused(Sheet(vote with { HeldAt = Held.AddDays(-1) })));
        // Nobody votes on a list before it is there.
        Assert.Equal("decisions.held_before_proposed", Refused(Sheet(vote with { HeldAt = Held.AddHours(-1) })));
        Assert.Equal("decisions.not_on_paper", PaperMinutes.Enter(new(6), new Room(5).Meeting, [], good, First, Entered).Code());
        Assert.Equal("decisions.held_on_paper", room.Open(item).Code());
    }

    [Fact]
    public void Who_is_recused_from_an_item_reads_nothing_in()
    {
        var own = room.Item(recused: [91]);
        var sheet = Sheet(Ballots((2, Vote.Yes), (3, Vote.Yes), (4, Vote.Yes), (5, Vote.Yes), (1, Vote.Yes)));
        Assert.Equal("decisions.papers_closed_to_recused", PaperMinutes.Enter(new(6), room.Meeting, [item, own], sheet, Second, Entered).Code());
        Assert.Equal("decisions.papers_closed_to_recused", Enter(sheet).Confirm(room.Meeting, room.Roster, [item, own], sheet, Second, Entered).Code());
    }

    private static PaperVoting Ballots(params (long Member, Vote Vote)[] ballots) =>
        new(Room.Hash(1), Held, [.. ballots.Select(one => new PaperBallot(new(one.Member), one.Vote, one.Vote == Vote.Yes ? null : "价格依据不足"))]);

    private List<Presence> People(params long[] absent) =>
        [.. room.Roster.Members.Select(member => absent.Contains(member.Value) ? new Presence(member, false, "出差") : new Presence(member, true))];

    private PaperSheet Sheet(PaperVoting vote) => new(Room.Hash(70), People(), null, [new(item.Id, [], [vote])]);

    private PaperMinutes Enter(PaperSheet sheet) => PaperMinutes.Enter(new(6), room.Meeting, [item], sheet, First, Entered).Value;

    private string? Refused(PaperSheet sheet) => PaperMinutes.Enter(new(6), room.Meeting, [item], sheet, First, Entered).Code();

    private string? Confirm(PaperMinutes entered, PaperSheet sheet) =>
        entered.Confirm(room.Meeting, room.Roster, [item], sheet, Second, Entered).Code();
}
