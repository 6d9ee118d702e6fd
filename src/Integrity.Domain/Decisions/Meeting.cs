using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>Where the ballots are given: in this system, or on paper that two people enter afterwards (D-7).</summary>
public enum Medium : short
{
    System = 1,
    Paper = 2,
}

/// <summary>What the invitation to a meeting says.</summary>
/// <param name="Year">The year of the number.</param>
/// <param name="Number">Running within the year.</param>
/// <param name="Day">The day on which it is held.</param>
/// <param name="Place">The room.</param>
/// <param name="Medium">In the system or on paper.</param>
public sealed record MeetingNotice(int Year, int Number, DateOnly Day, string Place, Medium Medium);

/// <summary>A meeting of a body: who is due, who is there, who presides.</summary>
/// <remarks>Members due are all in office by the roster of the day; leave does not reduce them. Rules: D-2, D-3.</remarks>
public sealed class Meeting
{
    private readonly List<Attendance> attendances = [];
    private readonly List<MeetingReport> reports = [];

    private Meeting()
    {
    }

    public MeetingId Id { get; private set; }
    public BodyId Body { get; private set; }
    public int Year { get; private set; }
    public int Number { get; private set; }
    public DateOnly Day { get; private set; }
    public string Place { get; private set; } = "";
    public Medium Medium { get; private set; }
    public OfficialId ConvenedBy { get; private set; }
    public DateTime ConvenedAt { get; private set; }

    /// <summary>The chair in office on the day, or null where the body has none.</summary>
    public OfficialId? Chair { get; private set; }

    /// <summary>The member who presides where the chair is recused or absent.</summary>
    public OfficialId? StandIn { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    /// <summary>Every member due; empty until presence is recorded.</summary>
    public IReadOnlyList<Attendance> Attendances => attendances;

    /// <summary>What the meeting was told without deciding on it, in that order.</summary>
    public IReadOnlyList<MeetingReport> Reports => reports;

    public bool IsPresenceRecorded => attendances.Count > 0;

    public bool IsPresent(OfficialId member) => attendances.Exists(one => one.Member == member && one.IsPresent);

    public static Outcome<Meeting> Convene(MeetingId id, BodyId body, MeetingNotice notice, OfficialId by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(notice);
        if (string.IsNullOrWhiteSpace(notice.Place)) return DecisionRefusals.PlaceMissing();
        if (notice.Medium == Medium.System && notice.Day < BureauTime.DayOf(at)) return DecisionRefusals.MeetingDayOver();
        return new Meeting
        {
            Id = id,
            Body = body,
            Year = notice.Year,
            Number = notice.Number,
            Day = notice.Day,
            Place = notice.Place.Trim(),
            Medium = notice.Medium,
            ConvenedBy = by,
            ConvenedAt = at,
        };
    }

    /// <summary>Who is there, all at once; recorded again when somebody comes or goes. A vote that is open keeps the seats it began with.</summary>
    public Outcome<Done> RecordPresence(Roster roster, IReadOnlyList<Presence> members, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(members);
        if (roster.Body != Body || roster.Day != Day) throw new ArgumentException("Not the roster of this meeting's body and day.", nameof(roster));
        if (ClosedAt is not null) return DecisionRefusals.MeetingClosed();
        if (BureauTime.DayOf(at) < Day) return DecisionRefusals.MeetingNotYet();
        if (members.Any(one => !roster.Members.Contains(one.Member))) return DecisionRefusals.NotAMember();
        if (members.Select(one => one.Member).Distinct().Count() != members.Count || members.Count != roster.Members.Count)
            return DecisionRefusals.PresenceIncomplete();
        if (members.Any(one => !one.IsPresent && string.IsNullOrWhiteSpace(one.AbsenceReason))) return DecisionRefusals.AbsenceReasonMissing();

        Chair = roster.Chair;
        attendances.RemoveAll(one => !roster.Members.Contains(one.Member));
        foreach (var one in members)
        {
            if (attendances.Find(known => known.Member == one.Member) is { } known) known.Record(one);
            else attendances.Add(new Attendance(Id, one));
        }
        return default(Done);
    }

    /// <summary>Names the member who presides where the chair is recused or absent (D-3).</summary>
    public Outcome<Done> NameStandIn(OfficialId member)
    {
        if (ClosedAt is not null) return DecisionRefusals.MeetingClosed();
        if (!IsPresent(member)) return DecisionRefusals.StandInNotPresent();
        StandIn = member;
        return default(Done);
    }

    /// <summary>Tells the meeting of something on which it does not decide; it stands in the minutes (O-5).</summary>
    public Outcome<Done> TakeReport(long about, string zh, string en)
    {
        if (ClosedAt is not null) return DecisionRefusals.MeetingClosed();
        reports.Add(new(Id, reports.Count + 1, about, zh, en));
        return default(Done);
    }

    /// <summary>Ends the meeting; what was not reached leaves its agenda and waits for another, and what too few members were left for stays, referred to the superior body.</summary>
    public Outcome<Done> Close(IReadOnlyList<Item> agenda, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(agenda);
        if (ClosedAt is not null) return DecisionRefusals.MeetingClosed();
        if (agenda.Any(item => item.Voting is not null)) return DecisionRefusals.VoteIsOpen();
        if (agenda.Any(item => item.OwingReasons is not null)) return DecisionRefusals.ReasonsOutstanding();
        if (agenda.Any(item => item.Result == ItemResult.Pending && item.HasBegun)) return DecisionRefusals.ItemHalfVoted();
        foreach (var item in agenda) item.LeaveAgenda(this);
        ClosedAt = at;
        return default(Done);
    }
}

/// <summary>Whether a member is there, and why not.</summary>
public sealed record Presence(OfficialId Member, bool IsPresent, string? AbsenceReason = null);

/// <summary>A member due at a meeting.</summary>
public sealed class Attendance
{
    private Attendance()
    {
    }

    internal Attendance(MeetingId meeting, Presence presence)
    {
        (Meeting, Member) = (meeting, presence.Member);
        Record(presence);
    }

    public MeetingId Meeting { get; private set; }
    public OfficialId Member { get; private set; }
    public bool IsPresent { get; private set; }
    public string? AbsenceReason { get; private set; }

    internal void Record(Presence presence) =>
        (IsPresent, AbsenceReason) = (presence.IsPresent, presence.IsPresent ? null : presence.AbsenceReason?.Trim());
}

/// <summary>Something that a meeting was told of and did not decide on.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Place">Its place among the reports.</param>
/// <param name="About">Number of what it is about.</param>
/// <param name="Zh">What the minutes say of it, in Chinese.</param>
/// <param name="En">The same in English.</param>
public sealed record MeetingReport(MeetingId Meeting, int Place, long About, string Zh, string En);
