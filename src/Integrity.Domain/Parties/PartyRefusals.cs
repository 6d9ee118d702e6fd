using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Parties;

/// <summary>The closed list of lawful noes about counterparties.</summary>
public static partial class PartyRefusals
{
    private static Refusal No(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("parties", member, rule, zh, en);

    public static Refusal NameMissing() => No("C-1", "没有填写单位名称或姓名。请按营业执照或身份证填写。", "The name is missing. Enter it as on the business licence or identity card.") with { Field = "name" };

    public static Refusal NameTooLong() => No("C-1", "名称超过 120 个字。请按证照上的名称填写。", "The name is longer than 120 characters. Enter it as on the licence.") with { Field = "name" };

    public static Refusal CodeTaken(string code, string name) =>
        No("C-1", $"代码“{code}”已登记为“{name}”。请直接使用该单位，不要重复登记。",
            $"The code “{code}” is already registered for “{name}”. Use that party instead of registering it twice.") with
        { Field = "code" };

    public static Refusal PayeeTypeUnknown() => No("C-2", "没有这种收款类型。请从列表中选择。", "There is no such payee type. Choose one from the list.") with { Field = "payeeType" };

    public static Refusal PayeeTypeNameMissing() =>
        No("C-2", "收款类型的代码或名称没有填全。请填写代码和中英文名称。", "The payee type's code or a name is missing. Enter its code and both names.") with { Field = "code" };

    public static Refusal PayeeTypeTaken(string code) =>
        No("C-2", $"收款类型代码“{code}”已经存在。请换一个代码。", $"There is a payee type “{code}” already. Choose another code.") with { Field = "code" };

    public static Refusal PartyUnknown() => No("C-1", "没有这个往来单位。请先登记或从列表中选择。", "There is no such counterparty. Register it first, or choose one from the list.") with { Field = "party" };

    public static Refusal PersonNameMissing() => No("C-1", "相关人员没有填写姓名。请补填，或删去这一行。", "A person of the party has no name. Enter it or remove the line.") with { Field = "people" };
}
