using System.Text;
using Integrity.App.Exchange.LedgerImport;
using Integrity.App.Exchange.Tables;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Exchange;

/// <summary>C-9: the ledger in other layouts; each holds the same contracts, and each gives the same rows.</summary>
public sealed class LedgerLayoutTests
{
    private const string Firm = "91329900MAJU5HND5H";
    private const string Other = "91329900MA7JQXFN28";
    private const string Person = "329900197905179230";

    [Fact]
    public void One_row_of_titles_in_yuan_with_the_columns_in_another_order()
    {
        var book = new TestBook().Sheet("合同台账")
            .Row("截止日期", TestBook.Date(46295))
            .Row("已付金额（元）", "合同价款（元）", "合同号", "承包单位", "证件号码", "单位类型", "项目名称", "计量金额（元）", "签约日期", "廉政合同号", "廉政合同签订时间", "扣罚幅度", "项目类别")
            .Row("1,640,064.52", "¥2,679,844.00", "HT-1", "甲路桥有限公司", Firm, "施工单位", "甲线", "2277867.40", "2023.4.16", "LZ-1", "2023-04-16", "1-3%", "大修")
            .Row(0, TestBook.Number("2.4961640000000001E6"), "HT-2", "乙石料厂", Other, "供应商", "乙线", TestBook.Number("2046854.48"), TestBook.Date(45076), "LZ-2", 20230530, "3%——10%", "改建");
        Expect(Read(book));
    }

    [Fact]
    public void Three_title_lines_two_rows_of_titles_and_merged_groups_in_wan_yuan()
    {
        var book = new TestBook().Sheet("封面").Row("某市公路局").Sheet("台账")
            .Row("工程合同台账").Row("（金额单位：万元）").Row("数据截至 2026/9/30")
            .Row("合同", null, null, "承包人", null, null, "项目", null, "廉政合同", null, null, "计量支付", null, "备注")
            .Row("编号", "金额", "签订日期", "名称", "代码", "类型", "名称", "类别", "编号", "签订日期", "扣罚比例(%)", "计量", "支付", null)
            .Merge("A4:C4", "D4:F4", "G4:H4", "I4:K4", "L4:M4", "N4:N5")
            .Row("HT-1", "267.9844", "20230416", "甲路桥有限公司", Firm, "施工队", "甲线", "大修养护", "LZ-1", "2023年4月16日", "1~3", "227.78674", "164.006452")
            .Row("HT-2", "249.6164", "2023/5/30", "乙石料厂", Other, "材料商", "乙线", "改建", "LZ-2", "2023年5月30日", "3～10", "204.685448", "0");
        Expect(Read(book));
    }

    [Fact]
    public void Groups_that_are_not_merged_at_all_are_understood_the_same()
    {
        var book = new TestBook().Sheet("Sheet1")
            .Row("单位：万元", null, null, "截至2026年9月30日")
            .Row("合同编号", "合同金额", "签订日期", "乙方", null, null, "工程名称", "工程类别", "廉政合同", null, null, "累计计量", "累计已付")
            .Row(null, null, null, "名称", "统一社会信用代码（身份证号）", "类别", null, null, "编号", "签订日期", "扣罚比例", null, null)
            .Row("HT-1", "267.9844", "2023-4-16", "甲路桥有限公司", Firm, "施工队", "甲线", "大修养护", "LZ-1", "2023-4-16", "1%至3%", "227.78674", "164.006452")
            .Row("HT-2", "249.6164", "2023-5-30", "乙石料厂", Other, "供货商", "乙线", "改建", "LZ-2", "2023-5-30", "3%—10%", "204.685448", "0");
        Expect(Read(book));
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("gb18030", false)]
    [InlineData("utf-16", true)]
    public void A_text_table_in_any_known_encoding(string name, bool hasMark)
    {
        const string text = "工程合同台账,,,,,,,,,,,,\r\n单位：元,,,截至2026年9月30日,,,,,,,,,\r\n"
            + "合同编号,合同金额,签订日期,乙方名称,信用代码/身份证号,乙方类型,工程名称,工程类别,廉政合同编号,廉政合同签订日期,扣罚比例,累计计量,累计已付\r\n"
            + "HT-1,\"2,679,844.00\",2023-04-16,甲路桥有限公司," + Firm + ",施工队,甲线,大修养护,LZ-1,2023-04-16,1%-3%,2277867.4,1640064.52\r\n"
            + "小计,2679844,,,,,,,,,,,\r\n\r\n"
            + "HT-2,2496164,2023-05-30,乙石料厂," + Other + ",供货商,乙线,改建,LZ-2,2023-05-30,3%-10%,2046854.48,0\r\n合计,,,,,,,,,,,,\r\n制表人：,,,,,,,,,,,,\r\n";
        var encoding = name == "gb18030" ? CodePagesEncodingProvider.Instance.GetEncoding(name)! : Encoding.GetEncoding(name);
        byte[] file = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
        Expect(LedgerReader.Read(file).Value);
    }

