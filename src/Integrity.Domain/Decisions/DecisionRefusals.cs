using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>Every way in which a collective decision is refused.</summary>
public static class DecisionRefusals
{
    private const string Module = "decisions";

    public static Refusal NameMissing() => Make("D-1",
        "议事机构没有中文或英文名称。请填写两种名称。",
        "The body has no name in Chinese or in English. Enter both names.");

    public static Refusal AppointingDocumentMissing() => Make("D-2",
        "没有任免文号。成员名册决定应到人数，请填写任免文件的文号。",
        "There is no number of an appointing document. The roster sets how many are due: enter the document's number.");

    public static Refusal AlreadyInOffice() => Make("D-2",
        "该人员在这一天已经（或随后将）在任。请先登记其现任期的截止日，再办理新的任职。",
        "This person is in office on that day or later. Record the end of that term first, then the new appointment.");

    public static Refusal ChairInOffice() => Make("D-2",
        "这一天已有主要负责人在任。请先登记其任期截止日。",
        "There is a chair in office on that day. Record the end of that term first.");

    public static Refusal NotInOffice() => Make("D-2",
        "该人员在这一天不在任，或任期截止日已经登记。请核对成员名册。",
        "This person is not in office on that day, or the end of the term is already recorded. Check the roster.");

    private static Refusal Make(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of(Module, member, rule, zh, en);
}
