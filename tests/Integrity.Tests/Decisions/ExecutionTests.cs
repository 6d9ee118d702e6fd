using Integrity.Domain.Decisions;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>D-5, R-7, invariant 5: what a passed item allows, and until when.</summary>
public sealed class ExecutionTests
{
    private static readonly WorkingCalendar Weekdays = new([]);

    /// <summary>Decided on Monday 23 November; 20 working days later it is Monday 21 December.</summary>
    private static readonly DateOnly LastDay = new(2026, 12, 21);

    [Fact]
    public void A_decision_covers_the_kind_and_the_hash_that_were_voted_and_nothing_else()
    {
        var (room, item) = Passed(ItemKinds.Deduction | ItemKinds.Exclusion);
        Assert.True(item.Authorises(ItemKinds.Deduction, Room.Hash(1)).IsDone);
        Assert.Equal("decisions.hash_differs", item.Authorises(ItemKinds.Deduction, Room.Hash(2)).Code());
        Assert.Equal("decisions.another_kind_decided", item.Authorises(ItemKinds.Referral, Room.Hash(1)).Code());
        Assert.Equal("decisions.another_kind_decided", item.Authorises(ItemKinds.None, Room.Hash(1)).Code());

        var failed = room.Item();
        Assert.Equal("decisions.not_yet_decided", failed.Authorises(ItemKinds.Novation, Room.Hash(1)).Code());
        _ = room.Vote(failed, Vote.No, Vote.No, Vote.No);
        Assert.Equal("decisions.not_decided_so", failed.Authorises(ItemKinds.Novation, Room.Hash(1)).Code());
    }

    [Fact]
    public void A_result_waiting_for_the_chairs_reasons_allows_nothing()
    {
        var room = new Room(3);
        var item = room.Item();
        _ = room.Vote(item, Vote.No, Vote.Yes, Vote.Yes);
        Assert.Equal("decisions.not_yet_decided", item.Authorises(ItemKinds.Novation, Room.Hash(1)).Code());
        Assert.True(item.RecordReasons(new(1), "尊重多数意见", room.Now).IsDone);
        Assert.True(item.Authorises(ItemKinds.Novation, Room.Hash(1)).IsDone);
    }

    [Fact]
    public void A_round_whose_execution_has_not_begun_in_twenty_working_days_lapses()
    {
        var (_, item) = Passed(ItemKinds.Round);
        Assert.Equal(LastDay, item.LastDayToBegin(Weekdays)?.Day);
        Assert.Equal("decisions.not_yet_lapsed", item.Lapse(BureauTime.StartOf(LastDay), Weekdays).Code());
        Assert.Equal("decisions.decision_lapsed", item.BeginExecution(ItemKinds.Round, Room.Hash(1), LastDay.AddDays(1), Weekdays).Code());
        Assert.True(item.Lapse(BureauTime.StartOf(LastDay.AddDays(1)), Weekdays).IsDone);
        Assert.Equal(ItemResult.Lapsed, item.Result);
        Assert.Equal("decisions.decision_lapsed", item.Authorises(ItemKinds.Round, Room.Hash(1)).Code());
        Assert.Equal("decisions.not_decided_so", item.Lapse(BureauTime.StartOf(LastDay.AddDays(1)), Weekdays).Code());
    }

    [Fact]
    public void What_has_begun_in_time_does_not_lapse()
    {
        var (_, item) = Passed(ItemKinds.Round);
        Assert.True(item.BeginExecution(ItemKinds.Round, Room.Hash(1), LastDay, Weekdays).IsDone);
        Assert.Equal("decisions.not_yet_lapsed", item.Lapse(BureauTime.StartOf(LastDay.AddDays(90)), Weekdays).Code());
        Assert.True(item.BeginExecution(ItemKinds.Round, Room.Hash(1), LastDay.AddDays(90), Weekdays).IsDone);
        Assert.Equal(LastDay, item.ExecutionBegunOn);
        Assert.Equal("decisions.hash_differs", item.BeginExecution(ItemKinds.Round, Room.Hash(2), LastDay, Weekdays).Code());
    }

    [Fact]
    public void A_sanction_does_not_lapse_by_waiting()
    {
        var (_, item) = Passed(ItemKinds.Exclusion);
        Assert.Null(item.LastDayToBegin(Weekdays));
        Assert.Equal("decisions.not_yet_lapsed", item.Lapse(BureauTime.StartOf(LastDay.AddDays(90)), Weekdays).Code());
    }

    private static (Room, Item) Passed(ItemKinds kinds)
    {
        var room = new Room(3);
        var item = room.Item(kinds);
        _ = room.Vote(item, Vote.Yes, Vote.Yes, Vote.Yes);
        return (room, item);
    }
}
