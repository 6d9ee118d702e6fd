namespace Integrity.Domain.Decisions;

/// <summary>What needs a collective decision: the closed list. The sanctions of one case may be combined in one decision (P-1), nothing else.</summary>
/// <remarks>Rules: D-1; Advance C-6, Interest O-7, Hold P-5, Period P-10, SetOff P-4, Warning P-1, Dismissal and Review P-6.</remarks>
[Flags]
public enum ItemKinds
{
    None = 0,
    Round = 1 << 0,
    Deduction = 1 << 1,
    Exclusion = 1 << 2,
    Recommendation = 1 << 3,
    Referral = 1 << 4,
    Reversal = 1 << 5,
    Reopening = 1 << 6,
    PayeeTypeChange = 1 << 7,
    PenaltyScheduleChange = 1 << 8,
    Novation = 1 << 9,
    Advance = 1 << 10,
    Hold = 1 << 11,
    SetOff = 1 << 12,
    Warning = 1 << 13,
    Dismissal = 1 << 14,
    Review = 1 << 15,
    Period = 1 << 16,
    Interest = 1 << 17,
}

public static class ItemKindWords
{
    private const ItemKinds Sanctions =
        ItemKinds.Warning | ItemKinds.Deduction | ItemKinds.Exclusion | ItemKinds.Recommendation | ItemKinds.Referral;

    private static readonly (ItemKinds Kind, string Zh, string En)[] Words =
    [
        (ItemKinds.Round, "兑付批次", "Payment round"),
        (ItemKinds.Advance, "预付款", "Advance"),
        (ItemKinds.Interest, "逾期利息", "Overdue interest"),
        (ItemKinds.Warning, "警示", "Warning"),
        (ItemKinds.Deduction, "扣罚", "Deduction"),
        (ItemKinds.Exclusion, "取缔市场", "Market exclusion"),
        (ItemKinds.Recommendation, "建议取缔", "Exclusion recommendation"),
        (ItemKinds.Referral, "移送司法机关", "Judicial referral"),
        (ItemKinds.Hold, "延长暂缓支付", "Extension of a hold"),
        (ItemKinds.Period, "延长办案期限", "Extension of a time limit"),
        (ItemKinds.SetOff, "抵销", "Set-off"),
        (ItemKinds.Dismissal, "不予处理", "Dismissal"),
        (ItemKinds.Review, "复核", "Review"),
        (ItemKinds.Reversal, "撤销原决定", "Reversal"),
        (ItemKinds.Reopening, "重新立案", "Reopening"),
        (ItemKinds.PayeeTypeChange, "调整同样类型", "Change of payee type"),
        (ItemKinds.PenaltyScheduleChange, "调整违约处理标准", "Change of a penalty schedule"),
        (ItemKinds.Novation, "合同主体变更", "Novation"),
    ];

    /// <summary>One kind of the list, or several sanctions of one case.</summary>
    public static bool IsLawful(this ItemKinds kinds) =>
        kinds != ItemKinds.None && ((kinds & ~Sanctions) == 0 || Words.Any(one => one.Kind == kinds));

    /// <summary>In a round a recusal is per line (D-4).</summary>
    public static bool IsRound(this ItemKinds kinds) => (kinds & ItemKinds.Round) != 0;

    /// <summary>Another party, payee type or penalty schedule of a contract (C-2, C-4, C-8).</summary>
    public static bool IsOfContract(this ItemKinds kinds) => (kinds & (ItemKinds.PayeeTypeChange | ItemKinds.Novation | ItemKinds.PenaltyScheduleChange)) != 0;

    /// <summary>Voted lists of money: the decision lapses when its execution has not begun .</summary>
    public static bool IsMoney(this ItemKinds kinds) => (kinds & (ItemKinds.Round | ItemKinds.Advance | ItemKinds.Interest)) != 0;

    public static string Zh(this ItemKinds kinds) => string.Join('、', Words.Where(one => kinds.HasFlag(one.Kind)).Select(one => one.Zh));

    public static string En(this ItemKinds kinds) => string.Join(", ", Words.Where(one => kinds.HasFlag(one.Kind)).Select(one => one.En));
}
