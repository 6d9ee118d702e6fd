using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

/// <summary>How a certificate's gross amount divides: wages, retention, and the rest that is payable (O-4).</summary>
/// <remarks>
/// Unit: fen. Invariant: labour + retention + rest = gross. Rounding: labour and retention are floored on the gross, the rest is what remains.
/// A correction has a negative rest and no labour; a settlement that releases retention has it negative.
/// </remarks>
public readonly record struct CertificateSplit(Money Gross, Money Labour, Money Retention)
{
    public Money Rest => Gross - Labour - Retention;

    /// <summary><c>Labour = floor(gross × share)</c>, <c>Retention = min(floor(gross × rate), gross − Labour)</c>.</summary>
    /// <remarks>Range: gross of zero or more; the shares are at most 100 %.</remarks>
    public static CertificateSplit Of(Money gross, Ratio labourShare, Ratio retentionRate)
    {
        if (!labourShare.IsShare) throw new ArgumentOutOfRangeException(nameof(labourShare));
        if (!retentionRate.IsShare) throw new ArgumentOutOfRangeException(nameof(retentionRate));
        var labour = gross.Times(labourShare);
        return new(gross, labour, Money.Min(gross.Times(retentionRate), gross - labour));
    }
}
