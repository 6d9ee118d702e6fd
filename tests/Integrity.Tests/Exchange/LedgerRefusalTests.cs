using System.Text;
using Integrity.App.Exchange.LedgerImport;
using Integrity.App.Exchange.Tables;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Exchange;

/// <summary>C-9: every way in which a row or a whole ledger is refused.</summary>
public sealed class LedgerRefusalTests
{
    private static readonly string[] Titles = ["合同编号", "合同金额", "签订日期", "乙方名称", "信用代码", "乙方类型", "工程名称", "工程类别", "廉政合同编号", "廉政合同签订日期", "扣罚比例", "累计计量", "累计已付", "欠付"];
    private static readonly object?[] Good = ["HT-1", "100.00", "2023-4-16", "甲", "91329900MAJU5HND5H", "施工队", "甲线", "改建", "LZ-1", "2023-4-16", "1%-3%", "50", "20", "30"];

    /// <summary>The column changed, what stands there, and the expected refusal last.</summary>
    public static TheoryData<string, object?, string> Faults => new()
    {
        { "合同编号", null, "exchange.cell_missing" },
        { "合同金额", "约120元", "exchange.not_a_number" },
        { "合同金额", null, "exchange.cell_missing" },
        { "合同金额", "-100", "exchange.amount_negative" },
        { "合同金额", "100.005", "exchange.amount_too_fine" },
        { "合同金额", "99999999999999999999", "exchange.amount_too_large" },
        { "合同金额", "10000000000000.01", "acts.amount_too_large" },
        { "合同金额", TestBook.Number("10000000000000.01"), "exchange.amount_stored_as_number" },
        { "合同金额", "1,00.00", "exchange.not_a_number" },
        { "合同金额", TestBook.Formula(null), "exchange.cell_not_computed" },
        { "合同金额", TestBook.Error(), "exchange.cell_has_error" },
        { "合同金额", "49.99", "exchange.certified_above_contract" },
        { "签订日期", "去年", "exchange.date_unreadable" },
        { "签订日期", "2025年2月30日", "exchange.no_such_date" },
        { "签订日期", 12, "exchange.date_unreadable" },
        { "乙方名称", "　", "exchange.cell_missing" },
        { "信用代码", "91329900MAJU5HND5J", "values.credit_code_check_wrong" },
        { "信用代码", "9132990", "values.credit_code_malformed" },
        { "信用代码", "329900198504284570", "values.resident_id_check_wrong" },
        { "信用代码", TestBook.Number("3.2990019790517901E+17"), "exchange.code_stored_as_number" },
        { "乙方类型", "设计院", "exchange.kind_unknown" },
        { "工程名称", null, "exchange.cell_missing" },
        { "廉政合同编号", TestBook.Error(), "exchange.cell_has_error" },
        { "廉政合同签订日期", "不详", "exchange.date_unreadable" },
        { "扣罚比例", "3%-1%", "exchange.band_upside_down" },
        { "扣罚比例", "50%-101%", "exchange.band_outside" },
        { "扣罚比例", "9999999999999999999999%", "exchange.band_outside" },
        { "扣罚比例", "0.01-0.03", "exchange.band_unreadable" },
        { "扣罚比例", "酌情", "exchange.band_unreadable" },
        { "扣罚比例", TestBook.Formula(null), "exchange.cell_not_computed" },
        { "累计计量", "100.01", "exchange.certified_above_contract" },
        { "累计已付", "50.01", "exchange.paid_above_certified" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_faulty_cell_is_refused_with_its_row_column_and_value(string column, object? value, string code)
    {
        var row = (object?[])Good.Clone();
        row[Array.IndexOf(Titles, column)] = value;
        var reading = LedgerReader.Read(Book(row)).Value;
        Assert.Empty(reading.Accepted);
        var refused = Assert.Single(reading.Refused);
        Assert.Equal((3, code), (refused.Row, Provoked.Saw(refused.Why).Code));
        if (code is not "exchange.certified_above_contract") Assert.Equal(column, refused.Column);
        if (value is string { Length: > 1 } text && refused.Column == column) Assert.Equal(text, refused.Value);
    }

    [Theory]
    [InlineData("廉政合同编号", "无", "exchange.no_integrity_contract")]
    [InlineData("廉政合同编号", "——", "exchange.no_integrity_contract")]
    [InlineData("廉政合同签订日期", null, "exchange.integrity_day_missing")]
    [InlineData("扣罚比例", null, "exchange.band_missing")]
    [InlineData("工程类别", "航天", "exchange.project_kind_unknown")]
    [InlineData("欠付", "30.01", "exchange.owed_differs")]
    public void What_only_needs_a_look_is_accepted_with_a_warning(string column, string? value, string code)
    {
        var row = (object?[])Good.Clone();
        row[Array.IndexOf(Titles, column)] = value;
        var reading = LedgerReader.Read(Book(row)).Value;
        Assert.Empty(reading.Refused);
        Assert.Equal([code], reading.Accepted.Single().Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void Every_fault_of_a_row_is_reported_and_not_only_the_first()
    {
        var reading = LedgerReader.Read(Book(["HT-1", "x", "y", "甲", "z", "施工队", "甲线", "改建", "LZ-1", null, "9%-1%", "1", "2", null])).Value;
        Assert.Equal(["amount", "band", "code", "paid", "signed"], reading.Refused.Select(refused => refused.Field).Order());
    }

    /// <summary>A firm's code read as a person's would be refused, and the other way round: the birth date decides.</summary>
    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("91329900MA2N23X000", false)]
    [InlineData("９１３２９９００ ｍａ２ｎ２３ｘ０００", false)]
    public void A_code_is_a_persons_when_it_holds_a_birth_date(string code, bool isPerson) =>
        Assert.Equal(isPerson, PartyCodeText.Read(new(CellKind.Text, code)).Value.IsPerson);

    [Fact]
    public void A_number_that_occurs_twice_refuses_every_row_with_it_even_over_two_sheets()
    {
        object?[] second = ["ｈｔ—1", "100", "2023-4-16", "乙", "91329900MA7JQXFN28", "供货商", "甲线", "改建", "LZ-2", "2023-4-16", "1%-3%", "50", "20", null];
        var book = new TestBook().Sheet("上").Row("单位：元", "截至2026年9月30日").Row([.. Titles]).Row(Good).Sheet("下").Row("单位：元").Row([.. Titles]).Row(second);
        var reading = LedgerReader.Read(book.ToArray()).Value;
        Assert.Empty(reading.Accepted);
        Assert.Equal([("上", 3, "exchange.contract_twice"), ("下", 3, "exchange.contract_twice")], reading.Refused.Select(refused => (refused.Sheet, refused.Row, refused.Why.Code)));
        Assert.Contains("下!3", reading.Refused[0].Why.Zh, StringComparison.Ordinal);
        Assert.Single(LedgerReader.Read(book.ToArray(), sheet: "上").Value.Accepted);
    }

    [Fact]
    public void Sheets_of_different_days_are_not_one_ledger()
    {
        var book = new TestBook().Sheet("上").Row("截至2026年8月31日").Row([.. Titles]).Row(Good).Sheet("下").Row("截至2026年9月30日").Row([.. Titles]).Row(Good);
        Assert.Equal("exchange.sheets_of_different_days", Provoked.Saw(LedgerReader.Read(book.ToArray()).Refusal!).Code);
        Assert.Equal(new DateOnly(2026, 9, 30), LedgerReader.Read(book.ToArray(), sheet: "下").Value.AsOf);
        Assert.Equal("exchange.sheet_unknown", Provoked.Saw(LedgerReader.Read(book.ToArray(), sheet: "中").Refusal!).Code);
    }

    [Fact]
    public void A_table_without_a_needed_column_names_it()
    {
        var refusal = LedgerReader.Read(Encoding.UTF8.GetBytes("合同编号,合同金额,签订日期,乙方名称,信用代码,乙方类型,工程名称,累计计量\n")).Refusal!;
        Assert.Equal("exchange.columns_missing", Provoked.Saw(refusal).Code);
        Assert.Contains("累计已付", refusal.Zh, StringComparison.Ordinal);
        Assert.Equal("exchange.no_table_found", Provoked.Saw(LedgerReader.Read(Encoding.UTF8.GetBytes("你好\n世界\n")).Refusal!).Code);
    }

    [Fact]
    public void Two_columns_of_one_name_are_not_guessed_between() =>
        Assert.Equal("exchange.column_twice", Provoked.Saw(LedgerReader.Read(new TestBook().Sheet("一").Row([.. Titles, "累计已付"]).Row(Good).ToArray()).Refusal!).Code);

    private static byte[] Book(object?[] row) => new TestBook().Sheet("台账").Row("单位：元", "截至2026年9月30日").Row([.. Titles]).Row(row).ToArray();
}
