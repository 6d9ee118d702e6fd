using Integrity.Domain.Values;

namespace Integrity.Domain.Contracts;

/// <summary>The lawful noes about integrity contracts.</summary>
public static partial class ContractRefusals
{
    public static Refusal IntegrityNumberMissing(int most) =>
        No("C-4", $"廉政合同编号没有填写，或超过 {most} 个字。请按文本填写。", $"The integrity contract's number is missing or longer than {most} characters. Enter it as on the document.") with { Field = "number" };

    public static Refusal BandsMissing(int most) =>
        No("C-4", $"没有约定扣罚幅度，或超过 {most} 档。请按情节轻重逐档填写。", $"The penalty schedule is empty or has more than {most} bands. Enter one band for each severity.") with { Field = "bands" };

    public static Refusal BandOutOfRange() =>
        No("C-4", "扣罚比例必须在 0 到 100% 之间。请核对各档。", "A band lies between 0 and 100 %. Check each one.") with { Field = "bands" };

    public static Refusal BandsOutOfOrder() =>
        No("C-4", "扣罚幅度须由轻到重排列，各档只可首尾相接，不得交叉。请调整。", "Bands go from light to severe; two may share an end but not overlap. Put them in order.") with { Field = "bands" };

    public static Refusal CapOutOfRange() =>
        No("C-4", "没有约定扣罚总额上限，或不在 0 到 100% 之间。请填写占合同金额的比例。", "The cap on all deductions is missing or not between 0 and 100 %. Enter it as a part of the contract amount.") with { Field = "cap" };
}
