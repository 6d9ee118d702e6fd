namespace Integrity.Domain.Payments;

/// <summary>The lawful reasons to set money aside: a closed list (O-8). What is not here does not exist.</summary>
/// <remarks>Source: 保障中小企业款项支付条例 arts 14, 15.</remarks>
public enum SetAsideGround
{
    /// <summary>An integrity case, bounded (P-5).</summary>
    IntegrityCase = 1,

    /// <summary>An order of a court or authority, as served.</summary>
    AuthorityOrder = 2,

    /// <summary>A documented defect or quantity dispute, that amount.</summary>
    DocumentedDispute = 3,

    /// <summary>An agreed condition that is not met, with its clause.</summary>
    ConditionUnmet = 4,

    /// <summary>The payee's account was returned or is not verified.</summary>
    AccountUnverified = 5,

    /// <summary>A supervision finding, bounded, at most 30 days.</summary>
    SupervisionFinding = 6,

    /// <summary>No live integrity contract; the ratio step only.</summary>
    NoLiveIntegrityContract = 7,

    /// <summary>Who succeeds the payee is not clear.</summary>
    SuccessionUnclear = 8,
}

public static class SetAsideGrounds
{
    extension(SetAsideGround ground)
    {
        /// <summary>A case or an authority's order holds: when it ends, past votes are caught up. What is disputed ends at its original due day, and interest is its remedy.</summary>
        public bool IsHold => ground is SetAsideGround.IntegrityCase or SetAsideGround.AuthorityOrder;
    }
}

/// <summary>Why a contract is left out of the ratio step; wages and orders are paid all the same.</summary>
public enum LeftOutGround
{
    /// <summary>No integrity contract is in force (C-5, O-8).</summary>
    NoLiveIntegrityContract = 1,

    /// <summary>The opening figures are not yet confirmed by two people (C-9).</summary>
    OpeningNotConfirmed = 2,

    /// <summary>The contract was signed, extended or subcontracted inside an exclusion, or entered inside it with an earlier day that nobody has proved (P-8).</summary>
    SignedInsideExclusion = 3,

    /// <summary>The payee's account is not verified (O-8, C-7).</summary>
    AccountUnverified = 4,

    /// <summary>An agreed condition is not met (O-8).</summary>
    ConditionUnmet = 5,

    /// <summary>Who succeeds the payee is not clear (O-8, C-8).</summary>
    SuccessionUnclear = 6,
}
