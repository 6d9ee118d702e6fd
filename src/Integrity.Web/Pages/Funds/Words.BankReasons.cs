using Integrity.App.Exchange.Bank;

namespace Integrity.Web.Pages;

// A bank gives its reason by a code of ISO 20022 (ExternalReturnReason1Code, ExternalStatusReason1Code).
public static partial class Words
{
    /// <summary>The bank's reason as a reader understands it: what the code means, the code itself, and the bank's own words; or the bureau's, where nothing was sent.</summary>
    public static string OfBankReason(string code, string text) =>
        string.Join(' ', new[] { MeaningOf(code) is { } meaning ? T($"{meaning}（{code}）", $"{meaning} ({code})") : code, KeptBack.Said(text, said => T(said.Zh, said.En)) }.Where(part => part.Length > 0));

    private static string? MeaningOf(string code) => code switch
    {
        "AC01" => T("账号有误", "Account number is wrong"),
        "AC03" => T("收款账号无效", "Payee's account number is invalid"),
        "AC04" => T("账户已销户", "Account is closed"),
        "AC06" => T("账户已冻结", "Account is blocked"),
        "AG01" => T("该账户不允许此类交易", "Transaction is forbidden on this account"),
        "AM04" => T("余额不足", "Funds are insufficient"),
        "AM05" => T("重复支付", "Payment is a duplicate"),
        "AM09" => T("金额不符", "Amount is wrong"),
        "BE01" => T("户名与账号不符", "Holder does not match the account"),
        "CUST" => T("客户要求退回", "Requested by the customer"),
        "MD07" => T("账户持有人已故", "Holder has died"),
        "MS02" => T("客户退回，原因未说明", "Customer gave no reason"),
        "MS03" => T("银行退回，原因未说明", "Bank gave no reason"),
        "NOAS" => T("客户未答复", "Customer did not answer"),
        "RC01" => T("行号有误", "Bank's code is wrong"),
        "RR04" => T("监管原因", "Regulatory reason"),
        _ => null,
    };
}
