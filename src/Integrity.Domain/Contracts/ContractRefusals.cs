using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Contracts;

/// <summary>The closed list of lawful noes about works contracts.</summary>
public static partial class ContractRefusals
{
    private static Refusal No(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("contracts", member, rule, zh, en);

    public static Refusal NumberMissing(int most) =>
        No("C-3", $"合同编号没有填写，或超过 {most} 个字。请按合同文本填写。", $"The contract's number is missing or longer than {most} characters. Enter it as on the contract.") with { Field = "number" };

    public static Refusal SeveralMissing(string zh, string en) => No("C-3",
        $"下列各项没有填写：{zh}。请补全后再登记。",
        $"These are missing: {en}. Fill them in, then register it.");

    public static Refusal NameMissing(int most) =>
        No("C-3", $"合同名称没有填写，或超过 {most} 个字。请按合同文本填写。", $"The contract's name is missing or longer than {most} characters. Enter it as on the contract.") with { Field = "name" };

    public static Refusal PaperMissing() =>
        No("C-3, C-4", "没有附签订的合同文本。请上传合同扫描件后再登记。", "The signed contract is not attached. Upload its scan, then register it.") with { Field = "document" };

    public static Refusal AmountNotPositive() =>
        No("C-3", "合同金额必须大于零。请填写合同约定的金额。", "The contract's amount must be more than zero. Enter the agreed amount.") with { Field = "amount" };

    public static Refusal SignedInFuture() =>
        No("C-3", "签订日期晚于今天。请核对日期，签订后再登记。", "The day of signature lies in the future. Check the day, and register after signing.") with { Field = "signedOn" };

    public static Refusal ShareOutOfRange() =>
        No("O-4", "比例必须在 0 到 100% 之间；预付款比例不得为零。请按合同约定填写。", "A share lies between 0 and 100 %, and an advance is not zero. Enter it as agreed.");

    public static Refusal RetentionAboveLawful(Ratio highest) =>
        No("O-4", $"质量保证金比例不得超过 {highest}。请改为不高于该比例。", $"Quality retention is at most {highest}. Lower it.") with { Field = "retentionRate" };

    public static Refusal PaymentDaysOutOfRange(int most) =>
        No("O-7", $"付款期限应为 1 至 {most} 日。请核对合同约定；未约定的可以不填。", $"The payment term lies between 1 and {most} days. Check the contract, or leave it empty if none is agreed.") with { Field = "paymentDays" };

    public static Refusal PaymentDaysBeyondLawful(int most) =>
        No("O-7", $"对中小企业的付款期限不得超过 {most} 日。请缩短期限。", $"Towards a small or medium enterprise the term is at most {most} days. Shorten it.") with { Field = "paymentDays" };

    public static Refusal DefectMonthsBeyondLawful(int most) =>
        No("O-4", $"缺陷责任期不得超过验收后 {most} 个月。请按规定缩短。", $"A defect period ends at most {most} months after acceptance. Shorten it.") with { Field = "defectMonths" };

    public static Refusal AdvanceClauseIncomplete() =>
        No("C-6", "预付款条款须同时约定预付比例和每期扣回比例。请补齐，或两项都不填。", "An advance clause names both its rate and its recovery per certificate. Enter both or neither.") with { Field = "advanceRate" };

    public static Refusal NumberTaken(string number, string party) =>
        No("C-3", $"合同编号“{number}”已登记，相对人为“{party}”。请核对编号。", $"Contract number “{number}” is already registered, with “{party}”. Check the number.") with { Field = "number" };

    public static Refusal MembersTooFew() =>
        No("C-3", "联合体至少有两个成员。请填写全部成员，或按单独承包登记。", "A consortium has at least two members. Name all of them, or register the contract with its party alone.") with { Field = "members" };

    public static Refusal SharesDoNotAddUp(long ppm) =>
        No("C-3", $"联合体各成员的份额都须大于零，合计须为 100%，现为 {Percent(ppm)}。请按联合体协议核对。",
            $"Each member's share is more than zero and together they are 100 %; these are {Percent(ppm)}. Check them against the consortium agreement.") with
        { Field = "members" };

    // A sum of shares may be more than the whole, which no Ratio is.
    private static string Percent(long ppm) => $"{ppm / 10_000}.{ppm % 10_000:0000} %";

    public static Refusal MemberTwice() =>
        No("C-3", "同一单位在联合体中出现两次。请将其份额合并为一项。", "The same party is a member twice. Put its shares together.") with { Field = "members" };

    public static Refusal MemberUnknown() =>
        No("C-3", "没有联合体成员所指的这个单位。请先登记往来单位，或从列表中选择。", "There is no such party as the one named for a member. Register it first, or choose one from the list.") with { Field = "members" };

    public static Refusal LeadingMemberMissing() =>
        No("C-3", "联合体成员中没有合同相对人。合同相对人是牵头人，请列入并填写其份额。", "The contract's own party leads the consortium and is missing among its members. Name it with its share.") with { Field = "members" };

    public static Refusal ProjectUnknown() =>
        No("C-3", "没有这项工程。请先登记工程，或从列表中选择。", "There is no such project. Register it first, or choose one from the list.") with { Field = "project" };

    public static Refusal ContractUnknown() =>
        No("C-4", "没有这份合同。请从列表中选择。", "There is no such contract. Choose one from the list.") with { Field = "contracts" };
}
