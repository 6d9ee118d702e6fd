using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>The life of a round .</summary>
public enum RoundState
{
    Open = 1,

    /// <summary>Frozen and hashed; nothing in the snapshot changes any more.</summary>
    Snapshot = 2,

    /// <summary>Before the leadership group; its money is reserved.</summary>
    Proposed = 3,

    /// <summary>A candidate was passed.</summary>
    Decided = 4,

    /// <summary>No candidate was passed; a new round is needed.</summary>
    NotPassed = 5,

    /// <summary>Put off; a new snapshot is needed.</summary>
    Deferred = 6,

    Executing = 7,
    Closed = 8,

    /// <summary>Its decision was not begun in 20 working days, or its snapshot grew older than 30 days .</summary>
    Lapsed = 9,

    /// <summary>Given up by the finance office before it was proposed: opened for a wrong scope or day.</summary>
    Withdrawn = 10,
}

/// <summary>A payment round: one scope, one cut-off, one ratio a type, decided together .</summary>
public sealed class PaymentRound
{
    /// <summary>A snapshot that is not decided in this many days is too old .</summary>
    public const int SnapshotDays = 30;

    /// <summary>A decision whose execution has not begun in this many working days lapses .</summary>
    public const int ExecutionWorkingDays = 20;

    private PaymentRound() { }

    public PaymentRoundId Id { get; private init; }
    public string Number { get; private init; } = "";

    /// <summary>The project to which the round is restricted, or null for all contracts (F-1).</summary>
    public long? ScopeProject { get; private init; }

    /// <summary>The kind of project as the purpose to which the round is restricted, or null (F-1).</summary>
    public long? ScopePurpose { get; private init; }

    /// <summary>What the round is about: the receipts it may use are those usable for every contract in it.</summary>
    public FundScope Scope => ScopeProject is { } project ? new(FundScopeKind.Project, project) : ScopePurpose is { } purpose ? new(FundScopeKind.Purpose, purpose) : FundScope.All;

    public DateOnly CutOff { get; private init; }

    /// <summary>The planned next cut-off: what falls beyond its last lawful day before it is priced .</summary>
    public DateOnly NextCutOff { get; private init; }

    public RoundState State { get; private set; }
    public OfficialId OpenedBy { get; private init; }
    public DateOnly OpenedOn { get; private init; }
    public DateOnly? SnapshotOn { get; private set; }

    /// <summary>The last ledger entry and posting that the snapshot has seen.</summary>
    public long SnapshotEntry { get; private set; }

    public long SnapshotPosting { get; private set; }
    public long FirstLine { get; private set; }
    public long LastLine { get; private set; }
    public long FirstTranche { get; private set; }
    public long LastTranche { get; private set; }

    /// <summary>The root of the snapshot's lines, hexadecimal; null before it is taken.</summary>
    public string? SnapshotDigest { get; private set; }

    public Money Wage { get; private set; }
    public Money Order { get; private set; }

    /// <summary>Taken from receipts for this round, oldest first, from proposal.</summary>
    public Money Fund { get; private set; }

    public DateOnly? ProposedOn { get; private set; }
    /// <summary>The item of the leadership group's agenda that decides on it.</summary>
    public long? DecisionItem { get; private set; }

    public RoundCandidateId? DecidedCandidate { get; private set; }
    public DateOnly? DecidedOn { get; private set; }
    public DateOnly? BeganOn { get; private set; }
    public DateOnly? ClosedOn { get; private set; }
    public long FirstInstruction { get; private set; }
    public long LastInstruction { get; private set; }
    /// <summary>All that the execution put on its way: wages, orders, and what the voted list pays.</summary>
    public Money Paid { get; private set; }

    /// <summary>What of it are wages: less than at the cut-off where a wage run has paid some since (O-5).</summary>
    public Money WagePaid { get; private set; }

    /// <summary>What of it are orders, beyond what earlier rounds reserved for them .</summary>
    public Money OrderPaid { get; private set; }

    /// <summary>What of it the voted list pays at its ratios: fund = wages + orders + this + set aside + residual.</summary>
    public Money PaidAtRatio => Paid - WagePaid - OrderPaid;

    /// <summary>Because of a case or another ground, or because the other members did not pass the lines of a recused one (D-4).</summary>
    public Money SetAside { get; private set; }

    /// <summary>Of how many contracts something was set aside: a total of few would tell one of them (V-1).</summary>
    public long SetAsideContracts { get; private set; }

    public Money Residual { get; private set; }

    public static Outcome<PaymentRound> Open(PaymentRoundId id, string number, FundScope scope, DateOnly cutOff, DateOnly nextCutOff, OfficialId by, DateOnly today)
    {
        if (cutOff > today) return RoundRefusals.CutOffInFuture(cutOff, today);
        if (nextCutOff <= cutOff) return RoundRefusals.NextCutOffNotAfter(cutOff);
        return new PaymentRound
        {
            Id = id, Number = number, ScopeProject = scope.Kind == FundScopeKind.Project ? scope.Subject : null,
            ScopePurpose = scope.Kind == FundScopeKind.Purpose ? scope.Subject : null, CutOff = cutOff, NextCutOff = nextCutOff, State = RoundState.Open, OpenedBy = by, OpenedOn = today,
        };
    }

