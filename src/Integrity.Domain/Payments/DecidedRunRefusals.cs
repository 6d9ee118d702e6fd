using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>The closed list of lawful noes about advances and interest.</summary>
public static class DecidedRunRefusals
{
    private static Refusal No(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("payments", member, rule, zh, en);

    public static Refusal NoAdvanceAgreed() =>
        No("C-6", "此范围内没有可以支付的预付款：合同没有预付款条款、已经支付过，或暂不参加。请在合同中核对预付款条款和未列入原因。",
            "No advance can be paid in this scope: no clause, paid already, or left out. Check the contracts' advance clauses and the grounds shown.");

    public static Refusal NoInterestOwed() =>
        No("O-7", "此范围内没有可以支付的逾期利息：没有逾期、已经支付，或暂不参加。请核对各合同的到期日和未列入原因。",
            "No overdue interest can be paid in this scope: nothing overdue, paid already, or left out. Check the due days and the grounds shown.");

    public static Refusal DecidedRunWaits(string number) =>
        No("R-1", $"{number} 的范围与此重叠，尚未办结。请先按会议结果办理。", $"{number} is about the same contracts and not finished. Carry out its decision first.");

    public static Refusal DecidedRunNotProposed() =>
        No("R-7", "这一批已经执行或终止。请刷新后查看。", "This list was executed or ended already. Refresh to see it.");
}
