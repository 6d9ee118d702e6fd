using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>The vote on an item: candidate by candidate, sealed, the presiding member last.</summary>
/// <remarks>Rules: D-2, D-3, D-5.</remarks>
public sealed partial class Item
{
    public ItemResult Result { get; private set; }

    /// <summary>Why it was deferred or withdrawn, or lapsed.</summary>
    public string? EndReason { get; private set; }

    /// <summary>The place of the candidate that was decided.</summary>
    public int? DecidedPlace { get; private set; }

    /// <summary>The day of the vote, or of the confirmation of a superior body's decision.</summary>
    public DateOnly? DecidedOn { get; private set; }

    /// <summary>The instant from which the result counts.</summary>
    public DateTime? EffectiveAt { get; private set; }

    /// <summary>The superior body's decision, where it decided.</summary>
    public SuperiorDecisionId? DecidedAbove { get; private set; }

    /// <summary>For the lines of recused members: their round has passed, and with it the candidate whose ratio is theirs.</summary>
    public bool IsRoundDecided { get; private set; }

    /// <summary>The candidate whose vote is open.</summary>
    public Candidate? Voting => candidates.Find(one => one.State == CandidateState.Open);

    /// <summary>The candidate whose presiding member still owes his reasons.</summary>
    public Candidate? OwingReasons => candidates.Find(one => one.State == CandidateState.ReasonsDue);

    /// <summary>The candidate that is voted next.</summary>
    public Candidate? Next => candidates.Find(one => one.State == CandidateState.Waiting);

    /// <summary>The candidate that was decided.</summary>
    public Candidate? Decided => DecidedPlace is { } place ? candidates[place - 1] : null;

    /// <summary>A vote on it was opened, whatever came of it.</summary>
    public bool HasBegun => candidates.Exists(one => one.OpenedAt is not null);

    /// <summary>Who acts on an open vote names the list he has before him: another one may be on the table by now.</summary>
    public Refusal? WhyNotOn(int place, Digest digest)
    {
        if (Voting is not { } open) return DecisionRefusals.NoVoteOpen();
        return open.Place == place && open.Digest == digest ? null : DecisionRefusals.OtherListOnTheTable();
    }

    /// <summary>Quorum and majority for the members of the day, without those who keep away.</summary>
    public VotingRule RuleFor(IReadOnlyCollection<OfficialId> inOffice)
    {
        ArgumentNullException.ThrowIfNull(inOffice);
        return VotingRule.For(inOffice.Count, inOffice.Count(IsRecused));
    }

    /// <summary>The count by which too few members of this meeting were left, so that the superior body decides (D-2); null where the meeting itself decided, put off or did not need to.</summary>
    public VotingRule? ReferredBy(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        if (Meeting != meeting.Id || !meeting.IsPresenceRecorded || (LinesOf is not null && !IsRoundDecided)) return null;
        if (Result != ItemResult.Pending && DecidedAbove is null && !(EffectiveAt > meeting.ClosedAt)) return null;
        var members = meeting.Attendances.Select(one => one.Member).ToHashSet();
        var recused = recusals.Count(one => members.Contains(one.Person) && !(one.RecordedAt > meeting.ClosedAt));
        var rule = VotingRule.For(members.Count, recused);
        return rule.GoesToSuperiorBody ? rule : null;
    }

    /// <summary>Opens the vote on the next candidate, with the members who are there as its seats.</summary>
    public Outcome<Candidate> Open(Meeting meeting, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.Medium == Medium.Paper ? DecisionRefusals.HeldOnPaper() : OpenOnPaper(meeting, at);
    }

    internal Outcome<Candidate> OpenOnPaper(Meeting meeting, DateTime at)
    {
        if (Undecided() is { } refusal) return refusal;
        if (Meeting != meeting.Id) return DecisionRefusals.NotOnThisAgenda();
        if (meeting.ClosedAt is not null) return DecisionRefusals.MeetingClosed();
        if (TooOldOn(BureauTime.DayOf(at)) is { } old) return old;
        if (LinesOf is not null && !IsRoundDecided) return DecisionRefusals.RoundFirst();
        if (!meeting.IsPresenceRecorded) return DecisionRefusals.PresenceNotRecorded();

        var rule = RuleFor([.. meeting.Attendances.Select(one => one.Member)]);
        if (rule.GoesToSuperiorBody) return DecisionRefusals.GoesToSuperiorBody(rule);
        var voters = meeting.Attendances.Where(one => one.IsPresent && !IsRecused(one.Member)).Select(one => one.Member).ToList();
        if (voters.Count < rule.Quorum) return DecisionRefusals.NoQuorum(voters.Count, rule.Quorum);
        if (voters.All(HasPrepared)) return DecisionRefusals.OnlyPreparersPresent();
        var presiding = meeting.Chair is { } chair && voters.Contains(chair) ? chair : meeting.StandIn;
        if (presiding is not { } last || !voters.Contains(last)) return DecisionRefusals.NobodyPresides();

        var candidate = Next!;
        candidate.Open(meeting.Attendances.Select(one => (one.Member, StandingOf(one))), last, at);
        return candidate;
    }

