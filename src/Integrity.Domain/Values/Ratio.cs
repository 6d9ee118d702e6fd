using System.Globalization;

namespace Integrity.Domain.Values;

/// <summary>A ratio or percentage: what is voted is what is published is what is used (M-2).</summary>
/// <remarks>Unit: ppm, an integer; 37.52 % = 375 200. Range: 0 to 1 000 000 where it is a share.</remarks>
public readonly record struct Ratio(int Ppm) : IComparable<Ratio>
{
    public static readonly Ratio Zero = new(0);
    public static readonly Ratio One = new(1_000_000);

    /// <summary>Whether it can be a share of something: 0 to 100 %.</summary>
    public bool IsShare => Ppm is >= 0 and <= 1_000_000;

    public static bool operator <(Ratio a, Ratio b) => a.Ppm < b.Ppm;
    public static bool operator >(Ratio a, Ratio b) => a.Ppm > b.Ppm;
    public static bool operator <=(Ratio a, Ratio b) => a.Ppm <= b.Ppm;
    public static bool operator >=(Ratio a, Ratio b) => a.Ppm >= b.Ppm;

    public int CompareTo(Ratio other) => Ppm.CompareTo(other.Ppm);

    /// <summary>With four decimals and the sign: <c>28.0920 %</c>.</summary>
    public override string ToString() => ToPercent() + " %";

    /// <summary>With four decimals: <c>28.0920</c>.</summary>
    public string ToPercent() => $"{(Ppm < 0 ? "-" : "")}{Math.Abs(Ppm / 10_000)}.{Math.Abs(Ppm % 10_000).ToString("0000", CultureInfo.InvariantCulture)}";
}