    [Fact]
    public void Two_sheets_of_one_day_are_one_ledger()
    {
        string[] titles = ["合同编号", "合同金额(万元)", "签订日期", "乙方名称", "统一社会信用代码", "乙方类型", "工程名称", "工程类别", "廉政合同编号", "廉政合同签订日期", "扣罚比例", "累计计量（万元）", "累计已付（万元）"];
        var book = new TestBook()
            .Sheet("2023").Row("截至2026年9月30日").Row([.. titles]).Row("HT-1", "267.9844", "2023-4-16", "甲路桥有限公司", Firm, "施工队", "甲线", "大修养护", "LZ-1", "2023-4-16", "1%～3%", "227.78674", "164.006452")
            .Sheet("说明").Row("更新日期：2026-11-01")
            .Sheet("旧", "hidden").Row([.. titles]).Row("HT-1", "1", "2023-4-16", "甲路桥有限公司", Firm, "施工队", "甲线", "大修养护", "LZ-1", "2023-4-16", "1%～3%", "1", "1")
            .Sheet("2024").Row("截至2026年9月30日").Row([.. titles]).Row("HT-2", "249.6164", "2023-5-30", "乙石料厂", Other, "供货商", "乙线", "改建", "LZ-2", "2023-5-30", "3%～10%", "204.685448", "0");
        Expect(Read(book));
    }

    [Fact]
    public void Blank_projects_share_the_one_above_within_a_block_with_a_warning()
    {
        var reading = Read(Small().Row("HT-1", "10", "2023-4-16", "甲", Firm, "施工队", "甲线", "LZ-1", "1%-3%", "5", "5")
            .Row("HT-2", "10", "2023-4-16", "乙", Person, "机械业主", null, "LZ-2", "1%-3%", "5", "5")
            .Row("小计", "20")
            .Row("HT-3", "10", "2023-4-16", "乙", Person, "机械业主", null, "LZ-3", "1%-3%", "5", "5"));
        Assert.Equal([("HT-1", "甲线"), ("HT-2", "甲线")], reading.Accepted.Select(row => (row.Number, row.Project)));
        Assert.Contains(reading.Accepted[1].Warnings, warning => warning.Code == "exchange.project_from_above");
        Assert.Equal([(6, "project", "exchange.cell_missing")], reading.Refused.Select(refused => (refused.Row, refused.Field, refused.Why.Code)));
        Assert.True(reading.Accepted[1].IsPerson);
    }

    /// <summary>What stands under the integrity contract belongs to it, and is never the works contract's own column.</summary>
    [Fact]
    public void A_group_keeps_its_columns_to_itself()
    {
        var book = new TestBook().Sheet("一").Row("合同编号", "收款人", "廉政合同", null, null).Row(null, null, "编号", "签约单位", "签订日期").Merge("C1:E1");
        var header = TableHeader.Find(TableFile.Read(book.ToArray(), TableLimits.Ledger).Value.Sheets[0], KnownColumns.Default.Ledger)!;
        Assert.Equal([("integrity", 2), ("integritySigned", 4), ("number", 0), ("party", 1)], header.Columns.Select(pair => (pair.Key, pair.Value.Column)).Order());
    }

    [Fact]
    public void A_merged_amount_is_never_counted_for_every_row()
    {
        var reading = Read(Small().Row("HT-1", "10", "2023-4-16", "甲", Firm, "施工队", "甲线", "LZ-1", "1%-3%", "5", "5").Row("HT-2", null, "2023-4-16", null, null, null, null, null, null, "5", "5")
            .Merge("B3:B4", "D3:D4", "E3:E4", "F3:F4", "G3:G4", "H3:H4", "I3:I4"));
        Assert.Equal("HT-1", Assert.Single(reading.Accepted).Number);
        Assert.Equal([(4, "amount", "exchange.cell_missing")], reading.Refused.Select(refused => (refused.Row, refused.Field, refused.Why.Code)));
    }

