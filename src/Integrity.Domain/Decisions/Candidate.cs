using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>Where a candidate stands.</summary>
public enum CandidateState : short
{
    Waiting = 1,
    Open = 2,

    /// <summary>Opened, but the result differs from the presiding member's ballot and his reasons are not yet recorded.</summary>
    ReasonsDue = 3,
    Passed = 4,
    NotPassed = 5,

    /// <summary>Not voted any more: an earlier one passed, or the item ended otherwise.</summary>
    Fallen = 6,
}

/// <summary>One list that can be decided: its own hash, voted on its own, the presiding member last.</summary>
/// <remarks>Invariant: 11, the closing ballot is the chair's or presiding member's. Rules: D-3, D-5.</remarks>
public sealed class Candidate
{
    private readonly List<Seat> seats = [];
    private readonly List<Ballot> ballots = [];

    private Candidate()
    {
    }

    internal Candidate(ItemId item, int place, CandidateFacts facts)
    {
        (Item, Place, Digest) = (item, place, facts.Digest);
        (LabelZh, LabelEn) = (facts.LabelZh.Trim(), facts.LabelEn.Trim());
        State = CandidateState.Waiting;
    }

    public ItemId Item { get; private set; }

    /// <summary>The order in which it was proposed and is voted, from 1.</summary>
    public int Place { get; private set; }

    public string LabelZh { get; private set; } = "";
    public string LabelEn { get; private set; } = "";

    /// <summary>What is decided, by its hash.</summary>
    public Digest Digest { get; private set; }

    public CandidateState State { get; private set; }
    public DateTime? OpenedAt { get; private set; }

