using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>An order of a court or authority that is paid exactly as served .</summary>
/// <param name="Reserved">What earlier rounds already reserved for it; used up first.</param>
public readonly record struct OrderLine(long Order, long Contract, Money Amount, Money Reserved)
{
    public Money FromReserve => Money.Min(Amount, Reserved);

    public Money FromFund => Amount - FromReserve;
}

/// <summary>A snapshot line with the place of its payee type among the named ratios.</summary>
public readonly record struct TypedLine(int Type, SnapshotLine Line);

/// <summary>What a candidate is tried on.</summary>
/// <param name="Fund">Confirmed money usable for every contract in scope (F-1).</param>
/// <param name="Wages">Every unpaid wage line in scope.</param>
/// <param name="Orders">In the order in which they were served.</param>
/// <param name="Lines">The ratio step's lines, in any order.</param>
/// <param name="Named">One for each payee type: the ratio that is named for it, or null to share the largest that fits.</param>
public sealed record RoundQuestion(
    Money Fund, IReadOnlyList<WageLine> Wages, IReadOnlyList<OrderLine> Orders, IReadOnlyList<TypedLine> Lines, IReadOnlyList<Ratio?> Named);

/// <summary>One candidate of a round, computed to the fen: wages, then orders, then the ratio, and the rest stays in the fund .</summary>
/// <remarks>
/// Invariant: 2, fund = wages + orders + paid + set aside + residual, and no part is negative; 3, one ratio within a type; 4, R-3 on every line.
/// Rules: O-5, R-2, R-3, R-4.
/// </remarks>
/// <param name="Fund">What the candidate divides.</param>
/// <param name="Wages">The first step.</param>
/// <param name="Orders">The second step, each paid whole.</param>
/// <param name="OrdersUnpaid">From the first order that the money does not cover whole, or all while wages are unpaid.</param>
/// <param name="Ratios">The third step by type, or null while a wage or an order is unpaid.</param>
/// <param name="Lines">The third step by contract, in the order of the question; empty where the step is closed.</param>
public sealed record RoundTrial(
    Money Fund, WageAllocation Wages, IReadOnlyList<OrderLine> Orders, IReadOnlyList<OrderLine> OrdersUnpaid, RatioTable? Ratios, IReadOnlyList<RoundLine> Lines)
{
    public Money OrdersFromFund { get; } = Orders.Sum(order => order.FromFund);

    public Money Paid { get; } = Lines.Sum(line => line.Pay);

    public Money SetAside { get; } = Lines.Sum(line => line.SetAside);

    /// <summary>What wages and orders leave for the ratio.</summary>
    public Money LeftForRatio => Fund - Wages.PaidAmount - OrdersFromFund;

    /// <summary>What stays in the fund .</summary>
    public Money Residual => LeftForRatio - Paid - SetAside;

    /// <summary>All that leaves the fund's free money by this candidate.</summary>
    public Money Drawn => Fund - Residual;

    /// <remarks>Errors: refuses a named ratio that is no share or that does not fit what is left .</remarks>
    public static Outcome<RoundTrial> Try(RoundQuestion question)
    {
        var wages = WageAllocation.Of(question.Wages, question.Fund);
        var left = question.Fund - wages.PaidAmount;
        var paidOrders = 0;
        while (!wages.IsShort && paidOrders < question.Orders.Count && question.Orders[paidOrders].FromFund <= left)
            left -= question.Orders[paidOrders++].FromFund;
        var orders = question.Orders.Take(paidOrders).ToList();
        var unpaid = question.Orders.Skip(paidOrders).ToList();
        if (wages.IsShort || unpaid.Count > 0) return new RoundTrial(question.Fund, wages, orders, unpaid, null, []);

        foreach (var named in question.Named)
            if (named is { IsShare: false } wrong) return PaymentRefusals.RatioOutOfRange(wrong);
        var bases = question.Lines.Select(line => new RatioLine(line.Type, line.Line.E)).ToArray();
        var table = UniformRatio.ForTypes(left, bases, question.Named.ToArray());
        if (DoesNotFit(table, left) is { } refusal) return refusal;
        var lines = question.Lines.Select(line => RoundLine.Of(line.Line, table.Types[line.Type].Ratio)).ToList();
        return new RoundTrial(question.Fund, wages, orders, unpaid, table, lines);
    }

    /// <summary>A named ratio fits what wages, orders and the other named types leave, before any flooring .</summary>
    private static Refusal? DoesNotFit(RatioTable table, Money left)
    {
        var needed = table.Types.Where(type => type.IsNamed).Sum(type => type.Entitlement);
        // Where several do not fit together, the highest is the one to lower.
        foreach (var type in table.Types.Where(type => type.IsNamed).OrderByDescending(type => type.Ratio.Ppm))
        {
            var fund = Money.Max(Money.Zero, left - (needed - type.Entitlement));
            if (!UniformRatio.Fits(type.Ratio, fund, type.Base.Fen))
                return PaymentRefusals.RatioDoesNotFit(type.Ratio, UniformRatio.LargestThatFits(fund, type.Base.Fen));
        }
        return null;
    }
}
