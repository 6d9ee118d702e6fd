using System.Numerics;
using CsCheck;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Values;

/// <summary>M-1, M-2: a share of money, in whole fen.</summary>
public sealed class MoneyTests
{
    [Fact]
    public void A_share_is_the_floor_of_the_exact_product() =>
        Gen.Select(Gen.OneOf(Gen.Long[0, long.MaxValue], Gen.Long[0, 10_000_000]), Gen.OneOf(Gen.Int[0, 1_000_000], Gen.Const(1_000_000), Gen.Const(999_999), Gen.Const(1)))
            .Sample((fen, ppm) => Assert.Equal((long)((BigInteger)fen * ppm / 1_000_000), new Money(fen).Times(new Ratio(ppm)).Fen));

    [Fact]
    public void All_of_the_largest_amount_is_itself() => Assert.Equal(new Money(long.MaxValue), new Money(long.MaxValue).Times(Ratio.One));

    [Fact]
    public void A_share_of_a_negative_amount_is_a_fault() => Assert.Throws<ArgumentOutOfRangeException>(() => new Money(-1).Times(Ratio.One));

    [Fact]
    public void A_result_beyond_64_bits_is_a_fault_and_never_wraps() => Assert.Throws<OverflowException>(() => new Money(long.MaxValue).Times(new Ratio(1_000_001)));

    [Theory]
    [InlineData(123_456, "¥1,234.56", "1234.56")]
    [InlineData(-5, "-¥0.05", "-0.05")]
    [InlineData(long.MinValue, "-¥92,233,720,368,547,758.08", "-92233720368547758.08")]
    public void It_is_shown_with_two_decimals(long fen, string shown, string plain) => Assert.Equal((shown, plain), (new Money(fen).ToString(), new Money(fen).ToPlainYuan()));
}
