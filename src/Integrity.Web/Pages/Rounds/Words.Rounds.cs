using Integrity.Domain.Payments;

namespace Integrity.Web.Pages;

public static partial class Words
{
    public static string Of(RoundState state) => state switch
    {
        RoundState.Open => T("已开批次", "Open"),
        RoundState.Snapshot => T("已取快照", "Snapshot taken"),
        RoundState.Proposed => T("已提请研究", "Proposed"),
        RoundState.Decided => T("已决定", "Decided"),
        RoundState.NotPassed => T("未通过", "Not passed"),
        RoundState.Deferred => T("缓议", "Deferred"),
        RoundState.Executing => T("执行中", "Executing"),
        RoundState.Lapsed => T("已失效", "Lapsed"),
        RoundState.Withdrawn => T("已撤回", "Withdrawn"),
        _ => T("已结束", "Closed"),
    };

    public static string Chip(RoundState state) => state switch
    {
        RoundState.Open => "draft",
        RoundState.Snapshot or RoundState.Executing => "running",
        RoundState.Proposed or RoundState.Decided or RoundState.Deferred => "waiting",
        RoundState.NotPassed or RoundState.Lapsed or RoundState.Withdrawn => "refused",
        _ => "settled",
    };

    public static string Of(RoundFigure figure) => figure switch
    {
        RoundFigure.Fund => T("可用资金", "Fund"),
        RoundFigure.Wages => T("人工费", "Wages"),
        RoundFigure.Orders => T("执行文书", "Orders"),
        RoundFigure.Base => T("应付基数 E", "Base E"),
        RoundFigure.Entitlement => T("应得", "Entitlement"),
        RoundFigure.Pay => T("清单应付", "By the list"),
        RoundFigure.SetAside => T("按比例留存", "Set aside at the ratio"),
        RoundFigure.Residual => T("尾差", "Residual"),
        RoundFigure.Paid => T("执行时付出", "Paid at the execution"),
        RoundFigure.WagesPaid => T("先付人工费", "Wages paid first"),
        RoundFigure.OrdersPaid => T("已付执行文书", "Orders paid"),
        RoundFigure.PaidAtRatio => T("执行时按比例付出", "Paid at the ratios at the execution"),
        RoundFigure.Reserved => T("留存", "Set aside"),
        RoundFigure.Free => T("到期可付", "Free"),
        RoundFigure.SetAsideDue => T("到期暂缓", "Held and due"),
        RoundFigure.NotYetDue => T("未到期", "Not yet due"),
        RoundFigure.Ordered => T("执行文书", "Orders"),
        RoundFigure.InterestPerDay => T("每日利息", "Interest a day"),
        RoundFigure.WagesUncovered => T("未覆盖人工费", "Wages not covered"),
        RoundFigure.DueBeforeNext => T("下一截止日前到最后付款日", "Last lawful day before the next cut-off"),
        _ => T("支付不足 80 % 的合同", "Contracts under the 80 % floor"),
    };

    public static string Of(LeftOutGround ground) => ground switch
    {
        LeftOutGround.NoLiveIntegrityContract => T("无有效廉政合同", "No live integrity contract"),
        LeftOutGround.OpeningNotConfirmed => T("期初未经两人确认", "Opening not confirmed by two"),
        LeftOutGround.SignedInsideExclusion => T("取缔期内签订，或登记时签订日未经确认", "Signed inside an exclusion, or entered inside it with its day of signature unproved"),
        LeftOutGround.AccountUnverified => T("收款账户未核实", "Account not verified"),
        LeftOutGround.ConditionUnmet => T("约定条件未满足", "Agreed condition unmet"),
        _ => T("收款人继承未明", "Succession unclear"),
    };
}
