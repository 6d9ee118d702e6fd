using Integrity.Domain.Values;

namespace Integrity.Domain.Parties;

/// <summary>The lawful noes about accounts and market access.</summary>
public static partial class PartyRefusals
{
    public static Refusal AccountHolderMissing(int most) =>
        No("C-7", $"户名没有填写，或超过 {most} 个字。请按开户资料填写。", $"The account's holder is missing or longer than {most} characters. Enter it as the bank writes it.") with { Field = "holder" };

    public static Refusal BankNameMissing(int most) =>
        No("C-7", $"开户银行没有填写，或超过 {most} 个字。请填写到支行。", $"The bank is missing or longer than {most} characters. Enter it down to the branch.") with { Field = "bankName" };

    public static Refusal AccountNumberMalformed() =>
        No("C-7", "账号应为 6 至 34 位数字或字母。请按开户资料核对。", "An account number has 6 to 34 digits or letters. Compare it with the bank's paper.") with { Field = "number" };

    public static Refusal AccountNumberIsIban() =>
        No("C-7", "这是国际银行账号（IBAN）。请填写中国境内的银行账号（数字）和开户行联行号。", "This is an IBAN. Enter the account number of a bank in China (digits) and the branch's CNAPS code.") with { Field = "number" };

    public static Refusal AccountHolderIsAnother(string holder, string party) =>
        No("C-7", $"户名“{holder}”与单位名称“{party}”不一致。收款账户的户名须为本单位；工资专户、受让人、法院或承继人账户请选择相应类别并附依据。",
            $"The holder “{holder}” is not the party “{party}”. A payee's account is its own; for a wage, assignee's, court's or successor's account choose that kind and its ground.") with
        { Field = "holder" };

    public static Refusal AccountGroundMissing() =>
        No("C-7", "没有填写依据。受让人、法院和承继人账户须注明转让、裁定或证明文件的文号。",
            "The ground is missing. An assignee's, court's or successor's account names the assignment, order or proof by its number.") with
        { Field = "ground" };

    public static Refusal EvidenceMissing() =>
        No("C-7", "没有附证明材料。请上传材料后再提交。", "The evidence is missing. Upload the paper, then submit again.") with { Field = "evidence" };

    public static Refusal AccountAlreadyChecked() =>
        No("C-7", "该账户已经复核过。请查看复核结果；如需变更，请另行提交。", "This account was checked already. Look at the result; to change it, propose another.");

    public static Refusal AccountNeedsSecondPerson() =>
        No("C-7", "账户由您提交，不能由您复核。请由另一人对照证明材料复核。", "You proposed this account, so you cannot confirm it. Another person compares it with the evidence.");

    public static Refusal AccountNotConfirmed() =>
        No("C-7", "该账户尚未复核通过。请先由第二人复核。", "This account is not confirmed. A second person confirms it first.") with { Field = "account" };

    public static Refusal OrderMissing() =>
        No("C-7", "没有填写法院或有权机关文书的文号。请按送达的文书填写。", "The number of the court's or authority's order is missing. Enter it as served.") with { Field = "order" };

    public static Refusal AccountAlreadyFrozen(string order) =>
        No("C-7", $"该账户已依“{order}”冻结。请核对文书。", $"This account is already frozen under “{order}”. Check the order.");

    public static Refusal AccountNotFrozen() =>
        No("C-7", "该账户没有冻结。请核对所选账户。", "This account is not frozen. Check which account is meant.");

    public static Refusal ExclusionLengthUnlawful(int shortest, int longest) =>
        No("P-8", $"取缔市场的期限为 {shortest} 至 {longest} 年。请按规定的期限填写。", $"An exclusion lasts {shortest} to {longest} years. Enter a lawful length.") with { Field = "years" };

    public static Refusal ExclusionGroundMissing() =>
        No("P-8", "没有写明取缔市场的事由或范围。请按决定书填写。", "The exclusion's ground or scope is missing. Enter them as in the decision.") with { Field = "ground" };

    public static Refusal PartyExcluded(string name, DateOnly from, DateOnly until) =>
        No("P-8", $"“{name}”在 {from:yyyy-MM-dd} 至 {until:yyyy-MM-dd} 期间被取缔市场，不得新签、续签或分包。已有合同照常履行和付款。",
            $"“{name}” is excluded from the market from {from:yyyy-MM-dd} to {until:yyyy-MM-dd}: nothing may be signed, extended or subcontracted with it. Running contracts go on and are paid.") with
        { Field = "party" };
}