    [Fact]
    public void Titles_printed_again_and_notes_are_no_contracts()
    {
        var reading = Read(Small().Row("HT-1", "10", "2023-4-16", "甲", Firm, "施工队", "甲线", "LZ-1", "1%-3%", "5", "5")
            .Row("合同编号", "合同金额", "签订日期", "乙方名称", "信用代码", "乙方类型", "工程名称", "廉政合同编号", "扣罚比例", "累计计量", "累计已付")
            .Row("注：2026年9月起由工程科更新。").Row("本页小计", "10").Row(null, "10"));
        Assert.Single(reading.Accepted);
        Assert.Empty(reading.Refused);
        Assert.Equal(["exchange.row_skipped"], reading.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void Without_a_unit_amounts_are_yuan_and_without_a_day_there_is_none_and_both_are_said()
    {
        var titles = new object[] { "合同编号", "合同金额", "签订日期", "乙方名称", "信用代码", "乙方类型", "工程名称", "累计计量", "累计已付" };
        var book = new TestBook().Sheet("台账").Row(titles).Row("HT-1", "10", "2023-4-16", "甲", Firm, "施工队", "甲线", "5", "5万");
        var reading = Read(book);
        Assert.Null(reading.AsOf);
        Assert.Equal("exchange.as_of_missing", Provoked.Saw(reading.OpeningDay.Refusal!).Code);
        Assert.Equal(["exchange.as_of_missing", "exchange.unit_assumed"], reading.Warnings.Select(warning => warning.Code));
        Assert.Equal([("paid", "exchange.paid_above_certified")], reading.Refused.Select(refused => (refused.Field, refused.Why.Code)));
        Assert.Equal(new DateOnly(2026, 1, 2), LedgerReader.Read(book.ToArray(), asOf: new(2026, 1, 2)).Value.AsOf);
    }

    [Fact]
    public void A_month_stands_for_its_last_day_with_a_warning()
    {
        var reading = Read(new TestBook().Sheet("台账").Row("江州市公路局2026年9月工程合同台账（单位：元）")
            .Row("合同编号", "合同金额", "签订日期", "乙方名称", "信用代码", "乙方类型", "工程名称", "累计计量", "累计已付"));
        Assert.Equal(new DateOnly(2026, 9, 30), reading.AsOf);
        Assert.Equal(["exchange.as_of_month_end"], reading.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void One_code_with_two_names_and_one_integrity_contract_of_two_parties_are_pointed_out()
    {
        var reading = Read(Small().Row("HT-1", "10", "2023-4-16", "甲", Firm, "施工队", "甲线", "LZ-1", "1%-3%", "5", "5")
            .Row("HT-2", "10", "2023-4-16", "甲甲", Firm, "施工队", "甲线", "LZ-2", "1%-3%", "5", "5")
            .Row("HT-3", "10", "2026-10-16", "乙", Other, "供货商", "甲线", "LZ-1", "1%-3%", "5", "5"));
        Assert.Contains(reading.Accepted[1].Warnings, warning => warning.Code == "exchange.party_differs");
        Assert.Contains(reading.Accepted[2].Warnings, warning => warning.Code == "exchange.integrity_of_another");
        Assert.Contains(reading.Accepted[2].Warnings, warning => warning.Code == "exchange.signed_after_sheet");
    }

    private static TestBook Small() => new TestBook().Sheet("台账").Row("单位：万元", "截至2026年9月30日")
        .Row("合同编号", "合同金额", "签订日期", "乙方名称", "信用代码", "乙方类型", "工程名称", "廉政合同编号", "扣罚比例", "累计计量", "累计已付");

    private static LedgerReading Read(TestBook book) => LedgerReader.Read(book.ToArray()).Value;

    private static void Expect(LedgerReading reading)
    {
        Assert.Empty(reading.Refused.Select(refused => $"{refused.Row} {refused.Column} {refused.Why.Code}"));
        Assert.Empty(reading.Warnings);
        Assert.Equal(new DateOnly(2026, 9, 30), reading.AsOf);
        Assert.All(reading.Accepted, row => Assert.Empty(row.Warnings));
        Assert.Equal(
            [
                new("", 0, "HT-1", "甲路桥有限公司", Firm, false, CounterpartyKind.ConstructionTeam, "甲线", "大修养护", new(267_984_400), new(2023, 4, 16), "LZ-1", new(2023, 4, 16),
                    new(new(10_000), new(30_000)), new(227_786_740), new(164_006_452), []),
                new("", 0, "HT-2", "乙石料厂", Other, false, CounterpartyKind.Supplier, "乙线", "改建", new(249_616_400), new(2023, 5, 30), "LZ-2", new(2023, 5, 30),
                    new(new(30_000), new(100_000)), new(204_685_448), Money.Zero, []),
            ],
            reading.Accepted.Select(row => row with { Sheet = "", Row = 0, Warnings = [] }));
    }
}
