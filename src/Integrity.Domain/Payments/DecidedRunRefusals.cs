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
        No("O-7", "此范围内没有已登记的逾期利息。请先在合同的欠款页登记逾期利息。",
            "No overdue interest is recorded in this scope. Record it on the contract's money page first.");

    public static Refusal DecidedRunWaits(string number) =>
        No("R-1", $"{number} 的范围与此重叠，尚未办结。请先按会议结果办理。", $"{number} is about the same contracts and not finished. Carry out its decision first.");

    public static Refusal DecidedRunNotProposed() =>
        No("R-7", "这一批已经执行或终止。请刷新后查看。", "This list was executed or ended already. Refresh to see it.");
}
