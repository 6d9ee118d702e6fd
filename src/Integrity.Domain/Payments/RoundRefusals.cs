using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>The closed list of lawful noes about the life of a round.</summary>
public static class RoundRefusals
{
    private static Refusal No(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("payments", member, rule, zh, en);

    public static Refusal CutOffInFuture(DateOnly cutOff, DateOnly today) =>
        No("R-1", $"截止日 {cutOff:yyyy-MM-dd} 晚于今天（{today:yyyy-MM-dd}），账目尚未形成。请选择今天或以前的日期。",
            $"The cut-off {cutOff:yyyy-MM-dd} is after today ({today:yyyy-MM-dd}); its figures do not exist yet. Choose today or an earlier day.") with
        { Field = "cutOff" };

    public static Refusal NextCutOffNotAfter(DateOnly cutOff) =>
        No("R-1", $"下一截止日必须晚于本次截止日 {cutOff:yyyy-MM-dd}。请重新选择。",
            $"The planned next cut-off must be after this one, {cutOff:yyyy-MM-dd}. Choose another day.") with
        { Field = "nextCutOff" };

    public static Refusal RoundNotIn(RoundState state, RoundState needed) =>
        No("R-1", $"本批次现处于“{Zh(state)}”，需处于“{Zh(needed)}”才能办理。请刷新后查看下一步。",
            $"This round is “{En(state)}”; for this it must be “{En(needed)}”. Refresh to see what comes next.");

    public static Refusal SnapshotTooOld(DateOnly taken) =>
        No("R-1", $"快照已于 {taken:yyyy-MM-dd} 取得，超过 {PaymentRound.SnapshotDays} 日。请重新开批次取新快照。",
            $"The snapshot was taken on {taken:yyyy-MM-dd}, more than {PaymentRound.SnapshotDays} days ago. Open a new round and take a new one.");

    public static Refusal NobodyInScope() =>
        No("R-1", "本批次范围内没有应付合同。请检查范围和截止日。", "No contract in scope is owed anything. Check the scope and the cut-off.");

    public static Refusal AnotherRoundUnderWay(string number) =>
        No("R-1", $"批次 {number} 正在决定或待执行，范围与本批次重叠。请待其开始执行或终止后再取快照。",
            $"Round {number} is being decided or waits for its execution, and shares contracts with this one. Take the snapshot when that one has begun or ended.");

    public static Refusal WithdrawItemFirst() =>
        No("R-1, D-1", "该批次已提请集体研究，不能直接撤回。请由提请人在议题页撤回议题，再在批次页采纳结果，留存的资金即退回。",
            "This round is before the leadership group and is not withdrawn by itself. Have its proposer withdraw the item, then adopt the result on the round's page; its money goes back with it.");

    public static Refusal OwedInRound(string number) =>
        No("R-7", $"批次 {number} 的清单以该合同现有应付款为准，尚未开始执行，应付款只能因留存事由减少。请待其开始执行、失效，或撤回该批次后再办理。",
            $"Round {number} counts on what is owed under this contract and has not begun; until then it becomes less only by a set-aside with its ground. Do this when the round has begun, lapsed or been withdrawn.");

    public static Refusal MovedSinceCutOff(DateOnly cutOff, DateOnly moved) =>
        No("R-1, R-3", $"截止日 {cutOff:yyyy-MM-dd} 之后，范围内合同的应付款至 {moved:yyyy-MM-dd} 仍有支付、留存或更正，按该截止日会重复支付。请撤回本批次（如已开），另开截止日为 {moved:yyyy-MM-dd} 或以后的批次。",
            $"After the cut-off {cutOff:yyyy-MM-dd} amounts owed in this scope were still paid, held or corrected, last on {moved:yyyy-MM-dd}; they would be paid again. Withdraw this round, if it is open, and open one with the cut-off {moved:yyyy-MM-dd} or later.");

    public static Refusal ContractInRound(string number) =>
        No("R-1, C-2, C-8", $"该合同在 {number}（批次快照或提请的清单）中，尚未开始执行，主体和同样类型不得变动。请待其开始执行或终止后再办理。",
            $"This contract stands in {number}, a snapshot or a proposed list that has not begun to be carried out, so its party and payee type stay. Carry the change out when that has begun or ended.");

    public static Refusal WagesNotCovered(Money wages, Money fund) =>
        No("O-5", $"应付人工费 {wages}，可用资金 {fund} 不足，不得进入比例兑付。请先用“工资支付”按计量先后支付人工费，或确认新的到账。",
            $"Wages of {wages} are unpaid and the fund holds {fund}, so there is no ratio step. Pay wages first in a wage run, oldest certificate first, or confirm more receipts.");

    public static Refusal OrdersNotCovered(Money orders, Money left) =>
        No("R-2", $"法院、主管机关文书应付 {orders}，支付人工费后可用资金 {left} 不足，不得进入比例兑付。请确认新的到账后再试。",
            $"Orders of courts and authorities take {orders}, and {left} is left after wages, so there is no ratio step. Confirm more receipts, then try again.");

    public static Refusal TypeNamedTwice() =>
        No("R-4", "同一收款类型写了两个比例。请只保留一个。", "A payee type is named with two ratios. Keep one of them.") with { Field = "named" };

    public static Refusal TypeNotInRound() =>
        No("R-4", "本批次没有这种收款类型的合同。请删去这一比例。", "No contract of this payee type is in the round. Take its ratio away.") with { Field = "named" };

    public static Refusal CandidateTwice() =>
        No("D-5", "相同的比例方案已经列入。请修改比例，或直接提请研究。", "The same ratios are a candidate already. Change them, or propose the round.");

    public static Refusal CandidateMissing() =>
        No("R-1", "至少要有一个比例方案才能提请集体研究。请先试算并加入方案。", "At least one candidate is needed before the leadership group. Try ratios and add one.");

    public static Refusal RecusedIsNoMember() =>
        No("D-4", "回避的须是领导班子的在任成员。请选择成员。", "Who is recused must be a member of the group in office. Choose a member.") with { Field = "member" };

    public static Refusal NoLinesOfParty() =>
        No("D-4", "该往来单位在本批次没有参加比例兑付的合同，无须单列。请核对往来单位。", "No contract of this payee is in the ratio step of the round, so nothing is voted apart. Check the payee.") with { Field = "party" };

    public static Refusal LinesApartAlready() =>
        No("D-4", "该往来单位的各行已经单列。另有成员回避的，请在单列议题上登记回避。", "The lines of this payee are apart already. Record a further member's recusal on their item.") with { Field = "party" };

    public static Refusal LinesApartNotVoted() =>
        No("D-4", "回避成员的各行尚未由其他成员表决。请先完成单列议题的表决；过期不能再表决的，系统在五个工作日后终止，其后可执行。", "The others have not voted on the lines of recused members yet. Let them vote on that item first; one whose figures are too old is ended by the clock after five working days, and the round may be executed then.");

    public static Refusal ListDiffersFromVote() =>
        No("R-7", "当前清单与表决清单的摘要不一致，已停止执行。请核对快照后重新提请研究。",
            "The list differs from the one that was voted, so execution stopped. Check the snapshot and put it to the group again.");

    public static Refusal NotYetDecided() =>
        No("R-7", "这个方案尚未获得通过的决定。请等待会议结果。", "This candidate has no passed decision in effect. Wait for the meeting.");

    private static string Zh(RoundState state) => state switch
    {
        RoundState.Open => "已开批次",
        RoundState.Snapshot => "已取快照",
        RoundState.Proposed => "已提请研究",
        RoundState.Decided => "已决定",
        RoundState.NotPassed => "未通过",
        RoundState.Deferred => "缓议",
        RoundState.Executing => "执行中",
        RoundState.Lapsed => "已失效",
        RoundState.Withdrawn => "已撤回",
        _ => "已结束",
    };

    private static string En(RoundState state) => state switch
    {
        RoundState.Open => "open",
        RoundState.Snapshot => "snapshot taken",
        RoundState.Proposed => "proposed",
        RoundState.Decided => "decided",
        RoundState.NotPassed => "not passed",
        RoundState.Deferred => "deferred",
        RoundState.Executing => "executing",
        RoundState.Lapsed => "lapsed",
        RoundState.Withdrawn => "withdrawn",
        _ => "closed",
    };
}
