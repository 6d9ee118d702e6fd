namespace Integrity.Domain.Cases;

/// <summary>Where a violation came to light: a closed list, and a plain value only, so that no case leads back to the person who reported it (T-1).</summary>
public enum CaseSource
{
    Audit = 1,

    /// <summary>督查 (S-1).</summary>
    Inspection = 2,

    /// <summary>举报, of any form (T-1); which one is not said.</summary>
    TipOff = 3,

    /// <summary>A court, the procuratorate, the discipline organ or the supervisory commission.</summary>
    CourtOrDiscipline = 4,

    AnotherCase = 5,
}
