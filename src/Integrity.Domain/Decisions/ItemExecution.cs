using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>What a passed item allows: exactly what its hash names, and not for ever.</summary>
/// <remarks>Invariant: 5, nothing that needs a decision is done without one passed and in effect whose hash matches. Rules: D-5, R-7.</remarks>
public sealed partial class Item
{
    /// <summary>How long the execution of a voted list of money may take to begin.</summary>
    /// <remarks>Unit: working days. Source: R-7 [J].</remarks>
    public const int ExecutionBeginsWithinWorkingDays = 20;

    /// <summary>How long the papers of a vote that was held in time, on paper or by the superior body, may take to be entered.</summary>
    /// <remarks>Unit: working days. Source: R-1, D-7 [J].</remarks>
    public const int PapersComeWithinWorkingDays = 5;

    public DateOnly? ExecutionBegunOn { get; private set; }

    /// <summary>Whether the decision covers this kind and this hash, now.</summary>
    public Outcome<Candidate> Authorises(ItemKinds kind, Digest digest)
    {
        switch (Result)
        {
            case ItemResult.Pending: return DecisionRefusals.NotYetDecided();
            case ItemResult.Lapsed: return DecisionRefusals.DecisionLapsed();
            case not ItemResult.Passed: return DecisionRefusals.NotDecidedSo();
        }
        if (kind == ItemKinds.None || !Kinds.HasFlag(kind)) return DecisionRefusals.AnotherKindDecided();
        return Decided!.Digest == digest ? Decided : DecisionRefusals.HashDiffers();
    }

    /// <summary>The last day on which execution may begin; null where the decision does not lapse.</summary>
    public LimitDay? LastDayToBegin(WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Kinds.IsMoney() && DecidedPlace is not null
            ? calendar.AddWorkingDays(DecidedOn!.Value, ExecutionBeginsWithinWorkingDays)
            : null;
    }

    /// <summary>The first step of carrying it out; further steps of what has begun are not bound to the limit.</summary>
    public Outcome<Candidate> BeginExecution(ItemKinds kind, Digest digest, DateOnly on, WorkingCalendar calendar)
    {
        var authorised = Authorises(kind, digest);
        if (!authorised.IsDone || ExecutionBegunOn is not null) return authorised;
        if (IsOverdue(on, calendar)) return DecisionRefusals.DecisionLapsed();
        ExecutionBegunOn = on;
        return authorised;
    }

    /// <summary>A decision whose execution has not begun in time lapses, and so does a matter whose figures grew too old before a vote was closed .</summary>
    public Outcome<Done> Lapse(DateTime at, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var today = BureauTime.DayOf(at);
        if (IsOutOfDate(today, calendar))
        {
            EndWith(ItemResult.Lapsed, null, at);
            return default(Done);
        }
        if (Result != ItemResult.Passed) return DecisionRefusals.NotDecidedSo();
        if (ExecutionBegunOn is not null || !IsOverdue(today, calendar)) return DecisionRefusals.NotYetLapsed();
        Result = ItemResult.Lapsed;
        return default(Done);
    }

    /// <summary>Not voted to the end while its figures held; papers of a vote that was held in time would have come by now. A vote that was closed in time only waits for reasons.</summary>
    public bool IsOutOfDate(DateOnly today, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Result == ItemResult.Pending && OwingReasons is null && VoteBy is { } last && today > calendar.AddWorkingDays(last, PapersComeWithinWorkingDays).Day;
    }

    private bool IsOverdue(DateOnly day, WorkingCalendar calendar) => LastDayToBegin(calendar) is { } limit && day > limit.Day;

    /// <summary>A superior body decides one of the candidates in the place of this body (D-2).</summary>
    internal Outcome<Done> DecideAbove(SuperiorDecision decision, DateTime at)
    {
        if (Undecided() is { } refusal) return refusal;
        if (candidates.Find(one => one.State == CandidateState.Waiting && one.Digest == decision.ListHash) is not { } candidate)
            return DecisionRefusals.HashDiffers();
        candidate.DecideAbove(decision.IsApproved, at);
        DecidedAbove = decision.Id;
        Settle(candidate);
        return default(Done);
    }

    internal Refusal? NotForAbove(Roster roster, Digest listHash, DateOnly documentDay)
    {
        if (Undecided() is { } refusal) return refusal;
        if (TooOldOn(documentDay) is { } old) return old;
        if (roster.Body != Body) return DecisionRefusals.AnotherBody();
        if (LinesOf is not null && !IsRoundDecided) return DecisionRefusals.RoundFirst();
        if (!RuleFor(roster.Members).GoesToSuperiorBody) return DecisionRefusals.BodyCanDecide();
        return candidates.Exists(one => one.State == CandidateState.Waiting && one.Digest == listHash) ? null : DecisionRefusals.HashDiffers();
    }
}
