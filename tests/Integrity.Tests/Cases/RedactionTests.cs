using Integrity.App.Cases;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>V-1: what is published names no person, however his name or number is written; what is no person's may stand in it.</summary>
public sealed class RedactionTests
{
    [Theory]
    [InlineData("身份证号110101199003077715")]
    [InlineData("身份证 320102 19900307 7757")]
    [InlineData("110 101 1990 01 01 1234")]
    [InlineData("1101 0119 9001 0112 34")]
    [InlineData("身份证320102900307775")]
    [InlineData("11010119900307771X")]
    [InlineData("账号6222021001116245702")]
    [InlineData("卡号622202 0200001234567")]
    [InlineData("卡号9558801234567890123")]
    [InlineData("电话13800138000")]
    [InlineData("电话+8613800138000")]
    [InlineData("电话138.0013.8000")]
    [InlineData("电话１３８ 0013 8000")]
    [InlineData("电话138​0013​8000")]
    [InlineData("固定电话0512-65123456")]
    [InlineData("（0711）3388123")]
    [InlineData("0711—3388123")]
    [InlineData("法定代表人杜建华")]
    [InlineData("杜 建华")]
    [InlineData("杜-建华")]
    [InlineData("杜​建华")]
    public void A_person_is_not_named(string text) => Assert.False(Redaction.IsDone("对某施工队扣罚，" + text + "。", ["杜建华"]));

    [Theory]
    [InlineData("2026-11-30 至 2027-01-08")]
    [InlineData("扣款 1,380,013,800.00 元，比例 15.0000 %")]
    [InlineData("合同 HT202611011203001")]
    [InlineData("计量证书 JL-040-20260915")]
    [InlineData("文件第0711-2026001号")]
    [InlineData("统一社会信用代码 91310120201203456X")]
    [InlineData("案号 AJ2026-0009，廉决〔2026〕6-2号")]
    public void What_is_no_persons_may_stand(string text) => Assert.True(Redaction.IsDone("对某施工队扣罚，" + text + "。", ["杜建华"]));

    [Theory]
    [InlineData("负责人杜 建华已被告知", "杜××")]
    [InlineData("电话 138-0013-8000", "138…")]
    [InlineData("对某施工队扣罚", null)]
    public void What_still_stands_is_told_without_repeating_it(string text, string? told) => Assert.Equal(told, Redaction.Left(text, ["杜建华"]));
}
