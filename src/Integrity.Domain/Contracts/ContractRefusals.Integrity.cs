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

    public static Refusal IntegrityNumberTaken(string number) =>
        No("C-4", $"廉政合同编号“{number}”已登记。请核对编号。", $"Integrity contract number “{number}” is already registered. Check the number.") with { Field = "number" };

    public static Refusal TemplateUnknown() =>
        No("C-4", "没有这一版廉政合同范本。请从列表中选择。", "There is no such version of the template. Choose one from the list.") with { Field = "templateVersion" };

    public static Refusal NothingBound() =>
        No("C-4", "没有选择所约束的合同。请至少选择一份。", "No works contract is bound. Choose at least one.") with { Field = "contracts" };

    public static Refusal IntegrityContractOfOneParty(string number) =>
        No("C-4", $"合同“{number}”的相对人不是本廉政合同的签订单位。一份廉政合同只约束同一单位的合同，请分别签订。",
            $"Contract “{number}” is with another party. An integrity contract binds contracts of one counterparty; sign one for each.") with
        { Field = "contracts" };

    public static Refusal IntegrityOverlaps(string contract, DateOnly until) =>
        new("contracts.integrity_overlaps", "C-4, P-7", $"合同 {contract} 在 {until:yyyy-MM-dd} 以前由另一份廉政合同约束，新的不能签在那天以前。请核对签订日。",
            $"Until {until:yyyy-MM-dd} another integrity contract bound contract {contract}, so the new one was not signed before. Check the day of signature.");

    public static Refusal AlreadyBound(string number, string integrity) =>
        No("C-4", $"合同“{number}”已由廉政合同“{integrity}”约束。扣罚标准的调整请在合同页面提请集体研究。",
            $"Contract “{number}” is already bound by “{integrity}”. A change of its penalty schedule is put to the vote on the contract's page.") with
        { Field = "contracts" };

    public static Refusal NotBound() =>
        No("C-4, D-1", "该合同没有在效的廉政合同，没有可以调整的违约处理标准。请登记廉政合同。", "No live integrity contract binds this contract, so there is no penalty schedule to change. Enter its integrity contract.");

    public static Refusal ScheduleSame() =>
        No("C-4, D-1", "提请的违约处理标准与现行的相同。请填写要调整的各档、上限或者条款。", "The proposed penalty schedule is the one in force. Enter the bands, the cap or the clause that is to change.") with { Field = "bands" };

    public static Refusal SignedBeforeDecision(DateOnly decided) =>
        No("D-1", $"集体决定于 {decided:yyyy-MM-dd} 作出，按新标准签订的廉政合同不得早于该日。请核对签订日期。", $"It was decided on {decided:yyyy-MM-dd}; the integrity contract with the new schedule is not signed before. Check the day of signature.") with { Field = "signedOn" };

    public static Refusal AlreadyBreached(DateOnly on) =>
        No("C-4", $"该廉政合同已于 {on:yyyy-MM-dd} 标记违约。请查看原记录。", $"It was marked breached on {on:yyyy-MM-dd}. Look at that record.");
}
