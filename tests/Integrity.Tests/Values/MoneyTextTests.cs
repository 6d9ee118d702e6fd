using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Values;

/// <summary>M-1: an amount is typed in yuan with at most two decimals, and read to the fen.</summary>
public sealed class MoneyTextTests
{
    [Theory]
    [InlineData("1234.56", 123456)]
    [InlineData(" ¥1,234.5 ", 123450)]
    [InlineData("１２３４．５６元", 123456)]
    [InlineData("-0.05", -5)]
    [InlineData("0", 0)]
    [InlineData("92233720368547758.07", long.MaxValue)]
    public void Yuan_are_read_to_the_fen(string text, long fen) => Assert.Equal(fen, MoneyText.Read(text).Value.Fen);

    [Theory]
    [InlineData("")]
    [InlineData("1.234")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e3")]
    [InlineData("--1")]
    [InlineData("一百")]
    [InlineData("92233720368547758.08")]
    [InlineData("100000000000000000")]
    public void Anything_else_is_refused(string text) => Assert.Equal("values.money_malformed", Provoked.Saw(MoneyText.Read(text).Refusal!).Code);
}
