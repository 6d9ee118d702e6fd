using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

/// <summary>A certificate; its number is the tranche on every posting of what it certified (O-3).</summary>
public readonly record struct CertificateId(long Value) : IId<CertificateId>, IComparable<CertificateId>
{
    public int CompareTo(CertificateId other) => Value.CompareTo(other.Value);

    public static CertificateId From(long value) => new(value);
}

public enum CertificateKind
{
    /// <summary>Work done in a period.</summary>
    Progress = 1,

    /// <summary>Less than was certified before: a negative amount (C-6).</summary>
    Correction = 2,

    /// <summary>The one that brings certified work and retention to the settled amount (C-6).</summary>
    Settlement = 3,

    /// <summary>What the office's ledger had certified before the system began (C-9).</summary>
    Opening = 4,
}

public enum CertificateState
{
    /// <summary>Waits for a second person; no debt yet (O-1).</summary>
    Prepared = 1,
    Approved = 2,
    Rejected = 3,
}
