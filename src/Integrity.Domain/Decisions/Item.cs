using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>What became of an item.</summary>
public enum ItemResult : short
{
    Pending = 0,
    Passed = 1,
    NotPassed = 2,
    Deferred = 3,

    /// <summary>The item whose lines it votes did not pass.</summary>
    Fallen = 4,
    Withdrawn = 5,

    /// <summary>Passed, but its execution did not begin in time; or not voted while its figures held .</summary>
    Lapsed = 6,
}

/// <summary>One matter put to a body: subject, candidates by their hashes, who keeps away, and what was decided.</summary>
/// <remarks>Invariant: what is decided is bound to a hash, and nothing about it changes once a vote on it has begun. Rules: D-1, D-4, D-5.</remarks>
public sealed partial class Item
{
    private readonly List<Candidate> candidates = [];
    private readonly List<Recusal> recusals = [];
    private readonly List<Preparation> preparations = [];

    private Item()
    {
    }

    public ItemId Id { get; private set; }
    public BodyId Body { get; private set; }

    /// <summary>The number of the thing that it is about.</summary>
    public long About { get; private set; }

    /// <summary>The number of what that came out of, as a matter out of a case; else its own (D-4).</summary>
    public long Origin { get; private set; }

    public ItemKinds Kinds { get; private set; }
    public string SubjectZh { get; private set; } = "";
    public string SubjectEn { get; private set; } = "";
    public OfficialId ProposedBy { get; private set; }
    public DateTime ProposedAt { get; private set; }

    /// <summary>The last day on which its figures may be voted; null where they do not grow old.</summary>
    public DateOnly? VoteBy { get; private set; }

    /// <summary>The round's item, where this one votes the lines of a recused member (D-4).</summary>
    public ItemId? LinesOf { get; private set; }

    public MeetingId? Meeting { get; private set; }
    public int? AgendaPlace { get; private set; }

    /// <summary>In the order in which they are voted.</summary>
    public IReadOnlyList<Candidate> Candidates => candidates;

    public IReadOnlyList<Recusal> Recusals => recusals;
    public IReadOnlyList<Preparation> Preparations => preparations;

    public bool IsRecused(OfficialId person) => recusals.Exists(one => one.Person == person);

    /// <summary>A recused member cannot open the papers through any door (D-4).</summary>
    public Outcome<Done> OpenPapersFor(OfficialId person) =>
        IsRecused(person) ? DecisionRefusals.PapersClosedToRecused() : default(Done);

    public static Outcome<Item> Propose(ItemId id, Proposal proposal, OfficialId by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        if (proposal.Check() is { } refusal) return refusal;
        if (proposal.Kinds.IsRound() && proposal.Conflicts.Count > 0) return DecisionRefusals.RoundRecusalIsPerLine();
        return new Item(id, proposal, linesOf: null, by, at);
    }

    /// <summary>The lines of recused members, voted by the others as an item of their own, one list for each candidate of the round (D-4).</summary>
    public static Outcome<Item> ProposeLines(ItemId id, Item of, Proposal proposal, OfficialId by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(of);
        ArgumentNullException.ThrowIfNull(proposal);
        if (proposal.Check() is { } refusal) return refusal;
        if (!of.Kinds.IsRound() || of.LinesOf is not null || proposal.Kinds != of.Kinds || proposal.Body != of.Body || proposal.About != of.About)
            return DecisionRefusals.LinesOfAnotherRound();
        if (of.Result != ItemResult.Pending || of.HasBegun) return DecisionRefusals.VotingHasBegun();
        if (proposal.Candidates.Count != of.candidates.Count) return DecisionRefusals.LinesNeedEveryCandidate();
        if (proposal.Conflicts.Count == 0) return DecisionRefusals.LinesNeedRecusal();
        // They are the same figures, and grow old with them.
        return new Item(id, proposal with { VoteBy = of.VoteBy }, of.Id, by, at);
    }

