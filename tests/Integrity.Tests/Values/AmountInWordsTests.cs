using CsCheck;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Values;

/// <summary>M-1: amounts in words as the PBoC regulation writes them.</summary>
public sealed class AmountInWordsTests
{
    [Theory]
    [InlineData(1_234_56, "壹仟贰佰叁拾肆元伍角陆分")]
    [InlineData(0, "零元整")]
    [InlineData(1, "壹分")]
    [InlineData(10, "壹角整")]
    [InlineData(53, "伍角叁分")]
    [InlineData(1_00, "壹元整")]
    [InlineData(1_05, "壹元零伍分")]
    [InlineData(10_00, "壹拾元整")]
    [InlineData(15_50, "壹拾伍元伍角整")]
    [InlineData(1_409_50, "壹仟肆佰零玖元伍角整")]
    [InlineData(6_007_14, "陆仟零柒元壹角肆分")]
    [InlineData(1_680_32, "壹仟陆佰捌拾元叁角贰分")]
    [InlineData(107_000_53, "壹拾万柒仟元伍角叁分")]
    [InlineData(16_409_02, "壹万陆仟肆佰零玖元零贰分")]
    [InlineData(325_04, "叁佰贰拾伍元零肆分")]
    [InlineData(100_000_03, "壹拾万元零叁分")]
    [InlineData(10_005_00, "壹万零伍元整")]
    [InlineData(100_005_000_00, "壹亿零伍仟元整")]
    [InlineData(100_000_001_00, "壹亿零壹元整")]
    [InlineData(101_234_567_00, "壹亿零壹佰贰拾叁万肆仟伍佰陆拾柒元整")]
    [InlineData(1_000_000_000_000_00, "壹兆元整")]
    [InlineData(1_000_000_010_000_00, "壹兆零壹万元整")]
    [InlineData(-2_030_40, "负贰仟零叁拾元肆角整")]
    [InlineData(long.MaxValue, "玖万贰仟贰佰叁拾叁兆柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分")]
    [InlineData(long.MinValue, "负玖万贰仟贰佰叁拾叁兆柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分")]
    public void An_amount_is_written_as_the_regulation_says(long fen, string words) =>
        Assert.Equal(words, AmountInWords.Of(new(fen)));

    /// <summary>A reader of capital numerals that knows nothing of how they were written gets the same fen.</summary>
    [Fact]
    public void What_is_written_reads_back_to_the_fen() =>
        Gen.OneOf(Gen.Long[-1_000_000_00, 1_000_000_00], Gen.Long[0, long.MaxValue], Gen.Int[0, 18].SelectMany(power => Gen.Long[0, 99].Select(few => (long)Math.Pow(10, power) / 100 * 100 + few)))
            .Sample(fen => Assert.Equal(fen, Read(AmountInWords.Of(new(fen)))));

    [Fact]
    public void Zeros_never_stand_twice_and_never_at_the_end() =>
        Gen.Long[1, long.MaxValue].Sample(fen =>
        {
            var words = AmountInWords.Of(new(fen));
            Assert.DoesNotContain("零零", words, StringComparison.Ordinal);
            Assert.DoesNotContain("零元", words, StringComparison.Ordinal);
            Assert.Equal(fen % 10 == 0, words.EndsWith('整'));
        });

    private static long Read(string words)
    {
        Int128 group = 0, digit = 0, fen = 0, wan = 0, total = 0;
        foreach (var one in words)
        {
            var value = "零壹贰叁肆伍陆柒捌玖".IndexOf(one, StringComparison.Ordinal);
            if (value >= 0) digit = value;
            else if (one is '拾' or '佰' or '仟') (group, digit) = (group + digit * (one switch { '拾' => 10, '佰' => 100, _ => 1000 }), 0);
            else if (one == '万') (wan, group, digit) = ((group + digit) * 10_000, 0, 0);
            else if (one == '亿') (total, wan, group, digit) = (total + (wan + group + digit) * 100_000_000, 0, 0, 0);
            else if (one == '兆') (total, wan, group, digit) = (total + (wan + group + digit) * 1_000_000_000_000, 0, 0, 0);
            else if (one == '元') (total, wan, group, digit) = (total + wan + group + digit, 0, 0, 0);
            else if (one == '角') (fen, digit) = (fen + digit * 10, 0);
            else if (one == '分') (fen, digit) = (fen + digit, 0);
        }
        var all = total * 100 + fen;
        return (long)(words.StartsWith('负') ? -all : all);
    }
}
