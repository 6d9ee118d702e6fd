using System.Globalization;

namespace Integrity.Domain.Values;

/// <summary>An amount of CNY.</summary>
/// <remarks>Unit: fen (分), a signed 64-bit integer. Rounding: none anywhere; a share of money is floored (M-1). Errors: overflow throws.</remarks>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    public bool IsZero => Fen == 0;
    public bool IsPositive => Fen > 0;
    public bool IsNegative => Fen < 0;

    public static Money operator +(Money a, Money b) => new(checked(a.Fen + b.Fen));
    public static Money operator -(Money a, Money b) => new(checked(a.Fen - b.Fen));
    public static Money operator -(Money a) => new(checked(-a.Fen));
    public static bool operator <(Money a, Money b) => a.Fen < b.Fen;
    public static bool operator >(Money a, Money b) => a.Fen > b.Fen;
    public static bool operator <=(Money a, Money b) => a.Fen <= b.Fen;
    public static bool operator >=(Money a, Money b) => a.Fen >= b.Fen;

    public static Money Min(Money a, Money b) => a <= b ? a : b;
    public static Money Max(Money a, Money b) => a >= b ? a : b;

    /// <summary><c>floor(this × ratio / 10⁶)</c>, exactly as a 128-bit product gives it (M-1, M-2).</summary>
    /// <remarks>
    /// Range: only for amounts of zero or more; a negative base is a fault. With <c>fen = q × 10⁶ + r</c> the result is
    /// <c>q × ppm + floor(r × ppm / 10⁶)</c>: no part of it is larger than the result, so 64 bits hold it, at a tenth of the time.
    /// </remarks>
    public Money Times(Ratio ratio)
    {
        const long Million = 1_000_000;
        ArgumentOutOfRangeException.ThrowIfNegative(Fen);
        return new(checked(Fen / Million * ratio.Ppm + Fen % Million * ratio.Ppm / Million));
    }

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>As people read it: <c>¥1,234.56</c> (M-1).</summary>
    public override string ToString() => Fen < 0 ? "-¥" + Magnitude() : "¥" + Magnitude();

    /// <summary>Without the sign of the currency: <c>1,234.56</c>, <c>-0.05</c>.</summary>
    public string ToYuan() => Fen < 0 ? "-" + Magnitude() : Magnitude();

    /// <summary>For files that programs read: <c>1234.56</c>.</summary>
    public string ToPlainYuan() => ToYuan().Replace(",", "", StringComparison.Ordinal);

    private string Magnitude()
    {
        var fen = UInt128.CreateChecked(Int128.Abs(Fen));
        return (fen / 100).ToString("N0", CultureInfo.InvariantCulture) + "." + (fen % 100).ToString("00", CultureInfo.InvariantCulture);
    }
}

public static class MoneySums
{
    /// <summary>The checked sum of many amounts.</summary>
    public static Money Sum(this IEnumerable<Money> amounts)
    {
        var total = Money.Zero;
        foreach (var amount in amounts) total += amount;
        return total;
    }

    /// <summary>The checked sum of one amount of each item.</summary>
    public static Money Sum<T>(this IEnumerable<T> items, Func<T, Money> amount)
    {
        var total = Money.Zero;
        foreach (var item in items) total += amount(item);
        return total;
    }
}
