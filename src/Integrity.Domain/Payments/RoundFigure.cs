using Integrity.Domain.Ledger;

namespace Integrity.Domain.Payments;

/// <summary>A figure of a round that can be asked for and explained.</summary>
public enum RoundFigure
{
    /// <summary>What the round may use, by receipt (F-1).</summary>
    Fund = 1,

    /// <summary>The first step (O-5).</summary>
    Wages = 2,

    /// <summary>The second step: what orders take from the fund beyond what earlier rounds reserved for them .</summary>
    Orders = 3,

    /// <summary>The base E of the ratio .</summary>
    Base = 4,
    Entitlement = 5,
    Pay = 6,
    SetAside = 7,

    /// <summary>What stays in the fund .</summary>
    Residual = 8,

    /// <summary>All that the execution put on its way, wages and orders included .</summary>
    Paid = 9,

    /// <summary>All that the execution reserved .</summary>
    Reserved = 10,

    /// <summary>Due and unencumbered at the cut-off .</summary>
    Free = 11,

    /// <summary>Held or frozen and due, less what earlier rounds reserved for it .</summary>
    SetAsideDue = 12,
    NotYetDue = 13,

    /// <summary>What the orders in force at the snapshot are paid, whole .</summary>
    Ordered = 14,

    /// <summary>Interest a day on what stays overdue .</summary>
    InterestPerDay = 15,

    /// <summary>Amounts whose last lawful day falls before the planned next cut-off .</summary>
    DueBeforeNext = 16,

    /// <summary>Contracts under the 80 % floor, this pay counted: what each lacks (R-6, O-9).</summary>
    BelowFloor = 17,

    /// <summary>What the fund lacks for the wages; a ratio step needs it to be nothing (R-6, O-5).</summary>
    WagesUncovered = 18,

    /// <summary>What the first step pays when the round is executed: the wages of the cut-off less what was paid elsewhere since (O-5).</summary>
    WagesPaid = 19,

    /// <summary>What the execution pays by the voted list, wages and orders aside .</summary>
    PaidAtRatio = 20,

    /// <summary>What the orders took from the fund when the round was executed .</summary>
    OrdersPaid = 21,
}

/// <summary>What one posting adds to a frozen figure of its contract: the figure is the sum over the postings that the snapshot has seen.</summary>
/// <remarks>Unit: fen. Rules. The same rule as <see cref="SnapshotFigures"/>, posting by posting.</remarks>
public static class RoundFigureRule
{
    /// <param name="figure">A figure of one contract's snapshot.</param>
    /// <param name="posting">Of that contract.</param>
    /// <param name="cutOff">The round's.</param>
    /// <param name="nextCutOff">The planned next one.</param>
    /// <param name="payable">The orders that demand payment, or null where there are none.</param>
    public static long Part(RoundFigure figure, in Posting posting, DateOnly cutOff, DateOnly nextCutOff, IReadOnlySet<long>? payable)
    {
        var isOrdered = payable?.Contains(posting.Subject) == true;
        if (posting.Account == Account.Reserve) return figure switch
        {
            RoundFigure.SetAsideDue when !isOrdered => -posting.Fen,
            RoundFigure.Orders when isOrdered => -posting.Fen,
            _ => 0,
        };
        if (posting.Account is not (Account.Payable or Account.Retention)) return 0;
        var due = posting.Due <= cutOff;
        if (posting.Account == Account.Retention && !due) return figure == RoundFigure.DueBeforeNext && IsBefore(posting, nextCutOff) ? -posting.Fen : 0;
        return posting.Standing switch
        {
            Standing.Wage => figure == RoundFigure.Wages && posting.Subject == 0,
            Standing.Disputed or Standing.Returned or Standing.InFlight => false,
            Standing.FrozenByAuthority when due && isOrdered => figure is RoundFigure.Ordered or RoundFigure.Orders,
            Standing.Held or Standing.FrozenByAuthority when due => figure == RoundFigure.SetAsideDue,
            _ when due => figure == RoundFigure.Free,
            _ => figure == RoundFigure.NotYetDue || (figure == RoundFigure.DueBeforeNext && IsBefore(posting, nextCutOff)),
        } ? -posting.Fen : 0;
    }

    private static bool IsBefore(in Posting posting, DateOnly nextCutOff) => posting.Standing is Standing.None or Standing.Open && posting.Due < nextCutOff;
}
