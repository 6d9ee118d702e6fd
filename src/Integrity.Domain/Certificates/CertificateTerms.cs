using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

/// <summary>The clauses of a works contract by which certified work is split and falls due.</summary>
/// <param name="LabourShare">The part that is wages (人工费), of the gross (O-4).</param>
/// <param name="RetentionRate">Quality retention, of the gross; at most 3 % (O-4).</param>
/// <param name="TermDays">The agreed payment term, or null for 30 days (O-7).</param>
/// <param name="SmallOrMedium">Whether the payee is a small or medium enterprise (O-7).</param>
public sealed record CertificateTerms(Ratio LabourShare, Ratio RetentionRate, int? TermDays, bool SmallOrMedium)
{
    /// <summary>The part of each certificate's gross that recovers an agreed advance (C-6).</summary>
    public Ratio AdvanceRecovery { get; init; }
}
