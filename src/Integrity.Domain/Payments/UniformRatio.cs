using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>The same ratio for every contract of a type: what is named is used as named, the other types share the largest ratio that fits what is left.</summary>
/// <remarks>Unit: ppm. Rounding: the ratio is floored, and each contract's entitlement is floored alone. Rules, M-1, M-2.</remarks>
public static class UniformRatio
{
    /// <summary>Whether paying the ratio on the sum of the bases stays within the fund, before any flooring.</summary>
    public static bool Fits(Ratio ratio, Money fund, Int128 baseSumFen) =>
        baseSumFen * ratio.Ppm <= (Int128)fund.Fen * Ratio.One.Ppm;

    /// <summary><c>min(10⁶, floor(fund × 10⁶ / ΣE))</c>; where nothing is owed, all of it fits.</summary>
    /// <remarks>Range: neither the fund nor the sum is negative; else a fault.</remarks>
    public static Ratio LargestThatFits(Money fund, Int128 baseSumFen)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fund.Fen);
        ArgumentOutOfRangeException.ThrowIfNegative(baseSumFen);
        if (baseSumFen == 0) return Ratio.One;
        return new((int)Int128.Min(Ratio.One.Ppm, (Int128)fund.Fen * Ratio.One.Ppm / baseSumFen));
    }

    /// <summary>The ratio of every type: first the named ones, whose floored entitlements leave the fund, then one for all the rest.</summary>
    /// <param name="fund">What is left after wages and orders; null when every type is named and nothing bounds them.</param>
    /// <param name="lines">One for each contract; the order does not matter.</param>
    /// <param name="named">One for each type, null where none is named; a line's type is its place here.</param>
    /// <remarks>Where the named ratios need more than the fund, the residual is negative and the rest get nothing: the caller refuses.</remarks>
    public static RatioTable ForTypes(Money? fund, ReadOnlySpan<RatioLine> lines, ReadOnlySpan<Ratio?> named)
    {
        var contracts = new int[named.Length];
        var bases = new Int128[named.Length];
        var entitled = new Int128[named.Length];
        foreach (var line in lines)
        {
            contracts[line.Type]++;
            bases[line.Type] += line.Base.Fen;
            if (named[line.Type] is { } ratio) entitled[line.Type] += line.Base.Times(ratio).Fen;
        }

        Int128 needed = 0, shared = 0;
        for (var type = 0; type < named.Length; type++)
        {
            needed += entitled[type];
            if (named[type] is null) shared += bases[type];
        }
        var rest = Ratio.Zero;
        if (named.Contains(null))
        {
            if (fund is not { } all) throw new ArgumentException("Without a fund every type must be named.", nameof(fund));
            if (needed <= all.Fen) rest = LargestThatFits(new Money((long)(all.Fen - needed)), shared);
            foreach (var line in lines)
                if (named[line.Type] is null) entitled[line.Type] += line.Base.Times(rest).Fen;
        }

        var types = new TypeRatio[named.Length];
        for (var type = 0; type < types.Length; type++)
            types[type] = new(named[type] ?? rest, named[type] is not null, contracts[type], new(checked((long)bases[type])), new(checked((long)entitled[type])));
        return new(fund, types);
    }
}

/// <summary>One contract under a ratio: the place of its type, and its base <c>E</c> of zero or more.</summary>
public readonly record struct RatioLine(int Type, Money Base);

/// <summary>One type's ratio and what it comes to: the sum of entitlements that were each floored.</summary>
public readonly record struct TypeRatio(Ratio Ratio, bool IsNamed, int Contracts, Money Base, Money Entitlement);

/// <summary>The ratios of all types, and what they leave in the fund.</summary>
public sealed record RatioTable(Money? Fund, IReadOnlyList<TypeRatio> Types)
{
    public Money Entitlement { get; } = Types.Sum(type => type.Entitlement);

    /// <summary>What stays in the fund; negative where the named ratios need more than there is; null without a fund.</summary>
    public Money? Residual => Fund is { } fund ? fund - Entitlement : null;
}
