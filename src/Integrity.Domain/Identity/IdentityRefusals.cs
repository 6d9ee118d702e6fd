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

    public static Refusal VoterRunsNoCase() =>
        No("D-4", "承办或审核案件的人员不得参加表决。请把办案职责和表决职责分给不同的人。", "Whoever investigates or reviews cases never votes. Give the two duties to two people.") with { Field = "duties" };

    public static Refusal ContractorHasOnlyOwnDesk() =>
        No("J-1", "合同相对人账户必须指定所属单位，且只能有本单位事项的权限。请选择单位并去掉其他职责。",
            "A contractor's account names its party and has no other duty. Choose the party and take the other duties away.") with
        { Field = "party" };

    public static Refusal StaffIsNoContractor() =>
        No("J-1", "局内人员不得作为合同相对人操作。请改用合同相对人账户。", "Staff cannot act as a contractor. Use a contractor's account.") with { Field = "duties" };

    public static Refusal OfficialUnknown() => No("J-1", "没有这名人员。请从人员名单中选择。", "There is no such person. Choose one from the list.");

    public static Refusal AdministratorThere() =>
        No("J-1", "系统已有人员，首任管理员已经产生。请由现任管理员任用人员。", "There is an administrator already. Ask that person to appoint people.");

    public static Refusal OwnDutiesFixed() =>
        No("J-1", "不能变更或停用本人的职责，以免管理员给自己业务权限。请由另一名管理员办理。",
            "Nobody changes or ends his own duties, or an administrator could give himself business. Another administrator does it.");

    public static Refusal AlreadyDismissed() => No("J-1", "该人员已经停用。请核对人员名单。", "This person was dismissed already. Check the list.");

    public static Refusal SubstitutionGroundMissing(int most) =>
        No("D-4", $"代理须写明理由，不超过 {most} 字。请填写。", $"A substitution needs a ground of at most {most} characters. Write it down.") with { Field = "ground" };

    public static Refusal SubstitutionDaysWrong(int most) =>
        No("D-4", $"代理期限自今日起，至多 {most} 日，首尾顺序不得颠倒。请改正。", $"A substitution begins today or later, ends after it begins, and lasts {most} days at most. Change the days.") with { Field = "until" };

    public static Refusal NothingToSubstitute(string name) =>
        No("D-2", $"“{name}”没有可以代理的职责：只有办案职责可以代理，表决和付款不得代理。请核对人员。",
            $"“{name}” has no duty that another can do for him: only cases are run in another's place, nobody votes or pays for another. Check the person.") with
        { Field = "absent" };

    public static Refusal CannotSubstitute(string name) =>
        No("J-1", $"“{name}”不能代理：本人、已停用人员、参加表决的领导、管理员和合同相对人不得代理。请另选一人。",
            $"“{name}” cannot stand in: not the person himself, nobody dismissed, nobody who votes, no administrator and no contractor. Choose someone else.") with
        { Field = "substitute" };

    public static Refusal SubstitutedAlready(string name) =>
        No("D-4", $"“{name}”在此期间已有代理人。请先结束原代理。", $"“{name}” has a substitute in that time already. End that substitution first.") with { Field = "absent" };

    public static Refusal SubstitutesEachOther(string absent, string substitute) => No("D-4",
        $"这些天里 {substitute} 本人不在岗，或者 {absent} 正在代理他人。请另选代理人，或先结束原代理。",
        $"In these days {substitute} is away, or {absent} stands in for somebody. Choose another substitute, or end that substitution first.");

    public static Refusal SubstitutionOver() => No("D-4", "该代理已经结束。请刷新名单。", "This substitution is over already. Refresh the list.");

    public static Refusal CurrentPasswordWrong() =>
        No("J-1", "现用密码不正确。请重新填写。", "The current password is wrong. Enter it again.") with { Field = "current" };

    public static Refusal PasswordNotNew() =>
        No("J-1", "新密码与现用密码相同。请另设一个只有本人知道的密码。", "The new password is the current one. Choose another that only you know.") with { Field = "password" };

    public static Refusal OwnPasswordFirst() =>
        No("J-1", "现用密码由管理员设定，不是您本人设的。请先修改密码（页面 /own-password，接口 POST /api/me/password），再办理业务。",
            "Your password was set by an administrator. Choose your own first (page /own-password, API POST /api/me/password), then everything is open.");

    public static Refusal AuthenticatorCodeWrong() =>
        No("J-1", "动态验证码不正确、已过期或已用过。请输入验证器上当前的 6 位数字；刚用过的，请等下一个。",
            "The code is wrong, expired or used. Enter the six digits that the authenticator shows now; after one was used, wait for the next.") with
        { Field = "code" };

    public static Refusal AuthenticatorNotStarted() =>
        No("J-1", "还没有开始绑定验证器，或已经绑定。请刷新页面查看。", "No authenticator is being set up, or one is already. Refresh the page.");

    public static Refusal NotByToken() =>
        No("J-1", "访问令牌不得管理账户和令牌。请由本人登录后办理。", "A token manages no accounts and no tokens. Sign in yourself for this.");

    public static Refusal TokenNameMissing() => No("J-1", "没有填写令牌用途。请写明由哪个程序使用。", "The token's name is missing. Say which program will use it.") with { Field = "name" };

    public static Refusal TokenDutiesBeyondOwn() =>
        No("J-1", "令牌的职责须至少一项，且不得超出本人职责。请重新选择。", "A token has at least one duty, and none that you lack. Choose again.") with { Field = "duties" };

    public static Refusal TokenExpiryOutOfRange(int most) =>
        No("J-1", $"令牌的有效期须在今天之后、{most} 日之内。请缩短。", $"A token ends after today and within {most} days. Choose a nearer day.") with { Field = "expiresOn" };

    public static Refusal TokenRevokedAlready() => No("J-1", "该令牌已经吊销。请刷新令牌列表。", "This token was revoked already. Refresh the list of tokens.");

    public static Refusal BootstrapCodeWrong() =>
        No("J-1", "一次性口令不正确或已使用。请在服务器控制台查看启动时显示的口令。",
            "The one-time code is wrong or used. Read it from the server's console, where it is shown at start.") with
        { Field = "code" };
}
