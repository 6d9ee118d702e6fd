using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>The closed list of lawful noes about money that comes in.</summary>
public static class FundRefusals
{
    private static Refusal No(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("payments", member, rule, zh, en);

    public static Refusal AmountNotPositive() =>
        No("F-1", "金额必须大于零。请重新填写。", "The amount must be more than zero. Enter it again.") with { Field = "amount" };

    public static Refusal ReceivedInFuture() =>
        No("F-1", "到账日不能晚于今天。预计回收的款项请登记为“预计回收”。", "The day of receipt cannot be after today. Enter money that is still to come as an expected recovery.") with { Field = "receivedOn" };

    public static Refusal PayerMissing(int most) =>
        No("F-1", $"没有填写付款单位，或超过 {most} 个字。请按银行回单填写。", $"The payer is missing or longer than {most} characters. Enter it as on the bank's advice.") with { Field = "payer" };

    public static Refusal EvidenceMissing() =>
        No("F-1", "没有附上到账凭证。请上传银行回单或文件。", "The evidence is missing. Upload the bank's advice or the document.") with { Field = "document" };

    public static Refusal RestrictedTwice() =>
        No("F-1", "一笔资金只能限定一个项目或一种用途。请只保留一项。", "Money is restricted to one project or one purpose. Keep only one of them.") with { Field = "project" };

    public static Refusal RestrictionUnknown() =>
        No("F-1", "没有这个项目或用途。请从列表中选择。", "There is no such project or purpose. Choose one from the list.") with { Field = "project" };

    public static Refusal SecondPersonNeeded() =>
        No("F-1", "经办人不能确认自己办理的事项。请由财务科另一名人员确认。", "Nobody confirms his own entry. Ask a second person in finance.");

    public static Refusal ReasonMissing(int most) =>
        No("F-1", $"没有写明理由，或超过 {most} 个字。请写明依据。", $"The reason is missing or longer than {most} characters. Say what proves it.") with { Field = "reason" };

    public static Refusal ReceiptNotIn(ReceiptState state, ReceiptState needed) =>
        No("F-1", $"该笔资金现为“{Zh(state)}”，须为“{Zh(needed)}”才能办理。请刷新后查看。",
            $"This receipt is “{En(state)}”; for this it must be “{En(needed)}”. Refresh to see how it stands.");

    public static Refusal RunMoneyProvedWrong(Money amount) =>
        No("F-1", $"已留出的资金中有 {amount} 来自已冲销的到账，尚未补足。请先确认新的到账补足缺口；尚未决定或确认的，也可撤回后重新编制。",
            $"{amount} of the money set apart came from a receipt that was reversed, and nothing has made it good. Confirm a new receipt first; what is not decided or confirmed yet may be withdrawn and prepared again.");

    public static Refusal NoteMissing(int most) =>
        No("F-2", $"没有填写说明，或超过 {most} 个字。请写明款项来由或结果。", $"The note is missing or longer than {most} characters. Say what the money is for, or what became of it.") with { Field = "note" };

    public static Refusal ChaserUnknown() =>
        No("F-2", "没有这名催收人。请从人员名单中选择。", "There is no such person to chase it. Choose one from the list.") with { Field = "chasedBy" };

    public static Refusal RecoveryClosed() =>
        No("F-2", "这笔预计回收已经办结。请刷新后查看。", "This expected recovery is closed already. Refresh to see it.");

    private static string Zh(ReceiptState state) => state switch
    {
        ReceiptState.Recorded => "待确认",
        ReceiptState.Confirmed => "已确认",
        ReceiptState.ReversalAsked => "申请冲销",
        ReceiptState.Reversed => "已冲销",
        _ => "已撤回",
    };

    private static string En(ReceiptState state) => state switch
    {
        ReceiptState.Recorded => "recorded",
        ReceiptState.Confirmed => "confirmed",
        ReceiptState.ReversalAsked => "reversal asked for",
        ReceiptState.Reversed => "reversed",
        _ => "withdrawn",
    };
}
