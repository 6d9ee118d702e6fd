using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

public readonly record struct DecidedRunId(long Value) : IId<DecidedRunId>, IComparable<DecidedRunId>
{
    public static DecidedRunId From(long value) => new(value);
    public int CompareTo(DecidedRunId other) => Value.CompareTo(other.Value);
}

/// <summary>What is decided like a round, and yet has no ratio of the leadership group: each contract gets what its own terms say.</summary>
public enum DecidedRunKind
{
    /// <summary>Agreed advances, at each contract's own rate (C-6).</summary>
    Advance = 1,

    /// <summary>Overdue interest up to the day of the proposal, whole (O-7).</summary>
    Interest = 2,
}

public enum DecidedRunState
{
    /// <summary>Before the leadership group; its money is set apart.</summary>
    Proposed = 1,

    /// <summary>Passed, and on its way.</summary>
    Executed = 2,

    /// <summary>Not passed, deferred, withdrawn or lapsed; its money went back.</summary>
    Ended = 3,
}

/// <summary>What one contract gets: <c>Amount = floor(Base × Rate / 10⁶)</c>.</summary>
/// <param name="Base">The contract amount, or the interest owed.</param>
/// <param name="Rate">The agreed rate of the advance; 100 % of interest.</param>
public sealed record DecidedLine(long Contract, Money Base, Ratio Rate)
{
    public Money Amount => Base.Times(Rate);
}

/// <summary>A line as it was voted.</summary>
public sealed class DecidedRunLine
{
    public required DecidedRunId Run { get; init; }
    public required int Ordinal { get; init; }
    public required long Contract { get; init; }
    public required Money Base { get; init; }
    public required Ratio Rate { get; init; }
    public required Money Amount { get; init; }
}

/// <summary>Advances or interest for all contracts in scope, voted as one list by its hash (C-6, O-7, D-1).</summary>
/// <remarks>Invariant: 5, no fen leaves without a passed decision of that hash. Whoever is left out stands beside the list with the same grounds as in a round.</remarks>
public sealed class DecidedRun
{
    private readonly List<DecidedRunLine> lines = [];

    private DecidedRun() { }

    public DecidedRunId Id { get; private init; }
    public string Number { get; private init; } = "";
    public DecidedRunKind Kind { get; private init; }

    /// <summary>The project to which it is limited, or null for all contracts.</summary>
    public long? ScopeProject { get; private init; }

    public DecidedRunState State { get; private set; }
    public OfficialId ProposedBy { get; private init; }
    public DateOnly ProposedOn { get; private init; }

    /// <summary>Whole: all lines together, and what is set apart.</summary>
    public Money Amount { get; private init; }

    /// <summary>RFC 6962 root of the lines, the run's own number first; what is voted.</summary>
    public string Digest { get; private init; } = "";

    public long DecisionItem { get; private set; }
    public OfficialId? ExecutedBy { get; private set; }
    public DateOnly? ExecutedOn { get; private set; }
    public long FirstInstruction { get; private set; }
    public long LastInstruction { get; private set; }

    public IReadOnlyList<DecidedRunLine> Lines => lines;

    /// <remarks>Errors: refuses an empty list, and one that the money does not cover whole.</remarks>
    public static Outcome<DecidedRun> Propose(
        DecidedRunId id, string number, DecidedRunKind kind, long? project, IReadOnlyList<DecidedLine> entitled, Digest digest, Money available, OfficialId by, DateOnly today)
    {
        if (entitled.Count == 0) return kind == DecidedRunKind.Advance ? DecidedRunRefusals.NoAdvanceAgreed() : DecidedRunRefusals.NoInterestOwed();
        var amount = entitled.Sum(line => line.Amount);
        if (amount > available) return PaymentRefusals.FundNotEnough(amount, available);
        var run = new DecidedRun
        {
            Id = id, Number = number, Kind = kind, ScopeProject = project, State = DecidedRunState.Proposed, ProposedBy = by, ProposedOn = today, Amount = amount,
            Digest = digest.ToString(),
        };
        run.lines.AddRange(entitled.Select((line, i) =>
            new DecidedRunLine { Run = id, Ordinal = i + 1, Contract = line.Contract, Base = line.Base, Rate = line.Rate, Amount = line.Amount }));
        return run;
    }

    /// <summary>It stands on the agenda as this item.</summary>
    public void StandsAs(long item) => DecisionItem = item;

    /// <summary>Passed: its lines are on their way.</summary>
    public Refusal? Execute(OfficialId by, DateOnly today, (long First, long Last) instructions)
    {
        if (State != DecidedRunState.Proposed) return DecidedRunRefusals.DecidedRunNotProposed();
        (State, ExecutedBy, ExecutedOn) = (DecidedRunState.Executed, by, today);
        (FirstInstruction, LastInstruction) = instructions;
        return null;
    }

    /// <summary>Not passed; its money goes back.</summary>
    public Refusal? End()
    {
        if (State != DecidedRunState.Proposed) return DecidedRunRefusals.DecidedRunNotProposed();
        State = DecidedRunState.Ended;
        return null;
    }
}
