using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>A contract in a past round: what was free, the voted ratio, and what of a released amount was due at that cut-off.</summary>
public readonly record struct ReleasedInRound(Money Free, Money Released, Ratio Ratio);

/// <summary>The catch-up of a release: what past votes would have paid had the released fen never been held .</summary>
public static class CatchUp
{
    /// <summary>
    /// For each past round in order <c>Pay*ₖ = floor((Freeₖ + Rₖ − Σ_{j&lt;k}(Pay*ⱼ − Payⱼ)) × ratioₖ / 10⁶)</c>; the amounts are <c>Pay*ₖ − Payₖ</c>.
    /// </summary>
    /// <remarks>
    /// Unit: fen. Rounding: floored per round, as the round itself. What a release was caught up with no longer lay open at the later cut-offs,
    /// which is why each catch-up lowers the later ones.
    /// </remarks>
    public static IReadOnlyList<Money> Amounts(IReadOnlyList<ReleasedInRound> rounds)
    {
        var amounts = new Money[rounds.Count];
        var before = Money.Zero;
        for (var k = 0; k < rounds.Count; k++)
        {
            var (free, released, ratio) = rounds[k];
            amounts[k] = (free + released - before).Times(ratio) - free.Times(ratio);
            before += amounts[k];
        }
        return amounts;
    }
}
