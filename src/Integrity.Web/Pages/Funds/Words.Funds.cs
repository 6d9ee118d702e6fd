using Integrity.App.Payments;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;

namespace Integrity.Web.Pages;

public static partial class Words
{
    public static string Of(FundFigure figure) => figure switch
    {
        FundFigure.Amount => T("到账金额", "Receipt"),
        FundFigure.Used => T("已取用", "Used"),
        FundFigure.Free => T("未用资金", "Free money"),
        FundFigure.UsableForAll => T("全部合同可用", "Usable for all contracts"),
        FundFigure.Waiting => T("待确认", "Waiting for confirmation"),
        FundFigure.Expected => T("预计回收", "Expected recoveries"),
        _ => T("资金缺口", "Deficit"),
    };

    public static string Of(FundSource source) => source switch
    {
        FundSource.Recovered => T("工程款回收", "Recovered"),
        FundSource.Raised => T("资金筹集", "Raised"),
        _ => T("财政", "Budget"),
    };

    public static string Of(ReceiptState state) => state switch
    {
        ReceiptState.Recorded => T("待确认", "Waiting for a second person"),
        ReceiptState.Confirmed => T("已确认", "Confirmed"),
        ReceiptState.ReversalAsked => T("申请冲销", "Reversal asked for"),
        ReceiptState.Reversed => T("已冲销", "Reversed"),
        _ => T("已撤回", "Withdrawn"),
    };

    public static string Chip(ReceiptState state) => state switch
    {
        ReceiptState.Recorded or ReceiptState.ReversalAsked => "waiting",
        ReceiptState.Confirmed => "settled",
        ReceiptState.Reversed => "refused",
        _ => "draft",
    };

    /// <summary>What a receipt's money may be used for.</summary>
    public static string Restriction(FundScopeKind kind, long to, string? project) => kind switch
    {
        FundScopeKind.Project => T($"仅限工程：{project}", $"Only for project: {project}"),
        FundScopeKind.Purpose => T($"仅限用途：{Of((ProjectKind)to)}", $"Only for: {Of((ProjectKind)to)}"),
        _ => T("不限", "Unrestricted"),
    };

    public static string Of(WageRunState state) => state switch
    {
        WageRunState.Prepared => T("待确认", "Waiting for a second person"),
        WageRunState.Executed => T("已执行", "Executed"),
        _ => T("已撤回", "Withdrawn"),
    };

    public static string Chip(WageRunState state) => state switch
    {
        WageRunState.Prepared => "waiting",
        WageRunState.Executed => "settled",
        _ => "draft",
    };

    public static string Of(DecidedRunKind kind) => kind == DecidedRunKind.Advance ? T("预付款", "Advances") : T("逾期利息", "Overdue interest");

    public static string Of(DecidedRunState state) => state switch
    {
        DecidedRunState.Proposed => T("提请研究", "Before the leadership group"),
        DecidedRunState.Executed => T("已执行", "Executed"),
        _ => T("未执行，资金已退回", "Not executed, money returned"),
    };

    public static string Chip(DecidedRunState state) => state switch
    {
        DecidedRunState.Proposed => "running",
        DecidedRunState.Executed => "settled",
        _ => "draft",
    };

    /// <summary>The page of whatever an instruction belongs to.</summary>
    public static string PageOf(RunSort sort, long run) => sort switch
    {
        RunSort.WageRun => $"/wages/{run}",
        RunSort.DecidedRun => $"/own-terms/{run}",
        _ => $"/rounds/{run}",
    };

    public static string Of(WageLineStanding standing) => standing switch
    {
        WageLineStanding.Paid => T("列入", "Included"),
        WageLineStanding.Uncovered => T("资金不足", "Not covered"),
        _ => T("无可用工资专户", "No usable wage account"),
    };

    public static string Chip(WageLineStanding standing) => standing == WageLineStanding.Paid ? "settled" : "refused";

    public static string Of(InstructionKind kind) => kind switch
    {
        InstructionKind.Wage => T("人工费", "Wages"),
        InstructionKind.Order => T("法院或主管机关文书", "Order of an authority"),
        InstructionKind.Ratio => T("比例兑付", "Ratio share"),
        InstructionKind.CatchUp => T("补付", "Catch-up"),
        InstructionKind.Interest => T("逾期利息", "Overdue interest"),
        InstructionKind.Advance => T("预付款", "Advance"),
        _ => T("受让人所得", "Assignee's part"),
    };

    public static string Of(InstructionState state) => state switch
    {
        InstructionState.InFlight => T("在途", "In flight"),
        InstructionState.Settled => T("已到账", "Settled"),
        InstructionState.Returned => T("已退回、留存", "Returned or reserved"),
        InstructionState.Replaced => T("已再次支付", "Paid again"),
        _ => T("已了结", "Ended"),
    };

    public static string Chip(InstructionState state) => state switch
    {
        InstructionState.InFlight => "running",
        InstructionState.Settled => "settled",
        InstructionState.Returned => "refused",
        _ => "draft",
    };

    public static string Of(ReturnedState state) => state switch
    {
        ReturnedState.Waiting => T("待核对账户", "Account to be checked"),
        ReturnedState.AccountChecked => T("账户已核对、待确认", "Checked, second person next"),
        ReturnedState.PaidAgain => T("已再次支付", "Paid again"),
        ReturnedState.EndAsked => T("申请了结、待确认", "To be ended, second person next"),
        ReturnedState.Ended => T("已了结", "Ended"),
        _ => T("已为文书留存", "Reserved for the order"),
    };

    /// <summary>What no account check can pay is no return of the bank (D-4).</summary>
    public static string NotPassedByOthers => T("留存：回避成员的行未获其他成员通过", "Reserved: not passed by the others");

    public static string Chip(ReturnedState state) => state switch
    {
        ReturnedState.Waiting => "refused",
        ReturnedState.AccountChecked or ReturnedState.EndAsked => "waiting",
        ReturnedState.PaidAgain => "settled",
        _ => "draft",
    };

    /// <summary>In which form the bank answered: a message by its own name, or our sheet.</summary>
    public static string OfBankFile(string source) => source == "sheet" ? T("结果表", "Result sheet") : source;

    /// <summary>What happened to an instruction, as its ledger entries call it.</summary>
    public static string OfLedger(string kind) => kind switch
    {
        "round" => T("执行兑付批次", "Execution of the round"),
        "wage_run" => T("支付工资", "Wage run"),
        "bank_settled" => T("银行确认到账", "Confirmed by the bank"),
        "lines_not_passed" => T("表决未通过，留存", "Not passed, reserved"),
        "lines_kept_back" => T("导出时未发送，留存", "Not sent at the export, reserved"),
        "bank_returned" => T("银行退回", "Returned by the bank"),
        "paid_again" => T("再次支付", "Paid again"),
        "return_ended" => T("退回款了结", "Return ended"),
        "catch_up" => T("补付", "Catch-up"),
        _ => kind,
    };
}
