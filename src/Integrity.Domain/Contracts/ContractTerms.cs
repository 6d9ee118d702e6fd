using Integrity.Domain.Values;

namespace Integrity.Domain.Contracts;

/// <summary>The clauses of a works contract that decide how its work is split, when it is due and what an overdue day costs (C-3).</summary>
/// <remarks>Rules: O-4, O-7, C-5, C-6.</remarks>
public sealed record ContractTerms
{
    /// <summary>Quality retention is at most 3 % of the settlement amount. Source: 建质〔2017〕138号.</summary>
    public static readonly Ratio HighestRetention = new(30_000);

    /// <summary>A defect period ends at most 24 months after acceptance, and there if none is agreed. Source: same.</summary>
    public const int LongestDefectMonths = 24;

    /// <summary>Where no term is agreed. Source: 保障中小企业款项支付条例 (2025) art. 9.</summary>
    public const int DefaultPaymentDays = 30;

    /// <summary>The longest term towards a small or medium enterprise. Source: same.</summary>
    public const int LongestPaymentDaysForSmall = 60;

    /// <summary>Beyond any term that a contract with anybody would agree; a typing mistake.</summary>
    public const int LongestPaymentDays = 3650;

    /// <summary>Overdue interest a day where none is agreed. Source: same, art. 17.</summary>
    public static readonly Ratio DefaultOverdueDailyRate = new(500);

    /// <summary>The part of the gross that is wages (人工费), paid to the wage account.</summary>
    public Ratio LabourShare { get; init; }

    /// <summary>The part of the gross kept back as quality retention (质量保证金).</summary>
    public Ratio RetentionRate { get; init; }

    /// <summary>Unit: calendar days; null where nothing is agreed.</summary>
    public int? PaymentDays { get; init; }

    /// <summary>Unit: months after acceptance; null where nothing is agreed.</summary>
    public int? DefectMonths { get; init; }

    /// <summary>Unit: ppm a day; null where nothing is agreed.</summary>
    public Ratio? OverdueDailyRate { get; init; }

    /// <summary>The advance, of the contract amount; null without that clause (C-6).</summary>
    public Ratio? AdvanceRate { get; init; }

    /// <summary>The part of each certificate's gross that recovers the advance; given exactly when there is an advance.</summary>
    public Ratio? AdvanceRecovery { get; init; }

    /// <summary>The contract makes the signing of the integrity contract a condition of payment (C-5).</summary>
    public bool SigningIsPaymentCondition { get; init; }

    /// <summary>Why no contract can have these terms, or null.</summary>
    public Refusal? Check(bool smallOrMedium)
    {
        if (!LabourShare.IsShare) return ContractRefusals.ShareOutOfRange() with { Field = "labourShare" };
        if (RetentionRate < Ratio.Zero || RetentionRate > HighestRetention) return ContractRefusals.RetentionAboveLawful(HighestRetention);
        if (PaymentDays is < 1 or > LongestPaymentDays) return ContractRefusals.PaymentDaysOutOfRange(LongestPaymentDays);
        if (smallOrMedium && PaymentDays > LongestPaymentDaysForSmall) return ContractRefusals.PaymentDaysBeyondLawful(LongestPaymentDaysForSmall);
        if (DefectMonths is < 0 or > LongestDefectMonths) return ContractRefusals.DefectMonthsBeyondLawful(LongestDefectMonths);
        if (OverdueDailyRate is { IsShare: false }) return ContractRefusals.ShareOutOfRange() with { Field = "overdueDailyRate" };
        if (AdvanceRate is null != AdvanceRecovery is null) return ContractRefusals.AdvanceClauseIncomplete();
        if (AdvanceRate is { } rate && (!rate.IsShare || rate == Ratio.Zero)) return ContractRefusals.ShareOutOfRange() with { Field = "advanceRate" };
        if (AdvanceRecovery is { } recovery && (!recovery.IsShare || recovery == Ratio.Zero)) return ContractRefusals.ShareOutOfRange() with { Field = "advanceRecovery" };
        return null;
    }
}
