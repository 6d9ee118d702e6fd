using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Values;

/// <summary>M-2: a ratio is typed as a percentage with at most four decimals, and read to the ppm.</summary>
public sealed class RatioTextTests
{
    [Theory]
    [InlineData("37.52", 375_200)]
    [InlineData(" 37.5200 % ", 375_200)]
    [InlineData("0", 0)]
    [InlineData("0.0001％", 1)]
    [InlineData("100", 1_000_000)]
    public void A_percentage_is_read_to_the_ppm(string text, int ppm) => Assert.Equal(ppm, RatioText.Read(text).Value.Ppm);

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("-1")]
    [InlineData("100.0001")]
    [InlineData("33.33333")]
    [InlineData("1e1")]
    [InlineData(".5")]
    [InlineData("1000")]
    [InlineData("三成")]
    public void Anything_else_is_refused(string text) => Assert.Equal("values.ratio_malformed", Provoked.Saw(RatioText.Read(text).Refusal!).Code);
}
