using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>One part of a deduction that is taken in instalments, and the first day on which it may be taken.</summary>
public readonly record struct PlannedInstalment(int Number, DateOnly DueOn, Money Amount);

/// <summary>A deduction that the decision takes in monthly parts (分期扣款); its amount is fixed at service as ever (P-4).</summary>
/// <remarks>Rounding: equal parts, floored; the remainder of the division lies in the first. Invariants: 7 and 8 hold over the sum.</remarks>
public static class InstalmentPlan
{
    public const int Most = 12;

    /// <summary>The parts: the first on the day of service, each other a month later than the one before it.</summary>
    /// <remarks>An amount of fewer fen than instalments is taken at once.</remarks>
    public static IReadOnlyList<PlannedInstalment> Of(Money amount, int instalments, DateOnly served)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instalments, 1);
        if (amount.Fen < instalments) return [new(1, served, amount)];
        var part = new Money(amount.Fen / instalments);
        return [.. Enumerable.Range(0, instalments).Select(i =>
            new PlannedInstalment(i + 1, served.AddMonths(i), i == 0 ? amount - new Money(checked(part.Fen * (instalments - 1))) : part))];
    }
}

/// <summary>Where an instalment stands on a day.</summary>
public enum InstalmentState
{
    /// <summary>Its day has not come.</summary>
    Planned = 1,

    /// <summary>Its day has come, and the finance office posts it.</summary>
    Due = 2,

    Taken = 3,

    /// <summary>Not taken any more, because the decision was revoked or sent back.</summary>
    Cancelled = 4,

    /// <summary>Taken, and given back.</summary>
    GivenBack = 5,
}

/// <summary>An instalment as it was planned at service, and what became of it.</summary>
public sealed class CaseInstalment
{
    private CaseInstalment() { }

    public CaseId PenaltyCase { get; private init; }

    /// <summary>The paper of the case that was decided: a decision after a remission has a plan of its own.</summary>
    public int Paper { get; private init; }

    public int Number { get; private init; }

    /// <summary>The first day on which it may be taken; no clock takes it (P-10).</summary>
    public DateOnly DueOn { get; private init; }

    public Money Amount { get; private init; }

    /// <summary>What was there on the day; the rest is a claim outside the payables (P-4).</summary>
    public Money Taken { get; private set; }

    public DateOnly? TakenOn { get; private set; }

    /// <summary>The day on which the deduction was reversed or sent back.</summary>
    public DateOnly? UndoneOn { get; private set; }

    public bool IsOpen => TakenOn is null && UndoneOn is null;

    public Money Short => TakenOn is null ? Money.Zero : Amount - Taken;

    public static CaseInstalment Of(CaseId @case, int paper, PlannedInstalment planned) =>
        new() { PenaltyCase = @case, Paper = paper, Number = planned.Number, DueOn = planned.DueOn, Amount = planned.Amount };

    public InstalmentState StateOn(DateOnly today) => (UndoneOn, TakenOn) switch
    {
        (not null, null) => InstalmentState.Cancelled,
        (not null, not null) => InstalmentState.GivenBack,
        (null, not null) => InstalmentState.Taken,
        _ => DueOn <= today ? InstalmentState.Due : InstalmentState.Planned,
    };

    public void Take(Money taken, DateOnly on) => (Taken, TakenOn) = (taken, on);

    public void Undo(DateOnly on) => UndoneOn ??= on;
}
