using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>The listed factors by which a percentage moves inside its band (P-3).</summary>
public enum PenaltyFactorKind
{
    GaveBackWillingly = 1,
    Cooperated = 2,
    FirstTime = 3,
    MadeGoodTheLoss = 4,
    Repeated = 5,
    Concealed = 6,
    LargeAmount = 7,
    GraveInfluence = 8,
    HinderedTheInquiry = 9,
}

/// <summary>A factor with its reason: without one it does not count.</summary>
public sealed record PenaltyFactor(PenaltyFactorKind Kind, string Reason);

/// <summary>A deduction that is proposed or decided: the percentage, and why it lies where it lies in the band (P-3).</summary>
/// <param name="AdmittedLoss">The part of the claimed loss that is acknowledged or adjudged: it is set off out of the hold (P-5).</param>
/// <param name="LossAnswer">Why it is still proportionate above 1.3 times the documented loss (P-4).</param>
/// <param name="Instalments">In how many monthly parts it is taken; one takes it at once.</param>
/// <param name="LossProof">SHA-256 of the paper by which the loss is acknowledged or adjudged.</param>
public sealed record DeductionTerms(Ratio Percentage, IReadOnlyList<PenaltyFactor> Factors, Money AdmittedLoss, string? LossAnswer, int Instalments = 1, string? LossProof = null);

/// <summary>Kept out of the bureau's own market: in whose scope, for how long (P-8).</summary>
public sealed record ExclusionTerms(string Scope, int Years);

/// <summary>What is done about a violation: sanctions are typed and may be combined in one decision (P-1).</summary>
/// <remarks>Nothing of it at all is a dismissal.</remarks>
public sealed record CaseSanction(bool Warning, DeductionTerms? Deduction, ExclusionTerms? Exclusion, bool Recommendation, bool Referral, string Reasons)
{
    public const int LongestReasons = 4000;

    public bool IsDismissal => !Warning && Deduction is null && Exclusion is null && !Recommendation && !Referral;

    public bool IsAdverse => Warning || Deduction is not null || Exclusion is not null || Recommendation;

    /// <summary>Two or three legs shown only in part carry a warning and nothing more (P-2).</summary>
    public bool IsWarningOnly => Deduction is null && Exclusion is null && !Recommendation;

    /// <summary>What the definition calls its outcomes.</summary>
    public IReadOnlyList<string> Outcomes =>
        IsDismissal ? ["dismiss"] : [.. new[] { (IsAdverse, "sanction"), (Referral, "refer") }.Where(o => o.Item1).Select(o => o.Item2)];

    /// <summary>Why it cannot be proposed, or null.</summary>
    /// <param name="band">The signed band.</param>
    /// <param name="claimedLoss">Of the flag: the hold has no more for a set-off (P-5).</param>
    public Refusal? Check(PenaltyBand band, Money claimedLoss)
    {
        if (string.IsNullOrWhiteSpace(Reasons) || Reasons.Length > LongestReasons) return CaseRefusals.ReasonsMissing(LongestReasons) with { Field = "reasons" };
        if (Exclusion is { Years: < MarketExclusion.ShortestYears or > MarketExclusion.LongestYears })
            return PartyRefusals.ExclusionLengthUnlawful(MarketExclusion.ShortestYears, MarketExclusion.LongestYears);
        if (Exclusion is { } exclusion && string.IsNullOrWhiteSpace(exclusion.Scope)) return CaseRefusals.ExclusionScopeMissing() with { Field = "scope" };
        if (Deduction is { } deduction)
        {
            if (band.Check(deduction.Percentage) is { } outside) return outside with { Field = "percentage" };
            if (deduction.Factors.Count == 0 || deduction.Factors.Any(f => !Enum.IsDefined(f.Kind) || string.IsNullOrWhiteSpace(f.Reason))) return CaseRefusals.FactorsMissing() with { Field = "factors" };
            if (deduction.AdmittedLoss.IsNegative) return CaseRefusals.LossNegative() with { Field = "admittedLoss" };
            if (deduction.AdmittedLoss > claimedLoss) return CaseRefusals.LossAboveClaim(claimedLoss) with { Field = "admittedLoss" };
            if (deduction.AdmittedLoss.IsPositive && !Digest.TryParse(deduction.LossProof, out _)) return CaseRefusals.LossNotProved() with { Field = "lossProof" };
            if (deduction.Instalments is < 1 or > InstalmentPlan.Most) return CaseRefusals.InstalmentsOutOfRange(InstalmentPlan.Most) with { Field = "instalments" };
        }
        return null;
    }

    /// <summary>Defence never makes the result worse (P-6).</summary>
    /// <remarks>Another scope of an exclusion counts as worse: whether words reach further no program can tell, so a new notice says them. What is set off is taken from him as the deduction is: more of it than the notice told him is worse, and needs a new notice (P-4, P-5).</remarks>
    public bool IsWorseThan(CaseSanction notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        // A warning may stand in for what is dropped; on top of what was told it is one more.
        var dropped = (notice.Deduction is not null && Deduction is null) || (notice.Exclusion is not null && Exclusion is null) || (notice.Recommendation && !Recommendation);
        return (Warning && !notice.Warning && !dropped)
            || (Deduction is { } deduction && (notice.Deduction is not { } told || deduction.Percentage > told.Percentage || deduction.Instalments < told.Instalments || deduction.AdmittedLoss > told.AdmittedLoss))
            || (Exclusion is { } exclusion && (notice.Exclusion is not { } named || exclusion.Years > named.Years || exclusion.Scope.Trim() != named.Scope.Trim()))
            || (Recommendation && !notice.Recommendation);
    }
}
