using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

public readonly record struct WageRunId(long Value) : IId<WageRunId>, IComparable<WageRunId>
{
    public static WageRunId From(long value) => new(value);
    public int CompareTo(WageRunId other) => Value.CompareTo(other.Value);
}

/// <summary>The life of a wage run: two people in finance, no vote (O-5).</summary>
public enum WageRunState
{
    /// <summary>One person has prepared it; its money is set apart.</summary>
    Prepared = 1,

    /// <summary>A second person has confirmed it; the wages are on their way.</summary>
    Executed = 2,

    /// <summary>Given up before it was confirmed; its money went back.</summary>
    Withdrawn = 3,
}

/// <summary>What a wage line came to when the run was prepared.</summary>
public enum WageLineStanding
{
    Paid = 1,

    /// <summary>The money did not reach it: an alarm (O-5).</summary>
    Uncovered = 2,

    /// <summary>Its contract has no checked wage account: an alarm too, for nothing may stop wages.</summary>
    NoAccount = 3,
}

/// <summary>The unpaid labour part of one certificate as the run found it.</summary>
public sealed class WageRunLine
{
    public required WageRunId Run { get; init; }

    /// <summary>The order of paying: oldest certificate first.</summary>
    public required int Ordinal { get; init; }

    public required long Contract { get; init; }
    public required long Certificate { get; init; }
    public required DateOnly Due { get; init; }
    public required Money Amount { get; init; }
    public required WageLineStanding Standing { get; init; }
}

/// <summary>Wages paid on any day, outside a round: oldest certificate first, whole lines; reported to the next meeting and published (O-5).</summary>
/// <remarks>Invariant: who prepared it never confirms it; no ratio, hold, exclusion or vote is asked. Source: 保障农民工工资支付条例 arts 24, 29.</remarks>
public sealed class WageRun
{
    private readonly List<WageRunLine> lines = [];

    private WageRun() { }

    public WageRunId Id { get; private init; }
    public string Number { get; private init; } = "";

    /// <summary>The project to which it is limited, or null for all contracts.</summary>
    public long? ScopeProject { get; private init; }

    public WageRunState State { get; private set; }
    public OfficialId PreparedBy { get; private init; }
    public DateOnly PreparedOn { get; private init; }

    /// <summary>What it pays, and has set apart.</summary>
    public Money Amount { get; private init; }

    /// <summary>The alarm: wages that the money does not cover.</summary>
    public Money Uncovered { get; private init; }

    /// <summary>The alarm: wages without a checked wage account.</summary>
    public Money WithoutAccount { get; private init; }

    public OfficialId? ConfirmedBy { get; private set; }
    public DateOnly? ExecutedOn { get; private set; }
    public long FirstInstruction { get; private set; }
    public long LastInstruction { get; private set; }
    public OfficialId? WithdrawnBy { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>The meeting to which it was reported, or null while it waits for the next one.</summary>
    public long? ReportedTo { get; private set; }

    public IReadOnlyList<WageRunLine> Lines => lines;

    public bool IsShort => Uncovered.IsPositive || WithoutAccount.IsPositive;

    /// <summary>Proposes the lines that the money pays.</summary>
    /// <param name="id">Its number in the books.</param>
    /// <param name="number">Its number for people.</param>
    /// <param name="project">Its scope.</param>
    /// <param name="allocation">What the money pays of the wages that can be sent.</param>
    /// <param name="withoutAccount">Wages that cannot be sent yet.</param>
    /// <param name="available">The money at hand.</param>
    /// <param name="by">Who prepares it.</param>
    /// <param name="today">The day.</param>
    /// <remarks>Errors: refuses when there is nothing to pay, or when the money does not reach the oldest line.</remarks>
    public static Outcome<WageRun> Prepare(
        WageRunId id, string number, long? project, WageAllocation allocation, IReadOnlyList<WageLine> withoutAccount, Money available, OfficialId by, DateOnly today)
    {
        if (allocation.Paid.Count == 0)
        {
            if (allocation.Unpaid.Count > 0) return WageRefusals.WageMoneyShort(allocation.Unpaid[0].Amount, available);
            return withoutAccount.Count > 0 ? WageRefusals.WageAccountsMissing(withoutAccount.Sum(l => l.Amount)) : WageRefusals.NoWagesOwed();
        }
        var run = new WageRun
        {
            Id = id, Number = number, ScopeProject = project, State = WageRunState.Prepared, PreparedBy = by, PreparedOn = today,
            Amount = allocation.PaidAmount, Uncovered = allocation.Uncovered, WithoutAccount = withoutAccount.Sum(l => l.Amount),
        };
        run.Add(allocation.Paid, WageLineStanding.Paid);
        run.Add(allocation.Unpaid, WageLineStanding.Uncovered);
        run.Add(withoutAccount, WageLineStanding.NoAccount);
        return run;
    }

    /// <summary>A second person in finance agrees: from now on the wages are on their way.</summary>
    public Refusal? Execute(OfficialId by, DateOnly today, (long First, long Last) instructions)
    {
        if (State != WageRunState.Prepared) return WageRefusals.WageRunNotPrepared();
        if (by == PreparedBy) return FundRefusals.SecondPersonNeeded();
        (State, ConfirmedBy, ExecutedOn) = (WageRunState.Executed, by, today);
        (FirstInstruction, LastInstruction) = instructions;
        return null;
    }

    /// <summary>Given up, with a reason; its money goes back.</summary>
    public Refusal? Withdraw(OfficialId by, string reason)
    {
        if (State != WageRunState.Prepared) return WageRefusals.WageRunNotPrepared();
        if (reason.Trim() is not { Length: > 0 and <= Receipt.LongestReason } why) return FundRefusals.ReasonMissing(Receipt.LongestReason);
        (State, WithdrawnBy, Reason) = (WageRunState.Withdrawn, by, why);
        return null;
    }

    /// <summary>It stands in a meeting's report: one that is held when it was paid already.</summary>
    public Refusal? Report(long meeting, DateOnly heldOn)
    {
        if (State != WageRunState.Executed || ReportedTo is not null) return WageRefusals.NothingToReport();
        if (ExecutedOn > heldOn) return WageRefusals.PaidAfterMeeting(ExecutedOn.Value, heldOn);
        ReportedTo = meeting;
        return null;
    }

    private void Add(IEnumerable<WageLine> wages, WageLineStanding standing) => lines.AddRange(wages.Select((wage, i) => new WageRunLine
    {
        Run = Id, Ordinal = lines.Count + i + 1, Contract = wage.Contract, Certificate = wage.Certificate, Due = wage.Due, Amount = wage.Amount, Standing = standing,
    }).ToList());
}
