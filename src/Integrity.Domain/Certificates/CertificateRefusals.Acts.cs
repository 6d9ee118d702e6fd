using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

// What the acts on certificates, earmarks and openings are refused with; the rules' own noes are beside it.
public static partial class CertificateRefusals
{
    public static Refusal NumberMissing() => Make("C-6",
        "没有填写计量证书编号。请按证书填写。",
        "The certificate's number is missing. Enter it as on the paper.") with
    { Field = "number" };

    public static Refusal NumberTaken(string number, DateOnly on) => Make("C-6",
        $"本合同下已有编号“{number}”的计量证书（{on:yyyy-MM-dd} 报送）。请核对编号，不要重复报送。",
        $"This contract already has a certificate “{number}”, prepared on {on:yyyy-MM-dd}. Check the number, and do not send the same work twice.") with
    { Field = "number" };

    public static Refusal DocumentMissing() => Make("C-6, J-1",
        "没有附依据文件。请上传签字的文件，或填写其 SHA-256（64 位十六进制）。",
        "No document is attached. Upload the signed paper, or enter its SHA-256 (64 hexadecimal digits).") with
    { Field = "document" };

    public static Refusal PeriodUpsideDown() => Make("C-6",
        "计量期间的起日晚于止日。请核对后重新填写。",
        "The period ends before it begins. Check it and enter it again.") with
    { Field = "periodFrom" };

    public static Refusal PeriodNotOver() => Make("C-6",
        "计量期间的止日还没有到。只能计量已完成的工程，请改为今天或以前。",
        "The period is not over yet. Only work that is done is certified; enter today or an earlier day.") with
    { Field = "periodUntil" };

    public static Refusal NegativeIsACorrection() => Make("C-6",
        "计量金额为负。核减以前的计量请办理更正。",
        "The certified amount is negative. To certify less than before, prepare a correction.") with
    { Field = "gross" };

    public static Refusal CorrectionIsNegative() => Make("C-6",
        "更正金额不是负数。增加计量请另报计量证书。",
        "A correction lowers what was certified. For more work prepare a certificate.") with
    { Field = "gross" };

    public static Refusal CorrectionReasonMissing() => Make("C-6",
        "没有说明更正的原因。请写明核减的依据。",
        "The correction has no reason. Say why less was done than certified.") with
    { Field = "reason" };

    public static Refusal CertificateDecided() => Make("C-6",
        "这份证书已经办结。请刷新后查看结果；需要修改的，另报更正。",
        "This certificate has been decided. Refresh to see how; to change it, prepare a correction.");

    public static Refusal PreparedBySamePerson() => Make("C-6, C-9, O-8",
        "编制人不能复核自己编制的事项。请由另一人复核。",
        "Whoever prepared it cannot confirm it. Ask another person to.");

    public static Refusal RejectReasonMissing() => Make("C-6",
        "没有写退回的原因。请写明，便于编制人修改。",
        "No reason is given for sending it back. Say why, so that it can be corrected.") with
    { Field = "reason" };

    public static Refusal ContractUnknown() => Make("C-6",
        "没有这份合同。请从合同列表中选择。",
        "There is no such contract. Choose one from the list.") with
    { Field = "contract" };

    public static Refusal SettledAlready() => Make("C-6",
        "合同已办理结算，不能再报计量或再次结算。需要核减的，请办理更正。",
        "The contract has been settled; no further certificate or settlement is possible. To lower it, prepare a correction.");

    public static Refusal OpeningNotConfirmed() => Make("C-9",
        "合同的期初尚未拆分确认，不能结算。请先由两人确认期初。",
        "The contract's opening is not split and confirmed yet, so it cannot be settled. Two people confirm the opening first.");

    public static Refusal AcceptedAlready(DateOnly on) => Make("O-4",
        $"已登记验收日 {on:yyyy-MM-dd}。请核对；登记有误的，请按更正程序办理。",
        $"Acceptance on {on:yyyy-MM-dd} is recorded already. Check it; a wrong record is corrected by its own procedure.");

