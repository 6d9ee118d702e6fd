using Integrity.Domain.Cases;
using Integrity.Domain.Parties;

namespace Integrity.Web.Pages;

public static partial class Words
{
    public static string Of(MatterKind kind) => kind switch
    {
        MatterKind.Referral => T("移送司法机关", "Judicial referral"),
        MatterKind.Recommendation => T("建议取缔", "Recommendation"),
        MatterKind.Exclusion => T("取缔市场", "Market exclusion"),
        _ => T("内部人员问题", "Staff matter"),
    };

    public static string Of(ScreeningPurpose purpose) => purpose switch
    {
        ScreeningPurpose.Registration => T("合同登记", "Registration"),
        ScreeningPurpose.Extension => T("续签", "Extension"),
        ScreeningPurpose.Subcontract => T("分包", "Subcontract"),
        ScreeningPurpose.Novation => T("主体变更", "Novation"),
        _ => T("兑付批次", "Payment round"),
    };

    public static string MatterChip(string state, bool ended) => ended ? "settled" : state switch
    {
        "barred.running" => "refused",
        "reported" or "barred.releasePending" or "breachPending" => "waiting",
        "imposed" or "opened" or "toSend" or "approved" => "draft",
        _ => "running",
    };

    /// <summary>The branches from which whoever acts chooses.</summary>
    public static string OutcomeOf(string outcome) => outcome switch
    {
        "discipline" => T("纪检机关", "Discipline organ"),
        "commission" => T("监察委员会（涉嫌职务犯罪）", "Supervisory commission (duty crime)"),
        _ => outcome,
    };
}