    /// <summary>A ballot of a member who does not preside; it may be given again until the vote closes.</summary>
    public Outcome<Ballot> Cast(OfficialId member, Choice choice, Stamp stamp)
    {
        ArgumentNullException.ThrowIfNull(choice);
        if (Voting is not { } open) return DecisionRefusals.NoVoteOpen();
        return TooOldOn(BureauTime.DayOf(stamp.GivenAt)) is { } old ? old : open.Cast(member, choice, stamp);
    }

    /// <summary>Calls those who have given no ballot, for the record: after it the presiding member may vote.</summary>
    public Outcome<Done> CallTheSilent(DateTime at) => Voting is { } open ? open.CallTheSilent(at) : DecisionRefusals.NoVoteOpen();

    /// <summary>Another present member presides over the open vote, because the one who did cannot go on.</summary>
    public Outcome<Done> HandOver(OfficialId to, string reason) =>
        Voting is { } open ? open.HandOver(to, reason) : DecisionRefusals.NoVoteOpen();

    /// <summary>The presiding member's ballot closes the vote and opens all ballots (D-3).</summary>
    public Outcome<Ballot> Close(OfficialId member, Choice choice, Stamp stamp)
    {
        ArgumentNullException.ThrowIfNull(choice);
        if (Voting is not { } open) return DecisionRefusals.NoVoteOpen();
        if (TooOldOn(BureauTime.DayOf(stamp.GivenAt)) is { } old) return old;
        var closed = open.Close(member, choice, HasPrepared, stamp);
        if (closed.IsDone) Settle(open);
        return closed;
    }

    /// <summary>The presiding member says why he voted otherwise than was decided, or refuses to (null); then the result takes effect (D-3).</summary>
    public Outcome<Done> RecordReasons(OfficialId member, string? reasons, DateTime at)
    {
        if (OwingReasons is not { } candidate) return DecisionRefusals.NoReasonsDue();
        var recorded = candidate.RecordReasons(member, reasons, at);
        if (recorded.IsDone) Settle(candidate);
        return recorded;
    }

    /// <summary>Puts the matter off; it comes back as a new item. Never while a vote is open: nobody escapes a vote by deferring it.</summary>
    public Outcome<Done> Defer(Meeting meeting, string reason, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        if (Undecided() is { } refusal) return refusal;
        if (Meeting != meeting.Id) return DecisionRefusals.NotOnThisAgenda();
        if (meeting.ClosedAt is not null) return DecisionRefusals.MeetingClosed();
        if (!meeting.IsPresenceRecorded) return DecisionRefusals.PresenceNotRecorded();
        // Put off alone they could never be voted again: the round would be executed without them.
        if (LinesOf is not null) return DecisionRefusals.LinesGoWithTheirRound();
        if (string.IsNullOrWhiteSpace(reason)) return DecisionRefusals.ReasonMissing();
        EndWith(ItemResult.Deferred, reason, at);
        return default(Done);
    }

    /// <summary>The lines of a recused member follow their round: its ratio is theirs, and with it they fall.</summary>
    public void Follow(Item main)
    {
        ArgumentNullException.ThrowIfNull(main);
        if (LinesOf != main.Id) throw new ArgumentException("Not the item whose lines these are.", nameof(main));
        if (Result != ItemResult.Pending || main.Result == ItemResult.Pending) return;
        if (main.Result != ItemResult.Passed || main.DecidedPlace is not { } place || place > candidates.Count)
        {
            EndWith(ItemResult.Fallen, null, main.EffectiveAt!.Value);
            return;
        }
        IsRoundDecided = true;
        foreach (var candidate in candidates) if (candidate.Place != place) candidate.Fall();
    }

    private bool HasPrepared(OfficialId person) => preparations.Exists(one => one.Person == person);

    private SeatStanding StandingOf(Attendance one) =>
        IsRecused(one.Member) ? SeatStanding.Recused : one.IsPresent ? SeatStanding.Present : SeatStanding.Absent;

    private void Settle(Candidate candidate)
    {
        if (candidate.EffectiveAt is not { } at) return;
        var passed = candidate.State == CandidateState.Passed;
        if (!passed && Next is not null) return;
        if (passed) DecidedPlace = candidate.Place;
        DecidedOn = candidate.ClosedAt is { } closed ? BureauTime.DayOf(closed) : BureauTime.DayOf(at);
        EndWith(passed ? ItemResult.Passed : ItemResult.NotPassed, null, at);
    }

    private void EndWith(ItemResult result, string? reason, DateTime at)
    {
        (Result, EndReason, EffectiveAt) = (result, reason?.Trim(), at);
        foreach (var candidate in candidates) candidate.Fall();
    }

    private Refusal? Undecided()
    {
        if (Result != ItemResult.Pending) return DecisionRefusals.AlreadyDecided();
        if (Voting is not null) return DecisionRefusals.VoteIsOpen();
        return OwingReasons is null ? null : DecisionRefusals.ReasonsOutstanding();
    }
}
