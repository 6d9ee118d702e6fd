namespace Integrity.App.Exchange.Tables;

/// <summary>How much of a file is read before it is refused, so that nobody can exhaust the server with one upload.</summary>
/// <param name="Megabytes">The file as it arrives.</param>
/// <param name="InflatedMegabytes">All its parts together once unpacked, as declared and as found.</param>
/// <param name="Rows">Rows that hold something, in all sheets together.</param>
/// <param name="Columns">Of one sheet.</param>
public sealed record TableLimits(int Megabytes, int InflatedMegabytes, int Rows, int Columns)
{
    /// <summary>For a contract ledger.</summary>
    public static readonly TableLimits Ledger = new(50, 256, 200_000, 256);

    /// <summary>For a trial calculation, which may hold every contract of a province.</summary>
    public static readonly TableLimits Trial = new(50, 256, 1_100_000, 256);
}
