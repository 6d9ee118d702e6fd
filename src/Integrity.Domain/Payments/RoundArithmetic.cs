using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>What a round's lines come to.</summary>
/// <remarks>Unit: fen. Invariant: <c>Entitlement = Pay + SetAside</c>.</remarks>
public readonly record struct RoundTotals(Money Pay, Money SetAside)
{
    public Money Entitlement => Pay + SetAside;

    public static RoundTotals operator +(RoundTotals a, RoundTotals b) => new(a.Pay + b.Pay, a.SetAside + b.SetAside);
}

/// <summary>The arithmetic of <see cref="RoundLine"/> over whole columns, for a million lines at once; nothing is allocated.</summary>
/// <remarks>
/// Unit: fen. Range: <c>0 ≤ Free ≤ E</c> on every line, else a fault. Rounding: floored per line, as on a single line.
/// Products stay in 64 bits where that is exact and take 128 bits above (M-1).
/// </remarks>
public static class RoundArithmetic
{
    /// <summary>Up to here an amount times 10⁶ fits 64 bits.</summary>
    private const ulong Narrow = long.MaxValue / 1_000_000;

    /// <summary><c>floor(fen × ppm / 10⁶)</c>.</summary>
    public static long Share(long fen, int ppm)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fen);
        return Floor((ulong)fen, (ulong)ppm);
    }

    /// <summary>Pay and SetAside of every line under one ratio.</summary>
    public static RoundTotals Entitlements(ReadOnlySpan<long> e, ReadOnlySpan<long> free, Ratio ratio, Span<long> pay, Span<long> setAside)
    {
        SameLength(e.Length, free.Length, pay.Length, setAside.Length);
        var ppm = Ppm(ratio);
        long paid = 0, aside = 0;
        for (var i = 0; i < e.Length; i++)
        {
            var (p, s) = Line(e[i], free[i], ppm);
            pay[i] = p;
            setAside[i] = s;
            paid = checked(paid + p);
            aside = checked(aside + s);
        }
        return new(new(paid), new(aside));
    }

    /// <summary>The same with one ratio per type; a line's type is its place among the ratios.</summary>
    public static RoundTotals Entitlements(
        ReadOnlySpan<long> e, ReadOnlySpan<long> free, ReadOnlySpan<int> type, ReadOnlySpan<Ratio> ratios, Span<long> pay, Span<long> setAside)
    {
        SameLength(e.Length, free.Length, pay.Length, setAside.Length);
        SameLength(e.Length, type.Length, e.Length, e.Length);
        foreach (var ratio in ratios) Ppm(ratio);
        long paid = 0, aside = 0;
        for (var i = 0; i < e.Length; i++)
        {
            var (p, s) = Line(e[i], free[i], (ulong)ratios[type[i]].Ppm);
            pay[i] = p;
            setAside[i] = s;
            paid = checked(paid + p);
            aside = checked(aside + s);
        }
        return new(new(paid), new(aside));
    }

    /// <summary>The totals alone, for a candidate that is only looked at.</summary>
    public static RoundTotals Totals(ReadOnlySpan<long> e, ReadOnlySpan<long> free, ReadOnlySpan<int> type, ReadOnlySpan<Ratio> ratios)
    {
        SameLength(e.Length, free.Length, type.Length, e.Length);
        foreach (var ratio in ratios) Ppm(ratio);
        long paid = 0, aside = 0;
        for (var i = 0; i < e.Length; i++)
        {
            var (p, s) = Line(e[i], free[i], (ulong)ratios[type[i]].Ppm);
            paid = checked(paid + p);
            aside = checked(aside + s);
        }
        return new(new(paid), new(aside));
    }

    /// <summary>ΣE of every type, for the largest ratio that fits .</summary>
    public static void BaseSums(ReadOnlySpan<long> e, ReadOnlySpan<int> type, Span<Int128> sums)
    {
        SameLength(e.Length, type.Length, e.Length, e.Length);
        sums.Clear();
        for (var i = 0; i < e.Length; i++) sums[type[i]] += e[i];
    }

    private static (long Pay, long SetAside) Line(long e, long free, ulong ppm)
    {
        if (free < 0 || e < free) throw new ArgumentOutOfRangeException(nameof(free), free, $"Free lies between zero and E, which is {e}.");
        var pay = Floor((ulong)free, ppm);
        return e == free ? (pay, 0) : (pay, Floor((ulong)e, ppm) - pay);
    }

    private static long Floor(ulong fen, ulong ppm) =>
        fen <= Narrow ? unchecked((long)(fen * ppm / 1_000_000)) : checked((long)((UInt128)fen * ppm / 1_000_000));

    private static ulong Ppm(Ratio ratio) => ratio.IsShare ? (ulong)ratio.Ppm : throw new ArgumentOutOfRangeException(nameof(ratio));

    private static void SameLength(int a, int b, int c, int d)
    {
        if (a != b || a != c || a != d) throw new ArgumentException("The columns of a round have one length.");
    }
}
