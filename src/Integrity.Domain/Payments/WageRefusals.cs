using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>The closed list of lawful noes about wage runs.</summary>
public static class WageRefusals
{
    private static Refusal No(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("payments", member, rule, zh, en);

    public static Refusal NoWagesOwed() =>
        No("O-5", "此范围内没有待付的人工费。无需办理工资支付。", "No wages are owed in this scope. There is nothing to pay.");

    public static Refusal WageMoneyShort(Money oldest, Money available) =>
        No("O-5", $"最早一笔人工费为 {oldest}，未被批次预留的可用资金只有 {available}，不足以整笔支付。请先确认新的到账资金，或待在途批次表决、执行后再办理。",
            $"The oldest wages come to {oldest} and only {available} is free of what rounds have reserved, too little to pay them whole. Confirm more receipts, or wait until the round under way is voted and carried out.");

    public static Refusal WageAccountsMissing(Money amount) =>
        No("O-5", $"待付人工费 {amount} 的合同都没有已复核的工资专户。请工程科登记并复核工资专户。",
            $"No contract of the {amount} in wages has a checked wage account. Ask the engineering office to register and check one.");

    public static Refusal WageRunWaits(string number) =>
        No("O-5", $"工资支付 {number} 已编制、待确认，范围重叠。请先确认或撤回。", $"Wage run {number} is prepared for the same contracts and waits. Confirm or withdraw it first.");

    public static Refusal WageRunNotPrepared() =>
        No("O-5", "这次工资支付已经确认或撤回。请刷新后查看。", "This wage run was confirmed or withdrawn already. Refresh to see it.");

    public static Refusal WagesChanged(string contract) =>
        No("O-5", $"合同 {contract} 的人工费在编制后有变化（已付、更正或工资专户变更）。请撤回后重新编制。",
            $"The wages of contract {contract} have changed since the run was prepared: paid, corrected, or another account. Withdraw it and prepare it again.");

    public static Refusal NothingToReport() =>
        No("O-5", "这次工资支付尚未执行，或已向会议报告。请刷新后查看。", "This wage run is not executed yet, or stood in a meeting's report already. Refresh to see it.");

    public static Refusal PaidAfterMeeting(DateOnly paid, DateOnly held) =>
        No("O-5", $"这次工资于 {paid:yyyy-MM-dd} 支付，会议日期是 {held:yyyy-MM-dd}。请向其后的会议报告。",
            $"These wages were paid on {paid:yyyy-MM-dd} and the meeting is of {held:yyyy-MM-dd}. Report them to a later one.");
}
