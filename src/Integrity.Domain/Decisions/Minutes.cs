using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>What the minutes of a meeting state: N, who was there, who was recused, the results, and the dissent.</summary>
/// <remarks>Rules: D-6.</remarks>
public sealed record Minutes(
    MeetingId Meeting, int Year, int Number, DateOnly Day, string Place, Medium Medium, string BodyZh, string BodyEn,
    int MembersDue, IReadOnlyList<OfficialId> Present, IReadOnlyList<Presence> Absent, OfficialId? Chair, IReadOnlyList<MinutesItem> Items)
{
    /// <summary>The minutes of a meeting in which no vote is open and no reasons are owed.</summary>
    public static Outcome<Minutes> Of(Body body, Meeting meeting, IReadOnlyList<Item> agenda)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(agenda);
        if (!meeting.IsPresenceRecorded) return DecisionRefusals.PresenceNotRecorded();
        if (agenda.Any(item => item.Voting is not null)) return DecisionRefusals.VoteIsOpen();
        if (agenda.Any(item => item.OwingReasons is not null)) return DecisionRefusals.ReasonsOutstanding();
        return new Minutes(
            meeting.Id, meeting.Year, meeting.Number, meeting.Day, meeting.Place, meeting.Medium, body.NameZh, body.NameEn,
            meeting.Attendances.Count,
            [.. meeting.Attendances.Where(one => one.IsPresent).Select(one => one.Member)],
            [.. meeting.Attendances.Where(one => !one.IsPresent).Select(one => new Presence(one.Member, false, one.AbsenceReason))],
            meeting.Chair,
            [.. agenda.Where(item => item.Meeting == meeting.Id).OrderBy(item => item.AgendaPlace).Select(MinutesItem.Of)]);
    }
}

/// <summary>One item in the minutes.</summary>
/// <param name="Item">Its number.</param>
/// <param name="SubjectZh">Subject in Chinese.</param>
/// <param name="SubjectEn">Subject in English.</param>
/// <param name="Kinds">What it decides.</param>
/// <param name="Result">What became of it.</param>
/// <param name="EndReason">Why it was deferred or withdrawn.</param>
/// <param name="Decided">The hash of what was decided.</param>
/// <param name="Recused">Who kept away, and on which ground.</param>
/// <param name="Votes">Every vote held on it.</param>
public sealed record MinutesItem(
    ItemId Item, string SubjectZh, string SubjectEn, ItemKinds Kinds, ItemResult Result, string? EndReason, Digest? Decided,
    IReadOnlyList<MinutesRecusal> Recused, IReadOnlyList<MinutesVote> Votes)
{
    internal static MinutesItem Of(Item item) => new(
        item.Id, item.SubjectZh, item.SubjectEn, item.Kinds, item.Result == ItemResult.Lapsed ? ItemResult.Passed : item.Result, item.EndReason, item.Decided?.Digest,
        [.. item.Recusals.Select(one => new MinutesRecusal(one.Person, one.Ground))],
        [.. item.Candidates.Where(one => one.Tally is not null).Select(MinutesVote.Of)]);
}

public sealed record MinutesRecusal(OfficialId Person, RecusalGround Ground);

/// <summary>One vote in the minutes.</summary>
public sealed record MinutesVote(
    int Place, string LabelZh, string LabelEn, Digest Digest, Tally Tally, IReadOnlyList<OfficialId> Present, bool SilentWereCalled,
    OfficialId Presiding, string? HandoverReason, string? PresidingReasons, bool ReasonsRefused, IReadOnlyList<MinutesDissent> Dissent)
{
    internal static MinutesVote Of(Candidate candidate) => new(
        candidate.Place, candidate.LabelZh, candidate.LabelEn, candidate.Digest, candidate.Tally!,
        [.. candidate.Seats.Where(seat => seat.Standing == SeatStanding.Present).Select(seat => seat.Member)],
        candidate.CalledAt is not null, candidate.Presiding!.Value, candidate.HandoverReason, candidate.PresidingReasons, candidate.ReasonsRefused,
        [.. candidate.Counted.Where(ballot => ballot.Vote != Vote.Yes || candidate.Dissent.Contains(ballot)).Select(ballot => new MinutesDissent(ballot.Member, ballot.Vote, ballot.Reason))]);
}

/// <summary>A ballot that was not yes, or not what the result is, with its reasons (D-3).</summary>
public sealed record MinutesDissent(OfficialId Member, Vote Vote, string? Reason);