    /// <summary>When those who stayed silent were called.</summary>
    public DateTime? CalledAt { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    /// <summary>When the result took effect: on closing, or when the presiding member's reasons were recorded.</summary>
    public DateTime? EffectiveAt { get; private set; }

    /// <summary>Who votes last: the chair, or the presiding member.</summary>
    public OfficialId? Presiding { get; private set; }

    /// <summary>Why the last ballot passed from one member to another while the vote was open.</summary>
    public string? HandoverReason { get; private set; }

    /// <summary>Why the presiding member voted otherwise; null with <see cref="ReasonsRefused"/> when he gave none.</summary>
    public string? PresidingReasons { get; private set; }

    public bool ReasonsRefused { get; private set; }

    /// <summary>Only people who prepared the matter voted.</summary>
    public bool OnlyPreparers { get; private set; }

    /// <summary>Every member in office as the vote began: present, absent or recused.</summary>
    public IReadOnlyList<Seat> Seats => seats;

    /// <summary>Nobody sees its ballots: the vote is not closed, or ended without ever being closed.</summary>
    public bool IsSealed => ClosedAt is null;

    /// <summary>All ballots in the order given, once the vote is closed; before that nobody sees one.</summary>
    public IReadOnlyList<Ballot> OpenedBallots => IsSealed ? [] : ballots;

    /// <summary>The ballots that count: each member's last.</summary>
    public IReadOnlyList<Ballot> Counted => [.. OpenedBallots.GroupBy(ballot => ballot.Member).Select(own => own.MaxBy(ballot => ballot.Number)!)];

    /// <summary>Ballots against the result, with their reasons (D-3).</summary>
    public IReadOnlyList<Ballot> Dissent => State is CandidateState.Passed or CandidateState.NotPassed or CandidateState.ReasonsDue
        ? [.. Counted.Where(ballot => ballot.Vote == (Tally!.IsPassed ? Vote.No : Vote.Yes))]
        : [];

    /// <summary>The count, once the vote is closed.</summary>
    public Tally? Tally => ClosedAt is null ? null : Count(OnlyPreparers);

    /// <summary>Whether the member has given a ballot: who has voted is open, how is not.</summary>
    public bool HasVoted(OfficialId member) => GivenBy(member) is not null;

    /// <summary>The number of the member's last ballot and when he gave it, never how.</summary>
    public (int Number, DateTime At)? GivenBy(OfficialId member) =>
        ballots.Where(ballot => ballot.Member == member).MaxBy(ballot => ballot.Number) is { } last ? (last.Number, last.GivenAt) : null;

    /// <summary>Present members other than the presiding one who have given no ballot.</summary>
    public IReadOnlyList<OfficialId> Silent => [.. seats
        .Where(seat => seat.Standing == SeatStanding.Present && seat.Member != Presiding && !HasVoted(seat.Member))
        .Select(seat => seat.Member)];

    private VotingRule Rule => VotingRule.For(seats.Count, seats.Count(seat => seat.Standing == SeatStanding.Recused));

    /// <summary>What still keeps this member from closing the vote by his ballot; null when nothing does.</summary>
    public Refusal? WhyNotClose(OfficialId member)
    {
        if (State != CandidateState.Open) return DecisionRefusals.NoVoteOpen();
        if (SeatRefusal(member) is { } refusal) return refusal;
        if (member != Presiding) return DecisionRefusals.OnlyThePresidingCloses();
        return Silent.Count > 0 && CalledAt is null ? DecisionRefusals.OthersHaveNotVoted(Silent.Count) : null;
    }

    internal void Open(IEnumerable<(OfficialId Member, SeatStanding Standing)> members, OfficialId presiding, DateTime at)
    {
        seats.AddRange(members.Select(one => new Seat(Item, Place, one.Member, one.Standing)));
        (State, Presiding, OpenedAt) = (CandidateState.Open, presiding, at);
    }

    internal Outcome<Ballot> Cast(OfficialId member, Choice choice, Stamp stamp)
    {
        if (SeatRefusal(member) is { } refusal) return refusal;
        if (member == Presiding) return DecisionRefusals.PresidingVotesLast();
        return choice.LacksReason ? DecisionRefusals.ReasonMissing() : Give(member, choice, stamp);
    }

    internal Outcome<Done> CallTheSilent(DateTime at)
    {
        if (Silent.Count == 0) return DecisionRefusals.NobodyIsSilent();
        if (CalledAt is not null) return DecisionRefusals.AlreadyCalled();
        CalledAt = at;
        return default(Done);
    }

    /// <summary>The last ballot passes to another present member, as when the chair has to leave; the silent are to be called anew.</summary>
    internal Outcome<Done> HandOver(OfficialId to, string reason)
    {
        if (SeatRefusal(to) is not null || to == Presiding) return DecisionRefusals.StandInNotPresent();
        if (string.IsNullOrWhiteSpace(reason)) return DecisionRefusals.HandoverReasonMissing();
        (Presiding, HandoverReason, CalledAt) = (to, reason.Trim(), null);
        return default(Done);
    }

    /// <summary>The presiding member's ballot opens all ballots and makes the result.</summary>
    internal Outcome<Ballot> Close(OfficialId member, Choice choice, Func<OfficialId, bool> prepared, Stamp stamp)
    {
        if (WhyNotClose(member) is { } refusal) return refusal;
        if (choice.LacksReason) return DecisionRefusals.ReasonMissing();

        var last = Give(member, choice, stamp);
        (State, ClosedAt) = (CandidateState.ReasonsDue, stamp.GivenAt);
        OnlyPreparers = Counted.All(ballot => prepared(ballot.Member));
        if (Tally!.IsPassed == (choice.Vote == Vote.Yes)) TakeEffect(stamp.EnteredAt);
        return last;
    }

    internal Outcome<Done> RecordReasons(OfficialId member, string? reasons, DateTime at)
    {
        if (State != CandidateState.ReasonsDue) return DecisionRefusals.NoReasonsDue();
        if (member != Presiding) return DecisionRefusals.OnlyThePresidingGivesReasons();
        if (reasons is not null && string.IsNullOrWhiteSpace(reasons)) return DecisionRefusals.ReasonMissing();
        (PresidingReasons, ReasonsRefused) = (reasons?.Trim(), reasons is null);
        TakeEffect(at);
        return default(Done);
    }

    internal void Fall()
    {
        if (State is CandidateState.Waiting or CandidateState.Open) State = CandidateState.Fallen;
    }

    /// <summary>A superior body decided in the place of the vote.</summary>
    internal void DecideAbove(bool passed, DateTime at) =>
        (State, EffectiveAt) = (passed ? CandidateState.Passed : CandidateState.NotPassed, at);

    private void TakeEffect(DateTime at) =>
        (State, EffectiveAt) = (Tally!.IsPassed ? CandidateState.Passed : CandidateState.NotPassed, at);

    private Ballot Give(OfficialId member, Choice choice, Stamp stamp)
    {
        var ballot = new Ballot(Item, Place, ballots.Count + 1, member, choice, stamp);
        ballots.Add(ballot);
        return ballot;
    }

    private Refusal? SeatRefusal(OfficialId member) => seats.Find(seat => seat.Member == member)?.Standing switch
    {
        null => DecisionRefusals.NotAMember(),
        SeatStanding.Recused => DecisionRefusals.RecusedDoesNotVote(),
        SeatStanding.Absent => DecisionRefusals.AbsentDoesNotVote(),
        _ => null,
    };

    private Tally Count(bool onlyPreparers)
    {
        var counted = Counted;
        return new Tally(Rule, seats.Count(seat => seat.Standing == SeatStanding.Present),
            Yes: counted.Count(ballot => ballot.Vote == Vote.Yes),
            No: counted.Count(ballot => ballot.Vote == Vote.No),
            Abstain: counted.Count(ballot => ballot.Vote == Vote.Abstain),
            onlyPreparers);
    }
}

/// <summary>A list as its proposer puts it: a name in both languages and the hash of what is decided.</summary>
public sealed record CandidateFacts(string LabelZh, string LabelEn, Digest Digest);
