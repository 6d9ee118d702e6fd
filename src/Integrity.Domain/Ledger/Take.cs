using Integrity.Domain.Values;

namespace Integrity.Domain.Ledger;

/// <summary>What was taken out of tranches, and what could not be.</summary>
/// <param name="Parts">Each with the amount that was taken from it.</param>
/// <param name="Short">What was asked for and not there.</param>
public sealed record Taken(IReadOnlyList<Tranche> Parts, Money Short)
{
    public Money Amount => Parts.Sum(part => part.Amount);
}

/// <summary>The lawful orders in which an amount is taken out of tranches.</summary>
/// <remarks>Rules: O-3 payments, P-5 holds, deductions and releases, C-6 corrections.</remarks>
public static class Take
{
    /// <summary>The oldest due day first: payments (O-3) and releases (P-5).</summary>
    public static Taken OldestDueFirst(IEnumerable<Tranche> tranches, Money amount)
    {
        var sorted = tranches.ToList();
        sorted.Sort(Tranche.ByDue);
        return InOrder(sorted, amount);
    }

    /// <summary>The latest due day first: holds and deductions (P-5).</summary>
    public static Taken LatestDueFirst(IEnumerable<Tranche> tranches, Money amount)
    {
        var sorted = tranches.ToList();
        sorted.Sort((a, b) => Tranche.ByDue(b, a));
        return InOrder(sorted, amount);
    }

    /// <summary>A negative correction: what is not held first, latest due day first, then Held, never wages (C-6).</summary>
    /// <remarks>Not held are open and disputed amounts; money on its way, returned with its cash, assigned or frozen by an authority is not touched.</remarks>
    public static Taken ForCorrection(ContractBalance balance, Money amount)
    {
        var unheld = LatestDueFirst(balance.Tranches.Where(t => !t.IsRetentionNotDue(balance.AsOf) && (t.IsOpen || t.Standing == Standing.Disputed)), amount);
        var held = LatestDueFirst(balance.Tranches.Where(t => t.Standing == Standing.Held), unheld.Short);
        return new Taken([.. unheld.Parts, .. held.Parts], held.Short);
    }

    /// <summary>First from the one set, then what is short from the next.</summary>
    public static Taken Then(this Taken first, Func<Money, Taken> next)
    {
        var second = next(first.Short);
        return new Taken([.. first.Parts, .. second.Parts], second.Short);
    }

    private static Taken InOrder(List<Tranche> sorted, Money amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Fen);
        var parts = new List<Tranche>();
        var left = amount;
        foreach (var tranche in sorted)
        {
            if (left.IsZero) break;
            var part = Money.Min(tranche.Amount, left);
            if (part.IsZero) continue;
            parts.Add(tranche with { Amount = part });
            left -= part;
        }
        return new Taken(parts, left);
    }
}
