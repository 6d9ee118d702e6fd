using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>The closed list of lawful noes about instructions, what the bank says of them, and returned lines.</summary>
public static class BankRefusals
{
    private static Refusal No(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("payments", member, rule, zh, en);

    public static Refusal NoLiveIntegrityContract() =>
        No("C-5, O-8 (7)", "该合同现在没有有效的廉政合同，退回的款项不能再次支付。请先签订并登记廉政合同。", "This contract has no live integrity contract now, so what came back is not paid again. Sign one and enter it first.");

    public static Refusal SuccessionUnclear() =>
        No("O-8 (8), C-8", "该合同收款主体的承继尚未查明，退回的款项不能再次支付。请查明并由另一人结清承继问题。", "It is not clear who succeeds the payee of this contract, so what came back is not paid again. Find out, and have another person settle it.");

    // A row of the bank's answer.

    public static Refusal InstructionUnknown(string endToEndId) =>
        No("R-8", $"没有端到端号为“{endToEndId}”的支付指令。请向银行核实该笔是否为本局付款。",
            $"No instruction has the end-to-end id “{endToEndId}”. Ask the bank whether it is a payment of the bureau.");

    public static Refusal InstructionNotSent(string endToEndId) =>
        No("R-8", $"支付指令“{endToEndId}”还没有导出给银行，不可能有结果。请核对后重新导入。",
            $"Instruction “{endToEndId}” was never exported to the bank, so it can have no result. Check the file and import it again.");

    public static Refusal ResultAmountDiffers(Money instructed, Money reported) =>
        No("O-2", $"银行结果金额 {reported} 与指令金额 {instructed} 不符。请向银行核实后更正。",
            $"The bank reports {reported}, the instruction is for {instructed}. Ask the bank and correct it.");

    public static Refusal ResultTwiceInFile(string endToEndId) =>
        No("R-8", $"“{endToEndId}”的同一结果在文件中重复出现，均未采纳。请核实后只保留一行。",
            $"The same result of “{endToEndId}” is in the file more than once; none was taken. Check it and keep one.");

    public static Refusal ResultKnownAlready(string endToEndId) =>
        No("R-8", $"“{endToEndId}”的这个结果已经登记过，不重复入账。无需再导入。",
            $"This result of “{endToEndId}” was entered before and is not posted twice. Nothing is left to do.");

    public static Refusal ResultAfterReturn(string endToEndId) =>
        No("R-8", $"“{endToEndId}”已登记退回，不能再登记其他结果。请向银行核实。",
            $"“{endToEndId}” was returned, so no other result can be entered for it. Ask the bank.");

    public static Refusal AccountNotOurs(string account) =>
        No("R-8", $"文件说的是账户“{account}”，不是本局的付款账户，未采纳。请向银行索取付款账户的通知。",
            $"The file is about account “{account}”, which is no paying account of the bureau; nothing was taken. Ask the bank for the paying account's notification.");

    public static Refusal MessageUnknown(string message) =>
        No("R-8", $"没有报文号为“{message}”的指令文件。请核对银行回执。", $"No instruction file has the message id “{message}”. Check the bank's answer.");

    public static Refusal MessageTotalsDiffer(int count, Money amount, string saidCount, string saidSum) =>
        No("O-2", $"银行回执所称的笔数和金额（{saidCount} 笔、{saidSum} 元）与送出的指令文件（{count} 笔、{amount}）不符，未采纳。请向银行核实。",
            $"The bank's answer is about {saidCount} payments of {saidSum} yuan, the instruction file had {count} of {amount}; nothing was taken. Ask the bank.");

    public static Refusal BookedInFuture() =>
        No("R-8", "记账日期在今天之后，不能采纳。请核对银行文件后重新导入。", "The day of booking lies in the future, so it cannot be taken. Check the bank's file and import it again.");

    /// <param name="rowsZh">Each row with its reason, in sentences.</param>
    /// <param name="rowsEn">The same in English, a space after each sentence.</param>
    public static Refusal NothingToImport(string rowsZh, string rowsEn) =>
        No("R-8", $"文件中没有可以采纳的结果。{rowsZh}请更正后重新导入。", $"The file has no result that can be taken. {rowsEn}Correct it and import it again.");

    // Sending.

    public static Refusal NothingToExport() =>
        No("R-7", "本次兑付没有待导出的支付指令。已导出的文件可以重新下载，内容不变。", "This run has no instruction that waits to be exported. Files made earlier can be downloaded again, unchanged.");

    public static Refusal PayingAccountMissing() =>
        No("R-7", "还没有登记本局付款账户。请先登记。", "The bureau's paying account is not registered. Register it first.");

    public static Refusal PayingAccountIncomplete() =>
        No("R-7", "付款账户的户名、账号或开户行没有填写完整。请对照开户许可证填写。", "Holder, number or bank of the paying account is missing. Copy them from the bank's paper.") with { Field = "number" };

    // A returned line.

    public static Refusal ReturnNotIn(ReturnedState state, ReturnedState needed) =>
        No("R-8", $"这笔退回款现为“{Zh(state)}”，须为“{Zh(needed)}”才能办理。请刷新后查看。",
            $"This returned line is “{En(state)}”; for this it must be “{En(needed)}”. Refresh to see how it stands.");

    public static Refusal LinesNotPassed() =>
        No("D-4", "这一行属于回避成员的各行，未获其他成员通过，予以留存，不能支付。留存满 30 日后可由两人了结，欠款参加下一批次。", "The others did not pass this line of a recused member: it is reserved and cannot be paid. After 30 days two people may end it, and its debt takes part in the next round.");

    public static Refusal AccountUnusable() =>
        No("C-7, R-8", "合同没有经两人复核且未被冻结的收款账户。请工程科先登记并复核账户。",
            "The contract has no account that two people confirmed and no court froze. Ask the engineering office to register and check one.");

    public static Refusal AccountEvidenceMissing() =>
        No("C-7", "没有附上账户核对凭证。请上传开户证明或退汇通知。", "The evidence for the account is missing. Upload the bank's paper or the return advice.") with { Field = "evidence" };

    public static Refusal AccountChangedSince() =>
        No("C-7, R-8", "核对之后合同收款账户已变更或不可用。请退回核对，重新核对现账户。",
            "The contract's account has changed or cannot be used since it was checked. Decline, and check the account that holds now.");

    public static Refusal NotPassedIsReserved(DateOnly by) =>
        No("D-4, R-8", $"这一行未获其他成员通过，留存至 {by:yyyy-MM-dd}，其后才可了结。请届时再办。",
            $"The others did not pass this line: it is reserved until {by:yyyy-MM-dd} and can be ended only then. Come back after that day.");

    public static Refusal TooEarlyToEnd(DateOnly by) =>
        No("R-8", $"{by:yyyy-MM-dd} 以前仍应联系收款人核对账户，其后才可了结。请先核对账户。",
            $"Until {by:yyyy-MM-dd} the payee's account is to be checked; only then can the line be ended. Check the account first.");

    // The end of a round.

    public static Refusal LinesUnderWay(string endToEndId) =>
        No("R-8", $"支付指令“{endToEndId}”尚未到账或了结，不能办结本次兑付。请导入银行结果或办理退回。",
            $"Instruction “{endToEndId}” is not settled or ended yet, so the run cannot be closed. Import the bank's results or handle the return.");

    private static string Zh(ReturnedState state) => state switch
    {
        ReturnedState.Waiting => "待核对账户",
        ReturnedState.AccountChecked => "账户已核对、待确认",
        ReturnedState.PaidAgain => "已再次支付",
        ReturnedState.EndAsked => "申请了结、待确认",
        ReturnedState.Ended => "已了结",
        _ => "已为文书留存",
    };

    private static string En(ReturnedState state) => state switch
    {
        ReturnedState.Waiting => "waiting for an account check",
        ReturnedState.AccountChecked => "checked by one person",
        ReturnedState.PaidAgain => "paid again",
        ReturnedState.EndAsked => "to be ended, waiting for a second person",
        ReturnedState.Ended => "ended",
        _ => "reserved for an order",
    };
}
