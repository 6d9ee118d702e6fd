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

    public static Refusal SettledAmountNegative() => Make("C-6",
        "结算金额不能为负。请核对结算书后重新填写。",
        "A settled amount is not negative. Check the settlement document and enter it again.");

    private static Refusal Make(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("certificates", member, rule, zh, en);
}
