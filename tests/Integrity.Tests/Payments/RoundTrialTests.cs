using System.Numerics;
using CsCheck;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Ledger;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>R-2, R-4, R-6, O-5, invariants 2, 3 and 4.</summary>
[Trait("Database", "none")]
public sealed class RoundTrialTests
{
    [Fact]
    public void Wages_come_first_then_orders_then_the_ratio_and_the_rest_stays()
    {
        var trial = Try(1_000, wages: [300], orders: [200], lines: [(0, 1_000, 0), (0, 999, 1)], named: [null]);
        Assert.Equal((new Money(300), new Money(200), new Money(500)), (trial.Wages.PaidAmount, trial.OrdersFromFund, trial.LeftForRatio));
        Assert.Equal(new Ratio(250_000), trial.Ratios!.Types[0].Ratio);
        Assert.Equal((new Money(499), new Money(1), Money.Zero), (trial.Paid, trial.SetAside, trial.Residual));
    }

    [Fact]
    public void While_wages_are_unpaid_there_is_neither_an_order_nor_a_ratio()
    {
        var trial = Try(500, wages: [300, 201, 1], orders: [10], lines: [(0, 1_000, 0)], named: [null]);
        Assert.Equal((new Money(300), new Money(202)), (trial.Wages.PaidAmount, trial.Wages.Uncovered));
        Assert.Null(trial.Ratios);
        Assert.Empty(trial.Lines);
        Assert.Empty(trial.Orders);
        Assert.Equal(new Money(200), trial.Residual);
    }

    [Fact]
    public void An_order_is_paid_exactly_as_served_or_not_at_all_and_uses_its_reserve_first()
    {
        var trial = Try(100, wages: [], orders: [60, 60], lines: [(0, 1_000, 0)], named: [null]);
        Assert.Equal((1, 1, new Money(40)), (trial.Orders.Count, trial.OrdersUnpaid.Count, trial.Residual));
        Assert.Null(trial.Ratios);
        var order = new OrderLine(1, 1, new(60), Reserved: new(25));
        Assert.Equal((new Money(25), new Money(35)), (order.FromReserve, order.FromFund));
    }

    [Theory]
    [InlineData(500_000, null)]
    [InlineData(500_001, "payments.ratio_does_not_fit")]
    [InlineData(1_000_001, "payments.ratio_out_of_range")]
    public void A_named_ratio_must_fit_before_any_flooring(int ppm, string? code) =>
        Assert.Equal(code, RoundTrial.Try(Question(500, [], [], [(0, 1_000, 0)], [new Ratio(ppm)])).Refusal?.Code);

    /// <summary>R-4: of two named ratios that do not fit together the higher one is named, with what would fit beside the other.</summary>
    [Fact]
    public void Of_several_that_do_not_fit_the_highest_is_the_one_to_lower()
    {
        var refusal = RoundTrial.Try(Question(500, [], [], [(0, 1_000, 0), (1, 1_000, 0)], [new Ratio(200_000), new Ratio(990_000)])).Refusal!;
        Assert.Contains("比例 99.0000 % 超出可用资金，最高为 30.0000 %", refusal.Zh, StringComparison.Ordinal);
    }

    /// <summary>Before flooring: three lines of 1 fen at 33.3333 % would be paid nothing, and still need 1 fen.</summary>
    [Fact]
    public void Flooring_makes_no_room_for_a_higher_ratio()
    {
        (int, long, long)[] lines = [(0, 1, 0), (0, 1, 0), (0, 1, 0)];
        Assert.Equal("payments.ratio_does_not_fit", RoundTrial.Try(Question(0, [], [], lines, [new Ratio(333_333)])).Refusal?.Code);
        Assert.Equal(new Money(1), Try(1, [], [], lines, [new Ratio(333_333)]).Residual);
    }

    /// <summary>A second, naive implementation in arbitrary precision: search the ratio by trying, sum line by line.</summary>
    [Fact]
    public void A_trial_agrees_with_a_naive_one_and_never_exceeds_its_fund() =>
        Gen.Select(Gen.Long[0, 5_000], Gen.Long[0, 500].Array[0, 3], Gen.Long[0, 200].Array[0, 2],
            Gen.Select(Gen.Int[0, 2], Gen.Long[0, 900], Gen.Long[0, 200]).Array[0, 8], Gen.Int[-150_000, 300_000].Array[3]).Sample((fund, wages, orders, lines, drawn) =>
        {
            // A negative draw stands for a type whose ratio is not named.
            var ppm = drawn.Select(p => p < 0 ? (int?)null : p).ToArray();
            var named = ppm.Select(p => p is { } value ? new Ratio(value) : (Ratio?)null).ToArray();
            var outcome = RoundTrial.Try(Question(fund, wages, orders, lines, named));
            var naive = Naive(fund, wages, orders, lines, ppm);
            if (naive is not { } expected)
            {
                Assert.Equal("payments.ratio_does_not_fit", outcome.Refusal?.Code);
                return;
            }
            var trial = outcome.Value;
            Assert.Equal(expected.Residual, trial.Residual.Fen);
            Assert.Equal(expected.Pay, trial.Lines.Select(l => (l.Pay.Fen, l.SetAside.Fen)));
            Assert.Equal(trial.Fund, trial.Wages.PaidAmount + trial.OrdersFromFund + trial.Paid + trial.SetAside + trial.Residual);
            Assert.False(trial.Residual.IsNegative);
            for (var i = 0; i < trial.Lines.Count; i++)
                Assert.Equal(trial.Ratios!.Types[lines[i].Item1].Ratio, trial.Lines[i].Ratio);
        }, iter: 1_000);

