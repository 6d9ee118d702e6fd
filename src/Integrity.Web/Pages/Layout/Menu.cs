using Integrity.App.Identity;
using Integrity.Domain.Identity;
using static Integrity.Web.Pages.Words;

namespace Integrity.Web.Pages.Layout;

public sealed record MenuLink(string Title, string Href, params Duty[] Duties);

public sealed record MenuGroup(string Title, IReadOnlyList<MenuLink> Links);

/// <summary>The menu: only what this person may open, grouped by job.</summary>
public static class Menu
{
    public static IReadOnlyList<MenuGroup> For(Me? me) =>
    [
        .. All().Select(g => new MenuGroup(g.Title, [.. g.Links.Where(l => l.Duties.Length == 0 || (me is not null && l.Duties.Any(me.Duties.Contains)))]))
            .Where(g => g.Links.Count > 0),
    ];

    // A module adds its links here, in the group of the job.
    private static MenuGroup[] All() =>
    [
        new(T("公开", "Public"),
        [
            new(T("首页", "Home"), "/"),
            new(T("政务公开栏", "Disclosure board"), "/board"),
            new(T("待办", "Inbox"), "/inbox", Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote),
            new(T("我的合同与欠款", "My contracts"), "/my", Duty.ActAsContractor),
        ]),
        new(T("合同与计量", "Contracts and certificates"),
        [
            new(T("工程", "Projects"), "/projects", Duty.ReadBusiness),
            new(T("合同", "Contracts"), "/contracts", Duty.ReadBusiness, Duty.ActAsContractor),
            new(T("廉政合同", "Integrity contracts"), "/integrity-contracts", Duty.ReadBusiness, Duty.ActAsContractor),
            new(T("往来单位", "Counterparties"), "/parties", Duty.ReadBusiness),
            new(T("计量证书", "Certificates"), "/certificates", Duty.ReadBusiness),
            new(T("欠付查询", "What is owed"), "/owed", Duty.ReadBusiness),
            new(T("期初拆分", "Openings"), "/openings", Duty.ImportLedger, Duty.PrepareCertificates, Duty.ConfirmRegistrations, Duty.ApproveCertificates),
            new(T("导入台账", "Import the ledger"), "/import", Duty.ImportLedger),
            new(T("待复核登记", "Waiting for a second person"), "/registrations", Duty.ConfirmRegistrations, Duty.ApproveCertificates),
        ]),
        new(T("资金与兑付", "Funds and payment"),
        [
            new(T("到账资金", "Fund receipts"), "/receipts", Duty.ReadBusiness),
            new(T("预计回收", "Expected recoveries"), "/expected", Duty.ReadBusiness),
            new(T("兑付批次", "Payment rounds"), "/rounds", Duty.ReadBusiness),
            new(T("工资支付", "Wage runs"), "/wages", Duty.ReadBusiness),
            new(T("预付款和利息", "Advances and interest"), "/own-terms", Duty.ReadBusiness),
            new(T("银行结果", "Bank results"), "/bank-results", Duty.ExecutePayments),
            new(T("退回款", "Returned lines"), "/returns", Duty.ReadBusiness),
            new(T("付款账户", "Paying account"), "/paying-account", Duty.ConfirmFunds, Duty.ExecutePayments),
        ]),
        new(T("监督与处理", "Supervision and cases"),
        [
            new(T("违约案件", "Penalty cases"), "/cases", Duty.ReadBusiness, Duty.ActAsContractor),
            new(T("派生事项", "Follow-up of cases"), "/matters", Duty.ReadBusiness, Duty.ActAsContractor),
        ]),
        new(T("集体决策", "Collective decision"),
        [
            new(T("会议", "Meetings"), "/meetings", Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote),
            new(T("议题", "Matters"), "/items", Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote),
            new(T("议事机构", "Deciding bodies"), "/bodies", Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote),
        ]),
        new(T("系统管理", "Administration"),
        [
            new(T("人员与职责", "People and duties"), "/admin/people", Duty.ManageUsers),
            new(T("代理人", "Substitutes"), "/admin/substitutes", Duty.ManageUsers),
            new(T("工作日历", "Working calendar"), "/admin/calendar", Duty.ManageSettings),
        ]),
    ];
}
