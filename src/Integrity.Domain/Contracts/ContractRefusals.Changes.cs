using Integrity.Domain.Values;

namespace Integrity.Domain.Contracts;

/// <summary>The lawful noes about changes under a running contract: variations, accounts, agreements, deposits, decided changes.</summary>
public static partial class ContractRefusals
{
    public static Refusal ContractClosed() =>
        No("C-3", "该合同款项已全部付清并办结。请核对所选合同。", "The last fen under this contract is paid and it is closed. Check which contract is meant.") with { Field = "contract" };

    public static Refusal ReasonMissing(int most) =>
        No("C-6", $"没有写明内容，或超过 {most} 个字。请写明事由。", $"The reason is missing or longer than {most} characters. Say what it is for.") with { Field = "reason" };

    public static Refusal IntegrityContractBindsOthers() =>
        No("C-4, C-8", "原廉政合同还约束其他合同，不能随本合同一并承继。请改选“另签廉政合同”。", "The integrity contract binds other contracts as well, so it cannot be assumed with this one. Choose that a new one is signed.") with { Field = "assumesIntegrityContract" };

    public static Refusal SuccessionRaisedAlready() =>
        No("O-8 (8), C-8", "该合同的收款主体承继问题已经登记。请查明后由另一人结清。", "The question who succeeds is recorded already. Find out, and have another person settle it.");

    public static Refusal SuccessionNotRaised() =>
        No("O-8 (8), C-8", "该合同没有待查明的收款主体承继问题。请刷新后查看。", "No question of succession is open under this contract. Refresh to see it.");

    public static Refusal SuccessionBySamePerson() =>
        No("O-8 (8), C-8", "承继问题由您登记，不能由您结清。请由另一人凭证明材料结清。", "You recorded the question, so you cannot settle it. Another person settles it with the proof.");

    public static Refusal NoSigningToProve() =>
        No("P-8", "该合同没有待确认的签订日：取缔期内没有登记签订日更早的合同、续签或分包，或已经确认。请刷新后查看。",
            "No day of signature waits for confirmation: nothing signed earlier was entered under this contract during an exclusion, or it is confirmed already. Refresh to see it.");

    public static Refusal EvidenceMissing() =>
        No("C-6", "没有附证明材料。请上传材料后再提交。", "The evidence is missing. Upload the paper, then submit again.") with { Field = "evidence" };

    public static Refusal AlreadyChecked() =>
        No("C-6", "这一项已经复核过。请查看复核结果；如需变更，请另行提交。", "This was checked already. Look at the result; to change it, propose another.");

    public static Refusal SecondPersonNeeded() =>
        No("C-6", "这一项由您提交，不能由您复核。请由另一人复核。", "You prepared this, so you cannot approve it. Another person approves it.");

    public static Refusal VariationZero() =>
        No("C-6", "变更金额不能为零。请填写增加或减少的金额。", "A variation of zero changes nothing. Enter what is added or taken away.") with { Field = "amount" };

    public static Refusal VariationBelowCertified(Money certified) =>
        No("C-6", $"变更后的合同金额会低于已计量的 {certified}，或不大于零。请核对变更金额，或先办理核减计量。",
            $"With this variation the contract amount would fall below the {certified} already certified, or to zero. Check the amount, or correct a certificate first.") with
        { Field = "amount" };

    public static Refusal AccountOfAnotherParty() =>
        No("C-7", "该账户登记在另一单位名下。请选择本合同相对人的账户。", "This account is registered for another party. Choose one of the contract's party.") with { Field = "account" };

    public static Refusal AccountOfWrongKind() =>
        No("C-7", "人工费只能付至工资专户，其他款项不得付至工资专户。请选择相应类别的账户。",
            "Wages go to a wage account, and nothing else does. Choose an account of the right kind.") with
        { Field = "account" };

    public static Refusal AccountFrozen(string order) =>
        No("C-7", $"该账户已依“{order}”冻结，不能付款。请等待解除冻结。", $"This account is frozen under “{order}” and cannot be paid to. Wait until the order is lifted.") with { Field = "account" };

    public static Refusal AccountAlreadyInUse() =>
        No("C-7", "该合同现在使用的就是这个账户，无需变更。请核对所选账户。", "The contract is paid to this account already. Check which account is meant.") with { Field = "account" };

    public static Refusal FrozenAccountNotReplaced(string order) =>
        No("C-7", $"现用账户已依“{order}”冻结，不得以同一单位的其他账户代替，该笔款项须等待。只可按法院文书改付至法院账户。",
            $"The account in use is frozen under “{order}”; another one of the party must not take its place, and the line waits. Only the court's own account may, by its order.") with
        { Field = "account" };

    public static Refusal ExtensionEndsBeforeItBegins() =>
        No("C-5", "续签后的截止日早于签订日。请核对日期。", "The extension ends before it is signed. Check the days.") with { Field = "until" };

    public static Refusal SubcontractorIsParty() =>
        No("C-5", "分包单位与合同相对人相同。请选择分包单位。", "The subcontractor is the contract's own party. Choose the subcontractor.") with { Field = "subcontractor" };

    public static Refusal DepositKindUnlawful(string kind) =>
        No("O-6", $"不得收取“{kind}”。只可收取投标、履约、质量和农民工工资四种保证金；廉政保证金不得收取，已收的请退还。",
            $"“{kind}” may not be taken. Only bid, performance, quality and wage deposits may exist; give back an integrity deposit.") with
        { Field = "kind" };

    public static Refusal DepositNotPositive() =>
        No("O-6", "保证金金额必须大于零。请按收据填写。", "A deposit is more than zero. Enter it as on the receipt.") with { Field = "amount" };

    public static Refusal DepositAlreadyReturned() =>
        No("O-6", "该保证金已经退还。请核对所选保证金。", "This deposit was given back already. Check which one is meant.");

    public static Refusal ChangePutAlready() =>
        No("D-1, D-5", "该合同的这一变更已经提请集体研究，尚未表决。请等待表决结果，或由提请人撤回后重新提请。",
            "This change of the contract is before the leadership group already and is not decided. Wait for the vote, or have its proposer withdraw it and propose again.");

    public static Refusal NoChangePut() =>
        No("D-1", "该合同没有提请集体研究的这一变更。请先由工程科提请。", "No such change of the contract was put to the leadership group. The engineering office proposes it first.");

    public static Refusal ChangeCarriedOut(DateOnly on) =>
        No("D-1, D-5", $"该决定已于 {on:yyyy-MM-dd} 办理，一项决定只办理一次。如需再变更，请重新提请集体研究。",
            $"This decision was carried out on {on:yyyy-MM-dd}, and is carried out once. For another change, put it to the leadership group again.");

    public static Refusal ChangeBySamePerson() =>
        No("C-2, C-8", "这一变更由您提请，不能由您办理。请由另一名有复核职责的人员办理。", "You proposed this change, so you cannot carry it out. Another person who confirms registrations does.");

    public static Refusal PayeeTypeSame() =>
        No("C-2", "该合同现在就是这种收款类型。请核对拟调整的类型。", "The contract has this payee type already. Check which type is meant.") with { Field = "payeeType" };

    public static Refusal SuccessorIsParty() =>
        No("C-8", "承继单位与现相对人相同。请选择承继单位。", "The successor is the contract's own party. Choose the successor.") with { Field = "successor" };
}
