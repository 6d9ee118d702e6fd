using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>Every way in which the money rules of a round, its lines and its fund refuse.</summary>
public static class PaymentRefusals
{
    /// <summary>R-4: <c>ΣE × ratio ≤ Fund × 10⁶</c>.</summary>
    public static Refusal RatioDoesNotFit(Ratio named, Ratio largest) => Make("R-4",
        $"比例 {named} 超出可用资金，最高为 {largest}。请降低比例，或增加已确认的资金。",
        $"A ratio of {named} needs more than the fund holds; the largest that fits is {largest}. Name a lower one, or confirm more funds.");

    public static Refusal RatioOutOfRange(Ratio named) => Make("R-4, M-2",
        $"比例 {named} 不在 0 至 100 % 之间。请重新填写。",
        $"The ratio {named} is not between 0 and 100 %. Enter it again.");

    /// <summary>F-1: only confirmed receipts usable for every contract in scope.</summary>
    public static Refusal FundNotEnough(Money needed, Money available) => Make("F-1",
        $"本批次范围内可用资金为 {available}，不足 {needed}。请确认新的到账，或减少金额。",
        $"Funds usable for every contract in scope come to {available}, less than {needed}. Confirm more receipts, or take less.");

    /// <summary>R-7: between vote and export a line may only become smaller, by a set-aside that names its ground.</summary>
    public static Refusal VotedIsNotPaidPlusSetAside(Money voted, Money paid, Money setAside) => Make("R-7",
        $"表决金额 {voted} 与实付 {paid} 加留存 {setAside} 不符。请按表决清单执行；减少的部分须写明留存事由。",
        $"The voted {voted} is not the paid {paid} plus the set aside {setAside}. Pay the voted list; what is less needs a set-aside with its ground.");

    /// <summary>R-7: what is due no longer covers the voted pay.</summary>
    public static Refusal LessDueThanVoted(Money due, Money pay) => Make("R-7",
        $"现到期未付 {due}，少于应付 {pay}。请先对差额登记留存及其事由，再导出。",
        $"Only {due} is due now, less than the {pay} to be paid. Enter the set-aside of the difference with its ground first, then export.");

    /// <summary>O-2: only what the bank has not confirmed is in flight.</summary>
    public static Refusal NotInFlight(long instruction) => Make("O-2, R-8",
        $"支付指令 {instruction} 没有在途金额，可能已到账或已退回。请核对银行回单。",
        $"Instruction {instruction} has nothing in flight; it was settled or returned already. Check the bank's statement.");

    /// <summary>R-8: a line is paid again, or ended, only while it is returned.</summary>
    public static Refusal NotReturned(long instruction) => Make("R-8",
        $"支付指令 {instruction} 没有退回待付的金额。请核对该笔的状态。",
        $"Instruction {instruction} has no returned amount that waits. Check how the line stands.");

    /// <summary>R-8: a settled line can still be returned, once.</summary>
    public static Refusal NotSettled(long instruction) => Make("R-8",
        $"支付指令 {instruction} 尚未到账或已退回，不能登记到账后退回。请核对银行回单。",
        $"Instruction {instruction} is not settled, or came back already, so it cannot be returned after settlement. Check the bank's statement.");

    /// <summary>O-5: wages are paid whole, per certificate.</summary>
    public static Refusal NoWageUnpaid(long certificate) => Make("O-5",
        $"计量证书 {certificate} 没有待付人工费。请刷新后重新选择。",
        $"Certificate {certificate} has no unpaid wages. Refresh and choose again.");

    /// <summary>R-2: an order is paid exactly as served.</summary>
    public static Refusal OrderNotFrozen(long order, Money frozen, Money amount) => Make("R-2, O-8",
        $"文书 {order} 名下冻结 {frozen}，不足 {amount}。请先按文书登记冻结金额。",
        $"Under order {order} {frozen} is frozen, less than {amount}. Enter the frozen amount as served first.");

    private static Refusal Make(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("payments", member, rule, zh, en);
}
