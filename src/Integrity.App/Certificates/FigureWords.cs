using Integrity.Domain.Certificates;

namespace Integrity.App.Certificates;

/// <summary>What each figure means, in words, with its rule.</summary>
public static class FigureWords
{
    public static (string Rule, string Zh, string En) Of(Figure figure) => figure switch
    {
        Figure.Outstanding => ("O-1, O-3", "未付 = 九个分项之和；未到期的质量保证金不在内", "Outstanding = the sum of the nine buckets; retention before its due day is not in it"),
        Figure.InFlight => ("O-2, O-3", "已下达支付指令、银行尚未确认的款项", "Instructed and not yet confirmed by the bank"),
        Figure.Wage => ("O-5", "应付人工费，最先足额支付", "Wages, paid first and in full"),
        Figure.FrozenByAuthority => ("O-8 (2)", "法院或有权机关文书冻结的款项", "Frozen by the order of a court or authority"),
        Figure.Assigned => ("R-3, C-7", "已转让给受让人的款项", "Assigned to another"),
        Figure.Disputed => ("O-8 (3)", "有书面依据的质量或数量争议款项", "In a documented dispute over defects or quantities"),
        Figure.Held => ("P-5", "廉政案件中暂缓支付的款项", "Held in an integrity case"),
        Figure.Returned => ("R-8", "银行退回、或未获其他成员通过（D-4），资金仍为其留存的款项", "Returned by the bank, or not passed by the other members (D-4), its cash still reserved"),
        Figure.Due => ("O-3, O-7", "截至所选日期已到期、可以支付的款项，含已到期的质量保证金", "Fallen due by the day and free to be paid, retention that has fallen due included"),
        Figure.NotYetDue => ("O-3, O-7", "截至所选日期尚未到期的款项", "Not yet fallen due by the day"),
        Figure.RetentionNotDue => ("O-4", "尚未到期的质量保证金，不计入未付", "Retention before its due day, not part of what is owed"),
        Figure.Certified => ("C-6", "经两人确认的累计计量，含更正", "Work certified by two people, corrections included"),
        Figure.Settled => ("O-2", "银行已确认的付款和系统启用前的付款，不含预付款和利息", "Confirmed by the bank or paid before the system began, without advances and interest"),
        Figure.AdvanceLeft => ("C-6", "尚未扣回的预付款", "Advance not yet recovered"),
        Figure.Deducted => ("P-4, P-7", "已扣罚的款项，减去已撤销的部分", "Deducted, less what was given back"),
        Figure.SetOff => ("P-5", "与已认定损失抵销的款项", "Set off against an established loss"),
        Figure.ThirdPartyPaid => ("O-1", "第三方代付的款项", "Paid by third parties"),
        Figure.Overpaid => ("O-1", "多付、待以后计量扣回的款项", "Paid too much, recovered from later certificates"),
        Figure.InterestOwed => ("O-7", "已登记、尚未支付的逾期利息，单独列示", "Overdue interest recorded and not yet paid, apart from all else"),
        Figure.InterestAccrued => ("O-7", "逾期金额 × 天数 × 日利率，按时间先后累计，每份合同只舍一次尾", "Overdue amount × days × daily rate, summed up in the order of time and floored once per contract"),
        Figure.InterestPerDay => ("O-7", "再过一日累计逾期利息的增加额", "What one more day adds to the accrued interest"),
        Figure.ContractAmount => ("C-3, C-6", "签订金额 + 已批准的变更", "Amount as signed + approved variations"),
        _ => ("R-3", "历次兑付为该合同预留的资金", "Cash that rounds reserved for the contract"),
    };
}
