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

    public static Refusal TurnedBackHoldEnds(int days) => Make("P-7",
        $"由扣罚转回的暂缓支付自转回之日起最长 {days} 日，不得续期或延长。请在期满前作出决定；期满即解除并补付，案件继续办理。",
        $"A hold that was a deduction before stands for {days} days at most from the day it was turned back; it is neither renewed nor extended. Decide before it ends; then it is released with catch-up, and the case goes on.");

    public static Refusal InstalmentsOutOfRange(int most) => Make("P-4",
        $"扣款可以一次扣，或按月分 2 至 {most} 期扣。请填写 1 至 {most}。",
        $"A deduction is taken at once, or in 2 to {most} monthly instalments. Enter a number from 1 to {most}.");

    public static Refusal NoInstalmentOpen() => Make("P-4, P-7",
        "本案没有尚未办理的分期扣款：没有分期，或已全部办理，或已撤销。请核对案件的分期表。",
        "No instalment of this case is left to post: there is no plan, or all was taken, or it was cancelled. Look at the case's table of instalments.");

    /// <summary>P-10: never before its day, and never by a clock.</summary>
    public static Refusal InstalmentNotYet(int number, DateOnly day) => Make("P-4, P-10",
        $"第 {number} 期自 {day:yyyy-MM-dd} 起才可以扣。请届时办理。",
        $"Instalment {number} may be taken from {day:yyyy-MM-dd} on. Post it then.");

    /// <summary>R-7: a voted line becomes smaller only by a set-aside, and a deduction is none.</summary>
    public static Refusal DeductionWaitsForRound(string round) => Make("R-7",
        $"扣款须动用兑付批次 {round} 名单内的到期款，名单在执行前不得改动。请在该批次执行或失效后办理。",
        $"This deduction would take what lies in the list of round {round}, which does not change before its execution. Serve or post it once the round is executed or has lapsed.");

    public static Refusal OrganMissing() => Make("P-9", "没有写明接收机关。请填写接收机关的全称，函件和移送书以此为主送机关。", "The receiving organ is not named. Give its full name; the letter is addressed to it.");

    private static Refusal Make(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("cases", member, rule, zh, en);
}
