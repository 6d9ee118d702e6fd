using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>Every way in which the money rules of a case refuse.</summary>
public static partial class CaseRefusals
{
    /// <summary>P-3: outside the signed band is impossible.</summary>
    public static Refusal OutsideBand(Ratio percentage, PenaltyBand band) => Make("P-3",
        $"比例 {percentage} 不在廉政合同约定的 {band.Min} 至 {band.Max} 之间。请在约定幅度内提出。",
        $"{percentage} is outside the signed band of {band.Min} to {band.Max}. Propose a percentage inside it.");

    /// <summary>P-5: one hold per case and contract.</summary>
    public static Refusal AlreadyHeld(Money held) => Make("P-5",
        $"本案已暂缓支付 {held}。请在原暂缓上办理，不得重复暂缓。",
        $"This case already holds {held}. Work on that hold; a second one cannot be laid.");

    public static Refusal ReleaseAboveHeld(Money wanted, Money held) => Make("P-5",
        $"解除金额 {wanted} 超过本案暂缓金额 {held}。请按现有暂缓金额办理。",
        $"{wanted} cannot be released; this case holds {held}. Release no more than that.");

    /// <summary>P-7: only a deduction that stands can be reversed or remitted.</summary>
    public static Refusal NothingDeducted() => Make("P-7",
        "本案在该合同下没有尚存的扣罚，可能已撤销。请核对案件记录。",
        "No deduction of this case stands under the contract; it may have been reversed already. Check the case's record.");

    private static Refusal Make(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("cases", member, rule, zh, en);
}
