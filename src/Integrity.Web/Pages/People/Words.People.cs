using Integrity.Domain.Identity;

namespace Integrity.Web.Pages;

public static partial class Words
{
    public static string Of(Duty duty) => duty switch
    {
        Duty.ReadBusiness => T("查看业务", "Read the bureau's business"),
        Duty.ManageUsers => T("管理人员账户", "Manage people and accounts"),
        Duty.ManageSettings => T("维护参数", "Keep settings"),
        Duty.RegisterContracts => T("登记单位、工程和合同", "Register parties, projects and contracts"),
        Duty.PrepareCertificates => T("编制计量证书", "Prepare certificates"),
        Duty.ApproveCertificates => T("审批计量证书", "Approve certificates"),
        Duty.ImportLedger => T("导入台账", "Import the ledger"),
        Duty.ConfirmRegistrations => T("复核登记", "Confirm registrations"),
        Duty.RecordFunds => T("登记资金", "Record funds"),
        Duty.ConfirmFunds => T("复核资金", "Confirm funds"),
        Duty.PrepareRounds => T("编制兑付批次", "Prepare rounds"),
        Duty.ExecutePayments => T("执行兑付", "Execute payments"),
        Duty.KeepMeetings => T("会议组织", "Keep meetings"),
        Duty.Vote => T("表决", "Vote"),
        Duty.InvestigateCases => T("立案调查", "Investigate cases"),
        Duty.ReviewCases => T("审核复核案件", "Review cases"),
        Duty.Inspect => T("督查", "Inspect"),
        Duty.Publish => T("公开发布", "Publish"),
        _ => T("合同相对人", "Act as a contractor"),
    };
}
