using Integrity.Domain.Payments;

namespace Integrity.App.Payments;

/// <summary>What each figure of a round means, in words, with its rule.</summary>
public static class RoundFigureWords
{
    public static (string Rule, string Zh, string En) Of(RoundFigure figure) => figure switch
    {
        RoundFigure.Fund => ("F-1", "可用于本批次全部合同的已确认到账资金，先到先用；提请后为本批次预留", "Confirmed receipts usable for every contract in the round, oldest first; reserved for it from its proposal"),
        RoundFigure.Wages => ("O-5", "截止日应付人工费，先足额支付，不受比例影响", "Wages at the cut-off, paid first and in full, under no ratio"),
        RoundFigure.Orders => ("R-2", "法院或有权机关文书要求支付的款项，减去以前批次已为其留存的资金", "What orders of courts and authorities demand, less what earlier rounds reserved for them"),
        RoundFigure.Base => ("R-3", "E = 到期可付 + 到期暂缓", "E = free + held and due"),
        RoundFigure.Entitlement => ("R-3", "应得 = floor(E × 比例)，逐份合同舍去分以下", "Entitlement = floor(E × ratio), for each contract"),
        RoundFigure.Pay => ("R-3", "清单应付 = floor(到期可付 × 比例)，逐份合同舍去分以下", "By the list = floor(free × ratio), for each contract"),
        RoundFigure.SetAside => ("R-3", "清单留存 = 应得 − 清单应付", "Set aside by the list = entitlement − what it pays"),
        RoundFigure.Residual => ("R-4", "尾差 = 资金 − 人工费 − 执行文书 − 实付 − 留存，留在资金内", "Residual = fund − wages − orders − paid − set aside; it stays in the fund"),
        RoundFigure.Paid => ("R-2, R-7", "执行时付出 = 人工费 + 执行文书 + 清单应付 − 表决后依法留存和未获通过的各行", "Paid at the execution = wages + orders + what the voted list gives − what was set aside since the vote or not passed"),
        RoundFigure.WagesPaid => ("O-5", "先付人工费 = 截止日应付人工费 − 快照后已另行支付的人工费，不重复支付", "Wages paid first = wages at the cut-off − what was paid elsewhere since the snapshot; nothing is paid twice"),
        RoundFigure.OrdersPaid => ("R-2", "执行时按执行文书付出的资金，减去以前批次已为其留存的资金", "What the orders took from the fund at the execution, less what earlier rounds reserved for them"),
        RoundFigure.PaidAtRatio => ("R-3, R-7", "按表决清单实付，不含人工费和执行文书", "What the voted list pays, wages and orders aside"),
        RoundFigure.Reserved => ("R-3, R-7", "按表决清单为暂缓和冻结的款项留存的资金，连同表决后依法搁置的款项和未获其他成员通过的各行", "Cash reserved by the voted list for what is held or frozen, for what was lawfully set aside since the vote, and for lines that the other members did not pass"),
        RoundFigure.Free => ("R-3", "截止日已到期、可以支付的款项，含已到期的受让款", "Due at the cut-off and free to be paid, assigned amounts fallen due included"),
        RoundFigure.SetAsideDue => ("R-3", "截止日已到期而被暂缓或冻结的款项，减去以前批次已为其留存的资金", "Held or frozen and due at the cut-off, less what earlier rounds reserved for it"),
        RoundFigure.NotYetDue => ("R-3", "截止日尚未到期的款项，不进入基数", "Not yet due at the cut-off, in no base"),
        RoundFigure.Ordered => ("R-2", "法院或有权机关文书要求支付的款项，足额支付", "What orders of courts and authorities demand, paid whole"),
        RoundFigure.InterestPerDay => ("R-6, O-7", "每份合同 floor((到期款 − 实付) × 日利率)", "floor((due − pay) × daily rate) for each contract"),
        RoundFigure.DueBeforeNext => ("R-6", "截止日后、下一次计划截止日前到最后付款日的款项", "What reaches its last lawful day after this cut-off and before the planned next one"),
        RoundFigure.WagesUncovered => ("R-6, O-5", "未覆盖 = 人工费 − 资金先行支付的部分；不为零时不进行比例兑付", "Not covered = wages − what the fund pays of them first; unless it is nothing there is no ratio step"),
        _ => ("R-6, O-9", "计入本次实付后，已付和在途不足累计计量（不含未到期质保金）80 % 的合同；金额为距 80 % 的差额", "Contracts whose settled and in-flight money, this pay counted, is under 80 % of what is certified without retention not due; the amount is what each lacks"),
    };

    /// <summary>What makes a voted line smaller, by its ground (O-8).</summary>
    public static (string Zh, string En) Of(SetAsideGround ground) => ground switch
    {
        SetAsideGround.IntegrityCase => ("廉政案件暂缓", "Held for an integrity case"),
        SetAsideGround.AuthorityOrder => ("法院或有权机关文书冻结", "Frozen by an order of a court or authority"),
        SetAsideGround.ConditionUnmet => ("约定条件未满足", "An agreed condition unmet"),
        SetAsideGround.SupervisionFinding => ("督查发现的问题", "A supervision finding"),
        _ => ("有书面依据的争议", "A documented dispute"),
    };
}
