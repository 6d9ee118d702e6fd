using Integrity.App.Cases;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;

namespace Integrity.Web.Pages;

public static partial class Words
{
    public static string CaseChip(string state, bool ended) => ended ? "settled" : state switch
    {
        "flagged" or "unconfirmed" => "draft",
        "collectiveDecision" or "decided" or "reviewPending" => "waiting",
        "sanctioned" or "published" => "refused",
        _ => "running",
    };

    /// <summary>What is left of a period, in its own unit; nothing while its clock stands or where it is counted in hours.</summary>
    public static string Left(CaseDeadlineRow period) => period switch
    {
        { Paused: true } or { Left: null } => "",
        { Left: < 0 and var over } => T($"已过 {-over} 日", $"{-over} days over"),
        { Until: not null } => "",
        { Left: 0 } => T("今天是最后一日", "today is the last day"),
        { InWorkingDays: true, Left: 1 } => T("还剩 1 个工作日", "1 working day left"),
        { InWorkingDays: true, Left: var days } => T($"还剩 {days} 个工作日", $"{days} working days left"),
        { Left: 1 } => T("还剩 1 日", "1 day left"),
        { Left: var days } => T($"还剩 {days} 日", $"{days} days left"),
    };

    /// <summary>That a last day went by, which is named where the period runs again and another stands beside it.</summary>
    public static string Missed(DateOnly missed, DateOnly? next) => (missed == next ? "" : $"{missed:yyyy-MM-dd} ") + T("已过期", "Missed");

    /// <summary>When and where a hearing will be (P-6).</summary>
    public static string Of(HearingShown hearing) =>
        T($"听证定于 {hearing.Day:yyyy-MM-dd} {hearing.Time:HH:mm} 举行，地点：{hearing.Place}。", $"The hearing is on {hearing.Day:yyyy-MM-dd} at {hearing.Time:HH:mm}, place: {hearing.Place}.");

    /// <summary>A last day, and whether it may still move with the calendar of a year to come (P-10).</summary>
    public static string Of(LimitDay last) => $"{last.Day:yyyy-MM-dd}" + (last.IsProvisional ? T("（暂定）", " (provisional)") : "");

    /// <summary>Why a decision no longer stands, and what became of what was deducted; only what is revoked is said to be.</summary>
    public static string Of(Correction correction) => correction.Cause switch
    {
        CorrectionCause.Revoked => T("原处理已撤销", "what was decided is revoked"),
        CorrectionCause.SentBack => T("经复核发回重新办理，原处理不再执行", "sent back on review to be done anew; what was decided is no longer carried out"),
        _ => T("案件已重新立案，原处理不再执行", "the case is open again; what was decided is no longer carried out"),
    } + (correction switch
    {
        { HeldAgain: true } => T("，已扣的款项转为暂缓支付", ", and what was deducted is held"),
        { GivenBack: true } => T("，已扣的款项恢复为应付", ", and what was deducted is owed again"),
        _ => "",
    });

    public static string Of(CaseFigure figure) => figure switch
    {
        CaseFigure.Base => "V",
        CaseFigure.Held => T("暂缓支付", "Held"),
        CaseFigure.Reserved => T("各批次留存", "Reserved in rounds"),
        CaseFigure.SetOff => T("抵销损失", "Set off for the loss"),
        CaseFigure.Interest => T("撤销的利息", "Interest of the reversal"),
        _ => T("扣罚", "Deducted"),
    };

    public static string Of(CaseSource source) => source switch
    {
        CaseSource.Audit => T("审计", "Audit"),
        CaseSource.Inspection => T("督查", "Inspection"),
        CaseSource.TipOff => T("举报", "Tip-off"),
        CaseSource.CourtOrDiscipline => T("司法或纪检监察机关", "Court or discipline organ"),
        _ => T("其他案件", "Another case"),
    };

    public static string Of(PublicNoticeGround ground) => ground == PublicNoticeGround.WhereaboutsUnknown
        ? T("受送达人下落不明", "He cannot be found") : T("其他方式无法送达", "Other ways failed");

    public static string Of(ReopeningGround ground) => ground == ReopeningGround.NewFacts ? T("新的事实", "New facts") : T("裁判文书", "A judgment");

    public static string Of(InstalmentState state) => state switch
    {
        InstalmentState.Planned => T("未到扣款日", "Its day has not come"),
        InstalmentState.Due => T("待财务科办理", "To be posted"),
        InstalmentState.Taken => T("已扣", "Taken"),
        InstalmentState.Cancelled => T("已取消", "Cancelled"),
        _ => T("已退回", "Given back"),
    };

    public static string Of(CaseLeg leg) => leg switch
    {
        CaseLeg.Breach => T("对方违约行为", "Breach by the contractor's side"),
        CaseLeg.StaffMatter => T("内部廉政问题", "Integrity problem of our staff"),
        _ => T("不良影响和经济损失", "Bad influence and loss"),
    };

    public static string Of(PenaltyFactorKind factor) => factor switch
    {
        PenaltyFactorKind.GaveBackWillingly => T("主动退还", "Gave back willingly"),
        PenaltyFactorKind.Cooperated => T("配合调查", "Cooperated"),
        PenaltyFactorKind.FirstTime => T("初次", "First time"),
        PenaltyFactorKind.MadeGoodTheLoss => T("弥补损失", "Made good the loss"),
        PenaltyFactorKind.Repeated => T("多次", "Repeated"),
        PenaltyFactorKind.Concealed => T("隐瞒", "Concealed"),
        PenaltyFactorKind.LargeAmount => T("数额较大", "Large amount"),
        PenaltyFactorKind.GraveInfluence => T("影响恶劣", "Grave influence"),
        _ => T("阻碍调查", "Hindered the inquiry"),
    };

    public static string Of(CaseSanction sanction)
    {
        var words = CaseActions.WordsOf(sanction);
        return T(words.Zh, words.En);
    }

    /// <summary>P-1: a clause that came on record after the act.</summary>
    public static string LateClause(DateOnly signed, DateOnly recorded) => T(
        $"廉政合同载明 {signed:yyyy-MM-dd} 签订，{recorded:yyyy-MM-dd} 才登记，晚于行为日。认定前请核对签订原件（P-1）。",
        $"The integrity contract says that it was signed on {signed:yyyy-MM-dd}; it was put on record on {recorded:yyyy-MM-dd}, after the act. Look at the signed paper before anything is found (P-1).");
}
