using Integrity.App.Workflows;

namespace Integrity.App.Exchange.Bank;

/// <summary>Why the bureau itself sent an instruction to no bank.</summary>
/// <remarks>It stands where a bank's reason stands, in both languages; a reader is told in his own. What a bank wrote stands whole.</remarks>
public static class KeptBack
{
    public static readonly Words NoAccount = new(
        "收款账户未登记、未复核或已被冻结，未发送银行。",
        "The account is missing, unchecked or frozen; nothing was sent.");

    public static readonly Words AccountChanged = new(
        "合同的收款账户在执行之后变更，未发送银行。",
        "The contract's account was changed after the execution; nothing was sent.");

    public static readonly Words NoIntegrityContract = new(
        "合同现在没有有效的廉政合同，未发送银行。",
        "The contract has no live integrity contract now; nothing was sent.");

    public static readonly Words SuccessionUnclear = new(
        "收款主体的承继尚未查明，未发送银行。",
        "It is not clear who succeeds the payee; nothing was sent.");

    public static readonly Words Unsendable = new(
        "收款账户资料含有银行不能接受的字符，未发送银行。",
        "The account holds characters that the bank cannot take; nothing was sent.");

    /// <summary>As it is kept.</summary>
    public static string Kept(Words why) => $"{why.Zh} {why.En}";

    /// <summary>The reason kept of a returned line, in the reader's language where it is the bureau's.</summary>
    public static string Said(string reason, Func<Words, string> language) =>
        Array.Find([NoAccount, AccountChanged, NoIntegrityContract, SuccessionUnclear, Unsendable], own => Kept(own) == reason) is { } ours ? language(ours) : reason;
}
