using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;

namespace Integrity.Web.Pages;

public static partial class Words
{
    public static string Of(ProjectKind kind) => kind switch
    {
        ProjectKind.NewConstruction => T("新建", "New construction"),
        ProjectKind.Reconstruction => T("改建", "Reconstruction"),
        ProjectKind.MajorMaintenance => T("大修养护", "Major maintenance"),
        ProjectKind.MediumMaintenance => T("中修养护", "Medium maintenance"),
        ProjectKind.MinorMaintenance => T("小修保养", "Minor maintenance"),
        ProjectKind.AsphaltPlant => T("沥青拌合站", "Asphalt mixing plant"),
        ProjectKind.CrushedStonePlant => T("碎石拌合站", "Crushed-stone mixing plant"),
        ProjectKind.PrecastYard => T("预制场", "Precast yard"),
        _ => T("房建工程", "Building works"),
    };

    public static string Of(ContractKind kind) => kind switch
    {
        ContractKind.Works => T("工程合同", "Works"),
        ContractKind.Supply => T("采购合同", "Supply"),
        _ => T("租赁合同", "Machinery hire"),
    };

    public static string Of(AccountKind kind) => kind switch
    {
        AccountKind.Normal => T("本单位账户", "The party's own"),
        AccountKind.Wage => T("农民工工资专户", "Wage account"),
        AccountKind.Assignee => T("受让人账户", "Assignee's account"),
        AccountKind.Court => T("法院账户", "Court's account"),
        _ => T("承继人账户", "Successor's account"),
    };

    public static string Of(AccountUse use) => use == AccountUse.Wage ? T("人工费", "Wages") : T("工程款", "Payment");

    public static string Of(AccountState state) => state switch
    {
        AccountState.Proposed => T("待复核", "Waiting for a second person"),
        AccountState.Confirmed => T("已复核", "Confirmed"),
        _ => T("未通过", "Rejected"),
    };

    public static string Of(CheckState state) => state switch
    {
        CheckState.Proposed => T("待复核", "Waiting for a second person"),
        CheckState.Confirmed => T("已批准", "Approved"),
        _ => T("已退回", "Sent back"),
    };

    public static string Chip(AccountState state) => state switch { AccountState.Proposed => "waiting", AccountState.Confirmed => "settled", _ => "refused" };

    public static string Chip(CheckState state) => state switch { CheckState.Proposed => "waiting", CheckState.Confirmed => "settled", _ => "refused" };

    public static string Of(AgreementKind kind) => kind == AgreementKind.Extension ? T("续签", "Extension") : T("分包", "Subcontract");

    public static string Of(DepositKind kind) => kind switch
    {
        DepositKind.Bid => T("投标保证金", "Bid deposit"),
        DepositKind.Performance => T("履约保证金", "Performance deposit"),
        DepositKind.Quality => T("质量保证金", "Quality deposit"),
        _ => T("农民工工资保证金", "Wage deposit"),
    };
}
