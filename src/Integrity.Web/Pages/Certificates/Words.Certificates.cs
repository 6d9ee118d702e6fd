using Integrity.App.Certificates;
using Integrity.Domain.Certificates;
using Integrity.Domain.Ledger;

namespace Integrity.Web.Pages;

public static partial class Words
{
    public static string Of(CertificateKind kind) => kind switch
    {
        CertificateKind.Progress => T("计量", "Progress"),
        CertificateKind.Correction => T("更正", "Correction"),
        CertificateKind.Settlement => T("结算", "Settlement"),
        _ => T("期初", "Opening"),
    };

    public static string Of(CertificateState state) => state switch
    {
        CertificateState.Prepared => T("待复核", "Waits for approval"),
        CertificateState.Approved => T("已批准", "Approved"),
        _ => T("已退回", "Sent back"),
    };

    public static string ChipOf(CertificateState state) => state switch
    {
        CertificateState.Prepared => "waiting",
        CertificateState.Approved => "settled",
        _ => "refused",
    };

    public static string Of(EarmarkKind kind) => kind switch
    {
        EarmarkKind.Dispute => T("争议", "Dispute"),
        EarmarkKind.AuthorityOrder => T("协助执行", "Order of an authority"),
        EarmarkKind.ConditionUnmet => T("约定条件未满足", "Agreed condition unmet"),
        EarmarkKind.SupervisionFinding => T("督查发现", "Supervision finding"),
        _ => T("债权转让", "Assignment"),
    };

    public static string Of(EarmarkState state) => state switch
    {
        EarmarkState.Prepared => T("待确认", "Waits for confirmation"),
        EarmarkState.InForce => T("执行中", "In force"),
        EarmarkState.Ending => T("解除待确认", "End waits for confirmation"),
        EarmarkState.Ended => T("已结束", "Ended"),
        _ => T("已退回", "Sent back"),
    };

    public static string ChipOf(EarmarkState state) => state switch
    {
        EarmarkState.Prepared or EarmarkState.Ending => "waiting",
        EarmarkState.InForce => "running",
        EarmarkState.Ended => "settled",
        _ => "refused",
    };

    public static string Of(ThirdPartyPaymentState state) => state switch
    {
        ThirdPartyPaymentState.Prepared => T("待确认", "Waits for confirmation"),
        ThirdPartyPaymentState.Confirmed => T("已确认", "Confirmed"),
        _ => T("已退回", "Sent back"),
    };

    public static string ChipOf(ThirdPartyPaymentState state) => state switch
    {
        ThirdPartyPaymentState.Prepared => "waiting",
        ThirdPartyPaymentState.Confirmed => "settled",
        _ => "refused",
    };

    public static string Of(Figure figure) => figure switch
    {
        Figure.Outstanding => T("未付", "Outstanding"),
        Figure.InFlight => T("支付中", "In flight"),
        Figure.Wage => T("人工费", "Wages"),
        Figure.FrozenByAuthority => T("协助执行冻结", "Frozen by an authority"),
        Figure.Assigned => T("已转让", "Assigned"),
        Figure.Disputed => T("争议", "Disputed"),
        Figure.Held => T("暂缓支付", "Held"),
        Figure.Returned => T("退回、留存", "Returned or reserved"),
        Figure.Due => T("已到期", "Due"),
        Figure.NotYetDue => T("未到期", "Not yet due"),
        Figure.RetentionNotDue => T("未到期质保金", "Retention not due"),
        Figure.Certified => T("累计计量", "Certified"),
        Figure.Settled => T("累计已付", "Settled"),
        Figure.AdvanceLeft => T("待扣预付款", "Advance left"),
        Figure.Deducted => T("扣罚", "Deducted"),
        Figure.SetOff => T("抵销", "Set off"),
        Figure.ThirdPartyPaid => T("第三方代付", "Paid by third parties"),
        Figure.Overpaid => T("多付待扣", "Overpaid"),
        Figure.InterestOwed => T("应付逾期利息", "Interest owed"),
        Figure.InterestAccrued => T("累计逾期利息", "Interest accrued"),
        Figure.InterestPerDay => T("每日逾期利息", "Interest a day"),
        Figure.ContractAmount => T("合同金额", "Contract amount"),
        _ => T("留存资金", "Reserved cash"),
    };

    public static string Of(CertificateFigure figure) => figure switch
    {
        CertificateFigure.Amount => T("计量金额", "Certified amount"),
        CertificateFigure.Labour => T("人工费", "Wages"),
        CertificateFigure.Retention => T("质量保证金", "Retention"),
        CertificateFigure.Rest => T("其余应付", "The rest"),
        CertificateFigure.Others => T("其他已批准计量", "Other certified work"),
        CertificateFigure.OverpaidRecovered => T("扣回多付", "Overpayment recovered"),
        _ => T("扣回预付款", "Advance recovered"),
    };

    public static string Of(Account account) => account switch
    {
        Account.WorkCertified => T("累计计量", "Work certified"),
        Account.Payable => T("应付款", "Payable"),
        Account.Retention => T("质量保证金", "Retention"),
        Account.Fund => T("资金", "Fund"),
        Account.FundSource => T("资金来源", "Source of funds"),
        Account.RunCash => T("批次资金", "Cash of a run"),
        Account.Reserve => T("留存资金", "Reserve"),
        Account.Penalty => T("扣罚", "Penalty"),
        Account.InterestCost => T("利息支出", "Interest cost"),
        Account.InterestPayable => T("应付利息", "Interest payable"),
        Account.Advance => T("预付款", "Advance"),
        Account.Overpaid => T("多付", "Overpaid"),
        Account.PaidBeforeOpening => T("期初已付", "Paid before the opening"),
        Account.SetOff => T("抵销", "Set off"),
        _ => T("第三方代付", "Paid by third parties"),
    };

    public static string Of(Standing standing) => standing switch
    {
        Standing.None => "",
        Standing.Open => T("可付", "Open"),
        Standing.Wage => T("人工费", "Wages"),
        Standing.Disputed => T("争议", "Disputed"),
        Standing.Held => T("暂缓", "Held"),
        Standing.FrozenByAuthority => T("协助执行冻结", "Frozen"),
        Standing.Assigned => T("已转让", "Assigned"),
        Standing.InFlight => T("支付中", "In flight"),
        _ => T("退回、留存", "Returned or reserved"),
    };

    /// <summary>The nine buckets in the order in which one wins over the next (O-3).</summary>
    public static IReadOnlyList<(Figure Figure, Domain.Values.Money Amount)> BucketsOf(Owed owed) =>
    [
        (Figure.Due, owed.Buckets.Due), (Figure.NotYetDue, owed.Buckets.NotYetDue), (Figure.Wage, owed.Buckets.Wage), (Figure.Held, owed.Buckets.Held),
        (Figure.Disputed, owed.Buckets.Disputed), (Figure.FrozenByAuthority, owed.Buckets.FrozenByAuthority), (Figure.Assigned, owed.Buckets.Assigned),
        (Figure.InFlight, owed.Buckets.InFlight), (Figure.Returned, owed.Buckets.Returned),
    ];

    /// <summary>A SHA-256 short enough for a table; the whole of it is in the tooltip.</summary>
    public static string ShortDigest(string document) => document.Length > 12 ? document[..12] + "…" : document;
}