    /// <summary>The number after the last one of a year: <c>2026-03</c>.</summary>
    public static string NextNumber(string? last, int year) =>
        last is not null && last.StartsWith($"{year}-", StringComparison.Ordinal) ? $"{year}-{int.Parse(last.AsSpan(5)) + 1:00}" : $"{year}-01";

    /// <summary>Before it is proposed a new snapshot takes the place of the old one, as when wages were paid in between; from then on nothing of it changes.</summary>
    public bool MayTakeSnapshot => State is RoundState.Open or RoundState.Snapshot or RoundState.Deferred;

    /// <summary>Freezes the figures; a round that is before the group, or was, takes none.</summary>
    public Refusal? TakeSnapshot(DateOnly today, long lastEntry, long lastPosting, (long First, long Last) lines, (long First, long Last) tranches, Digest root, Money wage, Money order)
    {
        if (!MayTakeSnapshot) return RoundRefusals.RoundNotIn(State, RoundState.Open);
        (State, SnapshotOn, SnapshotEntry, SnapshotPosting) = (RoundState.Snapshot, today, lastEntry, lastPosting);
        (FirstLine, LastLine) = lines;
        (FirstTranche, LastTranche) = tranches;
        (SnapshotDigest, Wage, Order) = (root.ToString(), wage, order);
        return null;
    }

    /// <summary>Gives up a round that is not before the group: nothing was reserved for it yet (F-1).</summary>
    public Refusal? Withdraw(string reason)
    {
        if (State == RoundState.Proposed) return RoundRefusals.WithdrawItemFirst();
        if (!MayTakeSnapshot) return RoundRefusals.RoundNotIn(State, RoundState.Snapshot);
        if (reason.Trim() is not { Length: > 0 and <= Receipt.LongestReason }) return FundRefusals.ReasonMissing(Receipt.LongestReason);
        State = RoundState.Withdrawn;
        return null;
    }

    /// <summary>Puts the round before the leadership group; from now on its money is reserved (F-1).</summary>
    public Refusal? Propose(DateOnly today, Money fund, long item)
    {
        if (State != RoundState.Snapshot) return RoundRefusals.RoundNotIn(State, RoundState.Snapshot);
        if (SnapshotTooOld(today)) return RoundRefusals.SnapshotTooOld(SnapshotOn!.Value);
        (State, ProposedOn, Fund, DecisionItem) = (RoundState.Proposed, today, fund, item);
        return null;
    }

    /// <summary>Its list is decided, or still can be: a snapshot that nobody proposed in time never will .</summary>
    public bool IsUnderWay(DateOnly today) => State is RoundState.Proposed or RoundState.Decided || (State == RoundState.Snapshot && !SnapshotTooOld(today));

    /// <summary>The last day on which what was computed on its snapshot may be voted .</summary>
    public DateOnly? LastDayToVote => SnapshotOn?.AddDays(SnapshotDays);

    public bool SnapshotTooOld(DateOnly today) => today > LastDayToVote;

    /// <summary>The group passed a candidate on that day; the others fall (D-5).</summary>
    public Refusal? Decide(RoundCandidateId passed, DateOnly on)
    {
        if (State != RoundState.Proposed) return RoundRefusals.RoundNotIn(State, RoundState.Proposed);
        (State, DecidedCandidate, DecidedOn) = (RoundState.Decided, passed, on);
        return null;
    }

    /// <summary>No candidate was passed, the matter was put off, or its time ran out: the reserved money goes back.</summary>
    public Refusal? End(RoundState how)
    {
        if (State is not (RoundState.Proposed or RoundState.Decided)) return RoundRefusals.RoundNotIn(State, RoundState.Proposed);
        (State, Fund) = (how, Money.Zero);
        return null;
    }

    /// <summary>Execution begins with the voted list, in one act .</summary>
    public Refusal? Execute(DateOnly today, (long First, long Last) instructions, (Money Wage, Money Order, Money AtRatio) paid, (Money Amount, long Contracts) setAside)
    {
        if (State != RoundState.Decided) return RoundRefusals.RoundNotIn(State, RoundState.Decided);
        (State, BeganOn, Paid) = (RoundState.Executing, today, paid.Wage + paid.Order + paid.AtRatio);
        (WagePaid, OrderPaid) = (paid.Wage, paid.Order);
        (SetAside, SetAsideContracts) = setAside;
        (FirstInstruction, LastInstruction) = instructions;
        Residual = Fund - Paid - SetAside;
        return null;
    }

    /// <summary>Every line is settled, ended, or carried as set aside .</summary>
    public Refusal? Close(DateOnly today)
    {
        if (State != RoundState.Executing) return RoundRefusals.RoundNotIn(State, RoundState.Executing);
        (State, ClosedOn) = (RoundState.Closed, today);
        return null;
    }
}