    private Item(ItemId id, Proposal proposal, ItemId? linesOf, OfficialId by, DateTime at)
    {
        (Id, Body, About, Origin, Kinds) = (id, proposal.Body, proposal.About, proposal.Of ?? proposal.About, proposal.Kinds);
        (SubjectZh, SubjectEn) = (proposal.SubjectZh.Trim(), proposal.SubjectEn.Trim());
        (LinesOf, ProposedBy, ProposedAt, VoteBy) = (linesOf, by, at, proposal.VoteBy);
        foreach (var facts in proposal.Candidates) candidates.Add(new Candidate(id, candidates.Count + 1, facts));
        recusals.AddRange(proposal.Conflicts.Select(conflict => new Recusal(id, conflict, by, at)));
        preparations.AddRange(proposal.PreparedBy.Distinct().Select(person => new Preparation(id, person)));
    }

    /// <summary>A list invented in the meeting is a new candidate, voted after the others (D-5).</summary>
    public Outcome<Candidate> AddCandidate(CandidateFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (Undecided() is { } refusal) return refusal;
        if (Proposal.CheckCandidate(facts) is { } wrong) return wrong;
        if (candidates.Exists(one => one.Digest == facts.Digest)) return DecisionRefusals.SameListTwice();
        var candidate = new Candidate(Id, candidates.Count + 1, facts);
        candidates.Add(candidate);
        return candidate;
    }

    /// <summary>A member keeps away; in a round he does so by his lines only.</summary>
    public Outcome<Recusal> Recuse(Conflict conflict, OfficialId recordedBy, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(conflict);
        if (Undecided() is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(conflict.Words)) return DecisionRefusals.RecusalGroundMissing();
        if (IsRecused(conflict.Person)) return DecisionRefusals.AlreadyRecused();
        if (Kinds.IsRound() && LinesOf is null) return DecisionRefusals.RoundRecusalIsPerLine();
        var recusal = new Recusal(Id, conflict, recordedBy, at);
        recusals.Add(recusal);
        return recusal;
    }

    /// <summary>Puts the item on the agenda of a meeting of its body.</summary>
    public Outcome<Done> PutOn(Meeting meeting, int agendaPlace)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        if (Undecided() is { } refusal) return refusal;
        if (meeting.Body != Body) return DecisionRefusals.AnotherBody();
        if (meeting.ClosedAt is not null) return DecisionRefusals.MeetingClosed();
        if (HasBegun && Meeting != meeting.Id) return DecisionRefusals.VotingHasBegun();
        (Meeting, AgendaPlace) = (meeting.Id, agendaPlace);
        return default(Done);
    }

    /// <summary>Figures that are too old by the day are not voted any more .</summary>
    private Refusal? TooOldOn(DateOnly day) => VoteBy is { } last && day > last ? DecisionRefusals.FiguresTooOld(last, HasBegun, LinesOf is not null) : null;

    /// <summary>The proposer takes it back, as long as no vote on it has begun; never the lines of a recused member alone.</summary>
    public Outcome<Done> Withdraw(OfficialId by, string reason, DateTime at)
    {
        if (Undecided() is { } refusal) return refusal;
        if (by != ProposedBy) return DecisionRefusals.OnlyTheProposerWithdraws();
        if (HasBegun) return DecisionRefusals.VotingHasBegun();
        if (LinesOf is not null) return DecisionRefusals.LinesGoWithTheirRound();
        if (string.IsNullOrWhiteSpace(reason)) return DecisionRefusals.ReasonMissing();
        EndWith(ItemResult.Withdrawn, reason, at);
        return default(Done);
    }

    /// <summary>What a meeting did not reach waits for another; what it referred to the superior body stays in its minutes (D-2, D-6).</summary>
    internal void LeaveAgenda(Meeting meeting)
    {
        if (ReferredBy(meeting) is null && Result == ItemResult.Pending && !HasBegun) (Meeting, AgendaPlace) = (null, null);
    }
}
