using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

/// <summary>Every way in which certified work and its terms are refused.</summary>
public static partial class CertificateRefusals
{
    /// <summary>C-6: certified sums stay within the contract amount plus approved variations.</summary>
    public static Refusal AboveContractAmount(Money certified, Money ceiling) => Make("C-6",
        $"累计计量 {certified} 超过合同金额与已批准变更之和 {ceiling}。请先办理变更审批，或核减本次计量。",
        $"Certified work would come to {certified}, above the contract amount with approved variations, {ceiling}. Have the variation approved first, or certify less.");

    public static Refusal NothingCertified() => Make("C-6",
        "计量金额为零。请填写本次完成的金额；更正以前的计量请填写负数。",
        "The certified amount is zero. Enter the work done; to correct an earlier certificate enter a negative amount.");

    public static Refusal CorrectionAboveCertified(Money certified) => Make("C-6",
        $"更正额超过累计计量 {certified}。请按累计计量以内的金额更正。",
        $"The correction is larger than all certified work, {certified}. Correct no more than that.");

    /// <summary>O-4: quality retention is at most 3 % of the settlement amount.</summary>
    public static Refusal RetentionAboveLawful(Ratio rate) => Make("O-4, 建质〔2017〕138号",
        $"质量保证金比例 {rate} 超过 {RetentionRule.HighestRate}。请改为 {RetentionRule.HighestRate} 以内。",
        $"A quality retention of {rate} is above {RetentionRule.HighestRate}. Lower it to {RetentionRule.HighestRate} or less.");

    public static Refusal ShareOutOfRange(Ratio share) => Make("O-4, M-2",
        $"比例 {share} 不在 0 至 100 % 之间。请核对合同条款后重新填写。",
        $"The share {share} is not between 0 and 100 %. Check the contract's clause and enter it again.");

    /// <summary>O-7: never beyond 60 days for a small or medium enterprise.</summary>
    public static Refusal TermBeyondLawful(int days) => Make("O-7, 保障中小企业款项支付条例第9条",
        $"付款期限 {days} 日，对中小企业最长为 {DueRule.LongestForSmallOrMedium} 日。请改为 {DueRule.LongestForSmallOrMedium} 日以内。",
        $"A payment term of {days} days is beyond the {DueRule.LongestForSmallOrMedium} days allowed towards a small or medium enterprise. Shorten it.");

    public static Refusal TermNotPositive() => Make("O-7",
        "付款期限须为正整数天。请重新填写；未约定的请留空，按30日计。",
        "A payment term is a whole number of days above zero. Enter it again, or leave it empty for 30 days.");

    /// <summary>O-4: at most 24 months after acceptance.</summary>
    public static Refusal DefectPeriodBeyondLawful(int months) => Make("O-4, 建质〔2017〕138号",
        $"缺陷责任期 {months} 个月，最长为 {RetentionRule.LongestDefectMonths} 个月。请按合同与规定重新填写。",
        $"A defect period of {months} months is beyond {RetentionRule.LongestDefectMonths}. Enter it again from the contract and the regulation.");

    public static Refusal SettledAmountNegative() => Make("C-6",
        "结算金额不能为负。请核对结算书后重新填写。",
        "A settled amount is not negative. Check the settlement document and enter it again.");

    private static Refusal Make(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("certificates", member, rule, zh, en);
}