    [Fact]
    public void The_price_shows_interest_due_amounts_the_floor_wages_and_the_residual()
    {
        var balance = new Book();
        balance.Post(LedgerEntry.On(Book.Day(9, 1)).Debit(1, Account.WorkCertified, new(10_000_000))
            .Credit(1, Account.Payable, new(6_000_000), Standing.Open, 1, Book.Day(9, 1))
            .Credit(1, Account.Payable, new(1_000_000), Standing.Open, 2, Book.Day(10, 30))
            .Credit(1, Account.Payable, new(3_000_000), Standing.Open, 3, Book.Day(10, 31)).Close());
        var line = SnapshotLine.At(balance.Balance(1, Book.Day(9, 30)), nextCutoff: Book.Day(10, 31));
        var question = new RoundQuestion(new(1_000_001), [], [], [new(0, line)], [null]);
        var trial = RoundTrial.Try(question).Value;
        var price = RoundPrice.Of(question, trial);
        // 16.6666 % of 6 000 000 is paid; 5 000 004 stay overdue.
        Assert.Equal(new RoundPrice(new(2_500), 1, new(1_000_000), 1, Money.Zero, new(5)), price);
        Assert.Equal(new Money(2_500), RoundPrice.InterestADay(line, trial.Lines[0].Pay));

        var leftOut = line with { LeftOut = LeftOutGround.NoLiveIntegrityContract };
        Assert.Equal(Money.Zero, leftOut.E);
        Assert.Equal(new Money(3_000), RoundPrice.InterestADay(leftOut, Money.Zero));
    }

    private static RoundTrial Try(long fund, long[] wages, long[] orders, (int, long, long)[] lines, Ratio?[] named) =>
        RoundTrial.Try(Question(fund, wages, orders, lines, named)).Value;

    private static RoundQuestion Question(long fund, long[] wages, long[] orders, (int Type, long Free, long Aside)[] lines, Ratio?[] named) => new(
        new(fund),
        wages.Select((fen, i) => new WageLine(1, Certificate: i, Book.Day(9, 1), new(fen))).ToList(),
        orders.Select((fen, i) => new OrderLine(i, 1, new(fen), Money.Zero)).ToList(),
        lines.Select((l, i) => new TypedLine(l.Type, new SnapshotLine(i, new(l.Free), [], [new(9, new(l.Aside))], default, default, null) { Price = default })).ToList(),
        named);

    private static (List<(long, long)> Pay, long Residual)? Naive(long fund, long[] wages, long[] orders, (int Type, long Free, long Aside)[] lines, int?[] ppm)
    {
        foreach (var wage in wages)
            if (wage > fund) return ([], fund); else fund -= wage;
        foreach (var order in orders)
            if (order > fund) return ([], fund); else fund -= order;
        var need = new BigInteger[ppm.Length];
        foreach (var line in lines)
            if (ppm[line.Type] is { } named) need[line.Type] += (line.Free + line.Aside) * named / 1_000_000;
        for (var type = 0; type < ppm.Length; type++)
        {
            if (ppm[type] is not { } named) continue;
            var others = need.Where((_, t) => t != type).Aggregate(BigInteger.Zero, (a, b) => a + b);
            var sum = lines.Where(l => l.Type == type).Sum(l => l.Free + l.Aside);
            if ((BigInteger)sum * named > BigInteger.Max(0, fund - others) * 1_000_000) return null;
        }
        var left = (long)(fund - need.Aggregate(BigInteger.Zero, (a, b) => a + b));
        var rest = lines.Where(l => ppm[l.Type] is null).Sum(l => l.Free + l.Aside);
        var largest = 1_000_000;
        while (rest * largest > left * 1_000_000) largest--;
        var pay = lines.Select(l => (l.Free * (ppm[l.Type] ?? largest) / 1_000_000, (l.Free + l.Aside) * (ppm[l.Type] ?? largest) / 1_000_000 - l.Free * (ppm[l.Type] ?? largest) / 1_000_000)).ToList();
        return (pay, fund - pay.Sum(p => p.Item1 + p.Item2));
    }
}
