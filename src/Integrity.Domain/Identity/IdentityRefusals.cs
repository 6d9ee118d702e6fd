using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Identity;

/// <summary>The closed list of lawful noes about people and duties.</summary>
public static class IdentityRefusals
{
    private static Refusal No(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("identity", member, rule, zh, en);

    public static Refusal NameMissing() => No("J-1", "没有填写姓名。请填写真实姓名。", "The name is missing. Enter the person's real name.") with { Field = "name" };

    public static Refusal SignInNameMissing() => No("J-1", "没有填写登录名。请填写登录名。", "The sign-in name is missing. Enter one.") with { Field = "signInName" };

    public static Refusal SignInNameTaken(string name) =>
        No("J-1", $"登录名“{name}”已被使用。请换一个登录名。", $"The sign-in name “{name}” is taken. Choose another.") with { Field = "signInName" };

    public static Refusal PasswordTooWeak() =>
        No("J-1", "密码强度不够。请使用至少 10 个字符。", "The password is too weak. Use at least 10 characters.") with { Field = "password" };

    public static Refusal AdministratorDoesNoBusiness() =>
        No("J-1", "系统管理员不得兼任业务职责。请把管理职责和业务职责分给不同的人。", "An administrator can do no business. Give the duties to two people.") with { Field = "duties" };

    public static Refusal ContractorHasOnlyOwnDesk() =>
        No("J-1", "合同相对人账户必须指定所属单位，且只能有本单位事项的权限。请选择单位并去掉其他职责。",
            "A contractor's account names its party and has no other duty. Choose the party and take the other duties away.") with
        { Field = "party" };

    public static Refusal StaffIsNoContractor() =>
        No("J-1", "局内人员不得作为合同相对人操作。请改用合同相对人账户。", "Staff cannot act as a contractor. Use a contractor's account.") with { Field = "duties" };

    public static Refusal OfficialUnknown() => No("J-1", "没有这名人员。请从人员名单中选择。", "There is no such person. Choose one from the list.");

    public static Refusal BootstrapCodeWrong() =>
        No("J-1", "一次性口令不正确或已使用。请在服务器控制台查看启动时显示的口令。",
            "The one-time code is wrong or used. Read it from the server's console, where it is shown at start.") with
        { Field = "code" };
}
