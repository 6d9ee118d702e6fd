using Integrity.Domain.Decisions;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>D-2, D-3: members due, presence, and what a meeting leaves behind.</summary>
public sealed class MeetingTests
{
    private static readonly DateTime Before = Integrity.Domain.Values.BureauTime.StartOf(Room.Day).AddHours(-1);

    [Fact]
    public void Presence_names_every_member_due_once_and_absence_has_a_reason()
    {
        var room = new Room(3);
        var all = room.Roster.Members.Select(member => new Presence(member, true)).ToList();
        string? Code(params Presence[] members) => room.Meeting.RecordPresence(room.Roster, members, room.Now).Code();

        Assert.Equal("decisions.presence_incomplete", Code(all[0], all[1]));
        Assert.Equal("decisions.presence_incomplete", Code(all[0], all[1], all[1]));
        Assert.Equal("decisions.not_a_member", Code(all[0], all[1], new(new(9), true)));
        Assert.Equal("decisions.absence_reason_missing", Code(all[0], all[1], all[2] with { IsPresent = false }));
        Assert.Null(Code(all[0], all[1], all[2] with { IsPresent = false, AbsenceReason = "病假" }));
        Assert.False(room.Meeting.IsPresent(new(3)));
        Assert.Equal("decisions.meeting_not_yet", room.Meeting.RecordPresence(room.Roster, all, Before).Code());
    }

    [Fact]
    public void Who_comes_during_a_vote_takes_part_from_the_next_one()
    {
        var room = new Room(5);
        room.Absent(5);
        var item = room.Item();
        _ = room.Open(item).Value;
        room.Absent();
        Assert.Equal("decisions.absent_does_not_vote", room.Cast(item, 5, Vote.Yes).Code());
        Assert.Equal(SeatStanding.Present, room.Open(room.Item()).Value.Seats[^1].Standing);
    }

    [Fact]
    public void What_a_meeting_did_not_reach_waits_for_another()
    {
        var room = new Room(3);
        var (reached, left) = (room.Item(), room.Item());
        _ = room.Vote(reached, Vote.Yes, Vote.Yes, Vote.Yes);
        Assert.True(room.Meeting.Close([reached, left], room.Now).IsDone);
        Assert.Equal(room.Meeting.Id, reached.Meeting);
        Assert.Null(left.Meeting);
        Assert.Equal("decisions.meeting_closed", left.PutOn(room.Meeting, 1).Code());
        Assert.Equal("decisions.not_on_this_agenda", room.Open(left).Code());
        Assert.Equal("decisions.meeting_closed", room.Meeting.Close([], room.Now).Code());
        Assert.Equal("decisions.meeting_closed", room.Meeting.NameStandIn(new(2)).Code());
    }

    [Fact]
    public void A_meeting_has_a_place_and_a_day_to_come_and_its_own_bodys_items()
    {
        var notice = new MeetingNotice(2026, 1, Room.Day, "三楼会议室", Medium.System);
        string? Code(MeetingNotice one) => Meeting.Convene(new(1), new(8), one, new(90), Before).Code();
        Assert.Equal("decisions.place_missing", Code(notice with { Place = "" }));
        Assert.Equal("decisions.meeting_day_over", Code(notice with { Day = Room.Day.AddDays(-2) }));
        Assert.Null(Code(notice with { Day = Room.Day.AddDays(-2), Medium = Medium.Paper }));

        var room = new Room(3);
        var elsewhere = Meeting.Convene(new(1), new(8), notice, new(90), Before).Value;
        Assert.Equal("decisions.another_body", room.Item().PutOn(elsewhere, 1).Code());
        var fresh = Meeting.Convene(new(3), new(1), notice, new(90), Before).Value;
        var item = room.Item();
        Assert.True(item.PutOn(fresh, 1).IsDone);
        Assert.Equal("decisions.presence_not_recorded", item.Open(fresh, room.Now).Code());
    }
}
