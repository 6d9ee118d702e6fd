using System.Numerics;
using CsCheck;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>R-3, invariant 4: Entitlement, Pay and SetAside of a line, alone and in columns.</summary>
public sealed class RoundArithmeticTests
{
    private static readonly RoundLine B1 = new(Contract: 2, Free: new(64_063_199), SetAsideDue: new(3_430_629), new(280_920));

    [Fact]
    public void B_in_round_1_gets_its_entitlement_as_pay_and_set_aside() =>
        Assert.Equal((new Money(18_960_366), new Money(17_996_633), new Money(963_733)), (B1.Entitlement, B1.Pay, B1.SetAside));

    /// <summary>A wrong reading that must stay apart: the fen would be missing when the case is dismissed.</summary>
    [Fact]
    public void Set_aside_is_not_the_floored_share_of_what_is_held() => Assert.Equal(new Money(963_732), B1.SetAsideDue.Times(B1.Ratio));

    [Fact]
    public void Several_holds_share_set_aside_to_the_fen() =>
        Gen.Select(Gen.Long[0, 1_000_000], Gen.Long[0, 1_000].Array[0, 6], Gen.Int[0, 1_000_000]).Sample((free, held, ppm) =>
        {
            var dues = held.Select((fen, i) => new SetAsideDue(i + 1, new(fen))).ToList();
            var line = new RoundLine(1, new(free), dues.Sum(d => d.Amount), new(ppm));
            var parts = line.SetAsideParts(dues);
            return parts.Sum(p => p.Amount) == line.SetAside
                && parts.Zip(dues).All(p => !p.First.Amount.IsNegative && p.First.Amount <= p.Second.Amount);
        });

    [Fact]
    public void An_assignee_gets_the_floored_share_of_his_part_and_the_contractor_the_rest()
    {
        var line = new RoundLine(1, new(1_000_001), Money.Zero, new(333_333));
        var assignee = line.AssigneesPay([new(7, new(500_000))]).Single();
        Assert.Equal((new Money(166_666), new Money(333_333)), (assignee.Amount, line.Pay));
        Assert.Equal(new Money(166_667), line.Pay - assignee.Amount);
    }

    /// <summary>The columns against arbitrary precision, with amounts on both sides of 64-bit products.</summary>
    [Fact]
    public void Columns_give_what_every_line_gives_alone() =>
        Gen.Select(Gen.Long[0, 30_000_000_000_000], Gen.Long[0, 1_000_000_000], Gen.Int[0, 2]).Array[0, 40].Select(Gen.Int[0, 1_000_000].Array[3]).Sample((rows, ppm) =>
        {
            var free = rows.Select(r => r.Item1).ToArray();
            var e = rows.Select(r => r.Item1 + r.Item2).ToArray();
            var type = rows.Select(r => r.Item3).ToArray();
            var ratios = ppm.Select(p => new Ratio(p)).ToArray();
            long[] pay = new long[e.Length], aside = new long[e.Length];
            var totals = RoundArithmetic.Entitlements(e, free, type, ratios, pay, aside);
            for (var i = 0; i < e.Length; i++)
            {
                var entitlement = (long)((BigInteger)e[i] * ppm[type[i]] / 1_000_000);
                Assert.Equal((long)((BigInteger)free[i] * ppm[type[i]] / 1_000_000), pay[i]);
                Assert.Equal(entitlement, pay[i] + aside[i]);
            }
            Assert.Equal(new RoundTotals(new(pay.Sum()), new(aside.Sum())), totals);
            Assert.Equal(totals, RoundArithmetic.Totals(e, free, type, ratios));
            Assert.Equal(RoundArithmetic.Totals(e, free, new int[e.Length], ratios), RoundArithmetic.Entitlements(e, free, ratios[0], pay, aside));
            var sums = new Int128[3];
            RoundArithmetic.BaseSums(e, type, sums);
            for (var t = 0; t < 3; t++) Assert.Equal(rows.Where(r => r.Item3 == t).Sum(r => r.Item1 + r.Item2), (long)sums[t]);
        }, iter: 1_000);

    [Fact]
    public void The_largest_amount_is_multiplied_without_overflow() => Assert.Equal(long.MaxValue, RoundArithmetic.Share(long.MaxValue, 1_000_000));

    [Fact]
    public void Columns_that_are_not_lines_are_faults()
    {
        var out1 = new long[1];
        Assert.Throws<ArgumentOutOfRangeException>(() => RoundArithmetic.Entitlements([1], [2], new Ratio(1), out1, out1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RoundArithmetic.Entitlements([1], [-1], new Ratio(1), out1, out1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RoundArithmetic.Entitlements([1], [1], new Ratio(1_000_001), out1, out1));
        Assert.Throws<ArgumentException>(() => RoundArithmetic.Entitlements([1], [1, 2], new Ratio(1), out1, out1));
    }

    /// <summary>How long a million lines take is the benchmarks' matter; that nothing is allocated is shown here.</summary>
    [Fact]
    public void Columns_allocate_nothing()
    {
        long[] e = new long[10_000], pay = new long[10_000], aside = new long[10_000];
        var type = new int[10_000];
        Ratio[] ratios = [new(280_920)];
        RoundArithmetic.Entitlements(e, e, type, ratios, pay, aside);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) RoundArithmetic.Entitlements(e, e, type, ratios, pay, aside);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }
}
