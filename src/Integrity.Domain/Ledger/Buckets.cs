using Integrity.Domain.Values;

namespace Integrity.Domain.Ledger;

/// <summary>The disjoint parts of what is owed under a contract, seen from a day (O-3).</summary>
/// <remarks>Unit: fen. Invariant: 1, they add up to what is owed. Retention that has fallen due is in <see cref="Due"/>; before that day it is in none of them.</remarks>
public readonly record struct Buckets(
    Money InFlight, Money Wage, Money FrozenByAuthority, Money Assigned, Money Disputed, Money Held, Money Returned, Money Due, Money NotYetDue)
{
    /// <summary>What is owed in all: Outstanding (O-1).</summary>
    public Money Total => InFlight + Wage + FrozenByAuthority + Assigned + Disputed + Held + Returned + Due + NotYetDue;

    /// <summary>The buckets of two contracts, or of two groups of them, together.</summary>
    public Buckets Plus(Buckets other) => new(
        InFlight + other.InFlight, Wage + other.Wage, FrozenByAuthority + other.FrozenByAuthority, Assigned + other.Assigned, Disputed + other.Disputed,
        Held + other.Held, Returned + other.Returned, Due + other.Due, NotYetDue + other.NotYetDue);

    /// <summary>The buckets with one more tranche in them.</summary>
    public Buckets With(Tranche tranche, DateOnly asOf) => tranche.IsRetentionNotDue(asOf)
        ? this
        : tranche.Standing switch
        {
            Standing.InFlight => this with { InFlight = InFlight + tranche.Amount },
            Standing.Wage => this with { Wage = Wage + tranche.Amount },
            Standing.FrozenByAuthority => this with { FrozenByAuthority = FrozenByAuthority + tranche.Amount },
            Standing.Assigned => this with { Assigned = Assigned + tranche.Amount },
            Standing.Disputed => this with { Disputed = Disputed + tranche.Amount },
            Standing.Held => this with { Held = Held + tranche.Amount },
            Standing.Returned => this with { Returned = Returned + tranche.Amount },
            _ when tranche.IsDue(asOf) => this with { Due = Due + tranche.Amount },
            _ => this with { NotYetDue = NotYetDue + tranche.Amount },
        };
}
