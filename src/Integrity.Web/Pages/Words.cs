using System.Globalization;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.Web.Pages;

/// <summary>The words of the pages: each stands where it is used, as a pair, Chinese first.</summary>
public static partial class Words
{
    public static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public static string HtmlLang => English ? "en" : "zh-CN";

    public static string T(string zh, string en) => English ? en : zh;

    public static string Of(Refusal refusal) => English ? refusal.En : refusal.Zh;

    /// <summary>Who did something, as a reader says it: a person's name, or what the journal calls the clock and an operator.</summary>
    public static string Who(string actor) =>
        actor == "system:clock" ? T("系统（到期自动办理）", "The clock")
        : actor == Integrity.App.Certificates.OwnEntries.Bureau ? T("本局", "The bureau")
        : actor.StartsWith(Operator, StringComparison.Ordinal) ? T("操作员 ", "Operator ") + actor[Operator.Length..]
        : English ? actor.Replace(InPlaceOf, " (for ", StringComparison.Ordinal).Replace('）', ')') : actor;

    private const string Operator = "operator:";
    private const string InPlaceOf = "（代 ";

    public static string Of(CounterpartyKind kind) => kind switch
    {
        CounterpartyKind.ConstructionTeam => T("施工队", "Construction team"),
        CounterpartyKind.Supplier => T("供货商", "Supplier"),
        _ => T("机械业主", "Machinery owner"),
    };

    public static string Of(PartyRole role) => role switch
    {
        PartyRole.LegalRepresentative => T("法定代表人", "Legal representative"),
        PartyRole.ProjectManager => T("项目负责人", "Project manager"),
        _ => T("其他人员", "Other"),
    };

    public static string Of(Office office) => office switch
    {
        Office.Engineering => T("工程科", "Engineering office"),
        Office.Finance => T("财务科", "Finance office"),
        Office.Audit => T("审计科", "Audit office"),
        Office.Safety => T("安保科", "Safety office"),
        Office.Leadership => T("领导班子", "Leadership group"),
        Office.Supervision => T("督查办公室", "Supervision office"),
        Office.Administration => T("系统管理", "Administration"),
        _ => T("合同相对人", "Contractor"),
    };
}
