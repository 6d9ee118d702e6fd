using Integrity.Domain.Certificates;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>An assigned amount that has fallen due.</summary>
public readonly record struct AssignedPart(long Assignment, Money Amount);

/// <summary>What is held or frozen, due by the cut-off, and not yet covered by what earlier rounds reserved for it.</summary>
/// <param name="Subject">The case, finding or order.</param>
public readonly record struct SetAsideDue(long Subject, Money Amount);

/// <summary>A contract's figures as a round's snapshot freezes them at the cut-off .</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Due">Due at the cut-off, retention that has fallen due included.</param>
/// <param name="Assigned">Assigned amounts fallen due, by assignment.</param>
/// <param name="SetAsideDues">By case or order, in the order of their numbers.</param>
/// <param name="Outside">All buckets at the cut-off: what is not Due, assigned and due, or set aside and due stays outside.</param>
/// <param name="RetentionNotDue">Outside as well (O-4).</param>
/// <param name="LeftOut">Why the contract has no part in the ratio step, or null.</param>
/// <remarks>Unit: fen. Rules, O-3, C-5.</remarks>
public sealed record SnapshotLine(
    long Contract, Money Due, IReadOnlyList<AssignedPart> Assigned, IReadOnlyList<SetAsideDue> SetAsideDues, Buckets Outside, Money RetentionNotDue, LeftOutGround? LeftOut)
{
    /// <summary>Due, plus assigned amounts fallen due; nothing for a contract that is left out.</summary>
    public Money Free => LeftOut is null ? Due + Assigned.Sum(part => part.Amount) : Money.Zero;

    /// <summary>Held or frozen and due, less what earlier rounds reserved for it .</summary>
    public Money SetAsideDue => LeftOut is null ? SetAsideDues.Sum(part => part.Amount) : Money.Zero;

    /// <summary>The base of the ratio: <c>E = Free + SetAsideDue</c>.</summary>
    public Money E => Free + SetAsideDue;

    /// <summary>What the price of a ratio needs to know of the contract .</summary>
    public required PriceFigures Price { get; init; }

    /// <param name="balance">The contract's balance at the cut-off.</param>
    /// <param name="nextCutoff">The planned next cut-off that the round names.</param>
    /// <param name="dailyInterest">The agreed rate of overdue interest, or null for the lawful one.</param>
    /// <param name="payable">The orders that demand payment: the second step pays them, so they are in no base .</param>
    public static SnapshotLine At(ContractBalance balance, DateOnly nextCutoff, LeftOutGround? leftOut = null, Ratio? dailyInterest = null, IReadOnlySet<long>? payable = null)
    {
        var cutoff = balance.AsOf;
        var assigned = balance.Standing(Standing.Assigned).Where(t => t.IsDue(cutoff)).GroupBy(t => t.Subject).OrderBy(g => g.Key)
            .Select(g => new AssignedPart(g.Key, g.Sum(t => t.Amount)));
        var setAside = balance.Standing(Standing.Held).Concat(balance.Standing(Standing.FrozenByAuthority)).Where(t => t.IsDue(cutoff))
            .Where(t => payable?.Contains(t.Subject) != true)
            .GroupBy(t => t.Subject).OrderBy(g => g.Key)
            .Select(g => new SetAsideDue(g.Key, Money.Max(Money.Zero, g.Sum(t => t.Amount) - balance.ReservedFor(g.Key))))
            .Where(part => part.Amount.IsPositive);
        return new SnapshotLine(balance.Contract, balance.Buckets.Due, assigned.ToList(), setAside.ToList(), balance.Buckets, balance.RetentionNotDue, leftOut)
        {
            Price = new PriceFigures(
                balance.Settled + balance.Buckets.InFlight,
                balance.Certified - balance.RetentionNotDue,
                balance.Tranches.Where(t => t.IsOpen && t.Due > cutoff && t.Due < nextCutoff).Sum(t => t.Amount),
                dailyInterest ?? OverdueInterest.DefaultDailyRate),
        };
    }
}

/// <summary>What the price of a ratio needs to know of one contract .</summary>
/// <param name="SettledAndInFlight">Paid so far, for the progress floor (O-9).</param>
/// <param name="CertifiedWithoutRetention">Certified, less retention that is not due (O-9).</param>
/// <param name="DueBeforeNext">Not yet due, with its last lawful day after this cut-off and before the planned next one.</param>
/// <param name="DailyInterest">The rate of overdue interest (O-7).</param>
public readonly record struct PriceFigures(Money SettledAndInFlight, Money CertifiedWithoutRetention, Money DueBeforeNext, Ratio DailyInterest);