    public static Refusal AcceptedInFuture() => Make("O-4",
        "验收日还没有到。请在验收之后登记。",
        "The day of acceptance has not come. Record it after the acceptance.") with
    { Field = "acceptedOn" };

    public static Refusal NoRetention() => Make("O-4",
        "合同没有尚未到期的质量保证金。请核对合同台账。",
        "The contract has no retention before its due day. Check the contract's ledger.");

    public static Refusal AmountNotPositive() => Make("M-1",
        "金额应大于零。请重新填写。",
        "The amount is above zero. Enter it again.") with
    { Field = "amount" };

    public static Refusal SetAsideByTwo() => Make("O-8 (2), R-3",
        "法院文书和债权转让须由两人登记、确认。请改用相应的登记。",
        "An order of a court and an assignment need two people. Record it as what it is.");

    public static Refusal FindingLaidAlready() => Make("O-8 (6)",
        "这份督查材料，或者这份计量的款项，已因督查发现暂不支付过，最多三十日，不能再次登记。如查明违约，请立案；如属质量争议，请登记争议。",
        "This paper, or a finding on this certificate's money, has set money aside already; 30 days is the limit. Open a case for a breach, or record a documented dispute.");

    public static Refusal ClauseMissing() => Make("O-8 (4)",
        "没有写明约定该付款条件的合同条款。没有约定的条件不能暂不支付；请填写条款号。",
        "The clause that agrees this condition is missing. What is not agreed cannot hold money back; give the clause.");

    public static Refusal GroundMissing() => Make("O-8",
        "没有写明依据。请写明条款、文书或事实。",
        "The ground is missing. Name the clause, the paper or the fact.") with
    { Field = "ground" };

    public static Refusal AuthorityMissing() => Make("O-8 (2)",
        "没有填写作出决定的机关。请按文书填写。",
        "The authority is missing. Enter it as on the order.") with
    { Field = "authority" };

    public static Refusal OrderNumberMissing() => Make("O-8 (2)",
        "没有填写文书号。请按送达的文书填写。",
        "The order's number is missing. Enter it as on the order that was served.") with
    { Field = "number" };

    public static Refusal AssigneeMissing() => Make("R-3, C-7",
        "没有填写受让人。请按债权转让通知填写。",
        "The assignee is missing. Enter it as in the notice of assignment.") with
    { Field = "assignee" };

    public static Refusal AssigneeAccountUnconfirmed() => Make("C-7",
        "受让人的账户还没有经第二人确认。请先登记并确认其账户。",
        "The assignee's account has not been confirmed by a second person. Register and confirm it first.") with
    { Field = "account" };

    public static Refusal AuthorityAccountUnconfirmed() => Make("C-7, R-2",
        "文书所载的收款账户还没有经第二人确认，或不是法院、主管机关的账户。请先登记并确认其账户；只冻结不扣划的文书不填账户。",
        "The account that the order names has not been confirmed by a second person, or is not a court's or an authority's. Register and confirm it first; leave it out where the order only freezes.") with
    { Field = "account" };

    public static Refusal EarmarkNotWaiting() => Make("O-8",
        "这一项没有待确认的事项。请刷新后查看现状。",
        "Nothing waits for confirmation here. Refresh to see how it stands.");

    public static Refusal EarmarkNotInForce() => Make("O-8",
        "这一项不在执行中，不能办理解除。请刷新后查看现状。",
        "It is not in force, so it cannot be ended. Refresh to see how it stands.");

    public static Refusal MoreThanOpen(Money open) => Make("O-3, O-8",
        $"金额超过可以动用的 {open}。请按此数以内填写。",
        $"The amount is above what is open, {open}. Enter no more than that.") with
    { Field = "amount" };

