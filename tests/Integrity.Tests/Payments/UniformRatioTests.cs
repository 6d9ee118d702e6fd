using CsCheck;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>R-4: the largest ratio that fits, to the fen.</summary>
public sealed class UniformRatioTests
{
    [Fact]
    public void The_acceptance_example_gives_280920_ppm_to_teams_after_suppliers_at_20_percent()
    {
        // Lines: A, B (teams), C, D (suppliers); the fund is what wages left.
        RatioLine[] lines = [new(0, new(95_061_729)), new(0, new(67_493_828)), new(1, new(55_555_555)), new(1, new(7_777))];
        var table = UniformRatio.ForTypes(new Money(56_777_779), lines, [null, new Ratio(200_000)]);
        Assert.Equal(new TypeRatio(new(280_920), false, 2, new(162_555_557), new(45_665_106)), table.Types[0]);
        Assert.Equal(new TypeRatio(new(200_000), true, 2, new(55_563_332), new(11_112_666)), table.Types[1]);
        Assert.Equal(new Money(7), table.Residual);
    }

    [Fact]
    public void The_second_round_gives_121071_ppm_to_all()
    {
        Assert.Equal(new Ratio(121_071), UniformRatio.LargestThatFits(new(20_000_007), 165_191_117));
    }

    [Fact]
    public void Nobody_gets_more_than_he_is_owed()
    {
        Assert.Equal(Ratio.One, UniformRatio.LargestThatFits(new(1_000), 999));
        Assert.Equal(Ratio.One, UniformRatio.LargestThatFits(Money.Zero, 0));
        Assert.Equal(Ratio.Zero, UniformRatio.LargestThatFits(Money.Zero, 1));
    }

    [Fact]
    public void Named_ratios_that_need_more_than_the_fund_show_as_a_negative_residual()
    {
        var table = UniformRatio.ForTypes(new Money(10), [new(0, new(100)), new(1, new(50))], [new Ratio(200_000), null]);
        Assert.Equal(new Money(-10), table.Residual);
        Assert.Equal(Ratio.Zero, table.Types[1].Ratio);
    }

    /// <summary>R-4: it fits, one ppm more does not, and no sum exceeds the fund; compared with a search by halving in arbitrary precision.</summary>
    [Fact]
    public void The_ratio_is_the_largest_that_fits() =>
        Gen.Select(Gen.Long[0, 1_000_000_000_000_000_000], Gen.Long[0, 1_000_000_000_000_000].Array[1, 30]).Sample((fund, bases) =>
        {
            var sum = bases.Aggregate(System.Numerics.BigInteger.Zero, (total, one) => total + one);
            int low = 0, high = 1_000_000;
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (sum * middle <= (System.Numerics.BigInteger)fund * 1_000_000) low = middle; else high = middle - 1;
            }
            var table = UniformRatio.ForTypes(new Money(fund), bases.Select(one => new RatioLine(0, new(one))).ToArray(), [null]);
            Assert.Equal(low, table.Types[0].Ratio.Ppm);
            Assert.True(UniformRatio.Fits(table.Types[0].Ratio, new(fund), (Int128)sum));
            Assert.False(table.Residual!.Value.IsNegative);
        });
}
