using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Acts;

/// <summary>The closed list of noes that any act can meet at the door.</summary>
public static class ActRefusals
{
    private static Refusal No(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("acts", member, rule, zh, en);

    public static Refusal SignInNeeded() => No("J-1", "请先登录。登录后再办理。", "You are not signed in. Sign in and try again.");

    public static Refusal NotPermitted() =>
        No("J-1", "您没有办理此事项的职责。请由有此职责的人员办理，或请管理员调整职责。",
            "You do not have the duty for this. Ask someone who has it, or ask the administrator.");

    /// <param name="zh">Who could do it, in Chinese.</param>
    /// <param name="en">The same in English.</param>
    public static Refusal NotPermitted(string zh, string en) =>
        No("J-1", $"您没有办理此事项的职责。可由{zh}办理，也可请管理员调整职责。",
            $"You do not have the duty for this. {en} can do it; or ask the administrator.");

    public static Refusal NotFound() => No("J-1", "没有找到这一项。请返回列表重新选择。", "There is no such thing. Go back to the list and choose again.");

    public static Refusal TextUnreadable() =>
        No("J-1", "文字中含有不能保存的控制字符（U+0000）。请删除后重新提交。", "The text contains a control character that cannot be kept (U+0000). Delete it and send it again.");

    public static Refusal SeenMissing() =>
        No("J-1", "请求没有说明您看到的是哪一版。请先读取后再办理（If-Match）。", "The request does not say which version you saw. Read it first, then send its version (If-Match).");

    /// <param name="who">By name.</param>
    /// <param name="whatZh">What he did, in Chinese.</param>
    /// <param name="whatEn">The same in English.</param>
    /// <param name="at">When. UTC.</param>
    /// <param name="whoEn">In English, where it is nobody's name.</param>
    public static Refusal ChangedSince(string who, string whatZh, string whatEn, DateTime at, string? whoEn = null) =>
        No("J-1", $"您打开之后，{who} 已于 {BureauTime.LocalOf(at):yyyy-MM-dd HH:mm} 办理“{whatZh}”。请刷新后按最新情况再办理。",
            $"After you opened it, {whoEn ?? who} did “{whatEn}” at {BureauTime.LocalOf(at):yyyy-MM-dd HH:mm}. Refresh and decide on what it is now.");

    public static Refusal KeyMissing() =>
        No("J-1", "请求缺少可用的幂等键。请带上 1 至 200 个字符的 Idempotency-Key 后重发。", "The request has no idempotency key that can be used. Send it again with Idempotency-Key, 1 to 200 characters.");

    public static Refusal KeyReused() =>
        No("J-1", "同一幂等键已用于另一项操作。请换一个新的键重发。", "This idempotency key was used for another act. Send it again with a new key.");

    public static Refusal Busy() => No("J-1", "系统繁忙，本次没有办理。请稍候再试。", "The system is busy and nothing was done. Try again in a moment.");

    public static Refusal AmountTooLarge(Money most) =>
        No("M-1", $"有一笔金额超过 {most}，不可能是一份合同或一笔资金。请核对位数和单位。", $"An amount is above {most}, which no contract and no receipt can be. Check its digits and its unit.");

    public static Refusal MethodNotAllowed() =>
        No("J-1", "此地址不受理这种请求方法。请按接口说明（/scalar）改用所列的方法。", "This address takes no such method. Use one that the API description (/scalar) names for it.");

    public static Refusal ContentNotTaken() =>
        No("J-1", "请求内容的类型不受理。请以 application/json 发送，文件以 multipart/form-data 发送。", "The request's content is of a type that is not taken. Send application/json, and files as multipart/form-data.");

    public static Refusal FromAnotherSite() =>
        No("J-1", "请求来自其他网站的页面，没有办理。请从本系统的页面办理。", "The request comes from another site's page and was not done. Do it from a page of this system.");

    public static Refusal BodyTooLarge(int megabytes) =>
        No("J-1", $"请求内容超过 {megabytes} MB，没有办理。请减少内容后重发，文件请从提交证据的接口发送。",
            $"The request's content is larger than {megabytes} MB and nothing was done. Send less, and files through the door for evidence.");

    public static Refusal Malformed(string what) =>
        No("J-1", $"请求内容无法识别：{what}。请按接口说明修改后重发。", $"The request cannot be read: {what}. Correct it as the API description says and send it again.");
}