    public static Refusal MoreThanEarmarked(Money there) => Make("O-8",
        $"金额超过尚在其中的 {there}。请按此数以内填写。",
        $"The amount is above what still stands there, {there}. Enter no more than that.") with
    { Field = "amount" };

    public static Refusal OpeningNone() => Make("C-9",
        "这份合同不是从台账导入的，或期初已经确认。无需拆分。",
        "This contract was not taken over from a ledger, or its opening is confirmed already. There is nothing to split.");

    public static Refusal SplitWaits() => Make("C-9",
        "已有一份期初拆分待确认。请先确认或退回。",
        "A split of this opening already waits. Confirm it or send it back first.");

    public static Refusal SplitDecided() => Make("C-9",
        "这份期初拆分已经办结。请刷新后查看结果。",
        "This split has been decided. Refresh to see how.");

    public static Refusal SplitPartNegative() => Make("C-9",
        "拆分的各项不能为负，按到期日列出的各项应大于零。请核对后重新填写。",
        "No part of a split is negative, and each dated part is above zero. Check and enter them again.") with
    { Field = "parts" };

    public static Refusal SplitDayTwice() => Make("C-9",
        "同一到期日列了两次。请合并为一项。",
        "One due day is listed twice. Put both into one part.") with
    { Field = "parts" };

    public static Refusal SplitDayTooLate() => Make("C-9, O-7",
        $"到期日超过今天起 {DueRule.LongestForSmallOrMedium} 日。已计量的款项不能更晚到期，请核对。",
        $"A due day is more than {DueRule.LongestForSmallOrMedium} days from now. Work certified already cannot fall due later; check it.") with
    { Field = "parts" };

    public static Refusal SplitDoesNotAddUp(Money parts, Money there) => Make("C-9",
        $"拆分合计 {parts}，期初未付为 {there}。两者必须相等，请核对后重新填写。",
        $"The parts add up to {parts}, but {there} of the opening is open. They must be equal; check and enter them again.") with
    { Field = "parts" };

    public static Refusal OpeningRetentionAboveLawful(Money most) => Make("O-4, 建质〔2017〕138号",
        $"质量保证金超过累计计量的 3 %，即 {most}。超出部分应列为到期款项。",
        $"The retention is above 3 % of certified work, {most}. List what is above as due.") with
    { Field = "retention" };

    public static Refusal NoInterest() => Make("O-7",
        "到这一天没有新的逾期利息。无需登记。",
        "There is no overdue interest to record up to this day. Nothing is needed.");

    public static Refusal InterestDayInFuture() => Make("O-7",
        "计息日还没有到。请填写今天或以前。",
        "The day has not come yet. Enter today or an earlier day.") with
    { Field = "asOf" };

    public static Refusal PayerMissing() => Make("O-1",
        "没有填写付款的第三方。请按付款凭证填写。",
        "The payer is missing. Enter it as on the proof of payment.") with
    { Field = "payer" };

    public static Refusal PaidInFuture() => Make("O-1",
        "付款日还没有到。请按付款凭证填写。",
        "The day of payment has not come. Enter it as on the proof of payment.") with
    { Field = "paidOn" };

    public static Refusal PaymentDecided() => Make("O-1",
        "这笔第三方付款已经办结。请刷新后查看结果。",
        "This third-party payment has been decided. Refresh to see how.");

    public static Refusal DayTooFar(DateOnly last) => Make("O-1",
        $"截至日期最晚只能查到 {last:yyyy-MM-dd}。请另选一个日期。",
        $"What is owed can be seen as of {last:yyyy-MM-dd} at the latest. Choose another day.") with
    { Field = "asOf" };

    public static Refusal FigureOfContractsOnly() => Make("O-1",
        "这个数只能按合同或单位查询。请先选择合同或单位。",
        "This figure can only be asked of a contract or a party. Choose one first.") with
    { Field = "figure" };
}
