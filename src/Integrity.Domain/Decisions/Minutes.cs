using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>What the minutes of a meeting state: N, who was there, who was recused, the results, and the dissent.</summary>
/// <remarks>Rules: D-6.</remarks>
public sealed record Minutes(
    MeetingId Meeting, int Year, int Number, DateOnly Day, string Place, Medium Medium, string BodyZh, string BodyEn,
    int MembersDue, IReadOnlyList<OfficialId> Present, IReadOnlyList<Presence> Absent, OfficialId? Chair, IReadOnlyList<MinutesItem> Items, IReadOnlyList<MeetingReport> Reports)
{
    /// <summary>The minutes of a meeting in which no vote is open and no reasons are owed.</summary>
    /// <param name="body">Whose meeting.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="agenda">Its items.</param>
    /// <param name="above">What the superior body decided on those that it referred; entered later, it changes nothing of what the meeting did.</param>
    public static Outcome<Minutes> Of(Body body, Meeting meeting, IReadOnlyList<Item> agenda, IReadOnlyList<SuperiorDecision> above)
    {
        ArgumentNullException.ThrowIfNull(above);
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
            [.. agenda.Where(item => item.Meeting == meeting.Id).OrderBy(item => item.AgendaPlace).Select(item => MinutesItem.Of(item, meeting, above))],
            [.. meeting.Reports.OrderBy(one => one.Place)]);
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
/// <param name="Referral">Too few members were left: it went to the superior body, and the meeting itself decided nothing (D-2); null otherwise.</param>
public sealed record MinutesItem(
    ItemId Item, string SubjectZh, string SubjectEn, ItemKinds Kinds, ItemResult Result, string? EndReason, Digest? Decided,
    IReadOnlyList<MinutesRecusal> Recused, IReadOnlyList<MinutesVote> Votes, MinutesReferral? Referral)
{
    internal static MinutesItem Of(Item item, Meeting meeting, IReadOnlyList<SuperiorDecision> above)
    {
        var referred = item.ReferredBy(meeting);
        var result = referred is not null ? ItemResult.Pending : item is { Result: ItemResult.Lapsed, DecidedPlace: not null } ? ItemResult.Passed : item.Result;
        return new(
            item.Id, item.SubjectZh, item.SubjectEn, item.Kinds, result, referred is null ? item.EndReason : null, referred is null ? item.Decided?.Digest : null,
            [.. item.Recusals.Where(one => meeting.ClosedAt is not { } closed || one.RecordedAt <= closed).Select(one => new MinutesRecusal(one.Person, one.Ground))],
            [.. item.Candidates.Where(one => one.Tally is not null).Select(MinutesVote.Of)],
            referred is { } rule ? new(rule, item.DecidedAbove is { } id && above.FirstOrDefault(one => one.Id == id) is { } decision ? MinutesAbove.Of(decision) : null) : null);
    }
}

/// <summary>An item that the meeting sent to the superior body, without a ballot on it (D-2).</summary>
/// <param name="Rule">N, recused, and who was left.</param>
/// <param name="Decision">What the superior body decided, once two people have entered it (D-7); null until then.</param>
public sealed record MinutesReferral(VotingRule Rule, MinutesAbove? Decision);

/// <summary>The superior body's decision, as its document says it (D-7).</summary>
public sealed record MinutesAbove(string BodyName, string DocumentNumber, DateOnly DocumentDay, bool IsApproved, Digest ListHash, Digest Scan)
{
    internal static MinutesAbove Of(SuperiorDecision decision) =>
        new(decision.BodyName, decision.DocumentNumber, decision.DocumentDay, decision.IsApproved, decision.ListHash, decision.Scan);
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
