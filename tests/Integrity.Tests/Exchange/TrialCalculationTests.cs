using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Integrity.App.Exchange;
using Integrity.App.Exchange.Tables;
using Integrity.App.Exchange.Trial;
using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Exchange;

/// <summary>R-4 on a table from outside: the trial calculation.</summary>
public sealed class TrialCalculationTests
{
    private const string Acceptance = "合同编号,类型,应付基数\nA,施工队,950617.29\nB,施工队,674938.28\nC,供货商,555555.55\nD,供货商,77.77\n";

    [Fact]
    public void The_acceptance_example_comes_out_to_the_fen()
    {
        var result = Run(Acceptance, "567777.79", "供货商=20");
        Assert.Equal("contract,type,base,ratio,pay\nA,施工队,950617.29,28.0920,267047.40\nB,施工队,674938.28,28.0920,189603.66\nC,供货商,555555.55,20.0000,111111.11\nD,供货商,77.77,20.0000,15.55\n", Csv(result.Value!));
        Assert.Equal(
            """{"fund":56777779,"pay":56777772,"residual":7,"types":[{"type":"施工队","contracts":2,"base":162555557,"ratioPpm":280920,"pay":45665106},{"type":"供货商","contracts":2,"base":55563332,"ratioPpm":200000,"pay":11112666}]}""",
            Json(result.Value!));
    }

    [Fact]
    public void Without_a_fund_every_type_is_named_and_fund_and_residual_are_null() =>
        Assert.StartsWith("""{"fund":null,"pay":64""", Json(Run("contract,type,base\nA,x,6.40\n", null, "x=100").Value!), StringComparison.Ordinal);

    [Fact]
    public void A_workbook_gives_the_same_as_text()
    {
        var book = new TestBook().Sheet("表").Row("兑付测算").Row("类型", "应付基数（元）", "合同编号").Row("施工队", TestBook.Number("950617.29000000004"), "A").Blank().Row("施工队", "674,938.28", "B").Row("供货商", "￥555555.55", "C").Row("供货商", "７７．７７", "D");
        var terms = TrialTerms.Read("567777.79", ["供货商=20%"]).Value;
        Assert.Equal(Csv(Run(Acceptance, "567777.79", "供货商=20").Value!), Csv(TrialCalculation.Run(TableFile.Read(book.ToArray(), TableLimits.Trial).Value, terms).Value!));
    }

    /// <summary>M-1: the noise behind fifteen digits is left out; a fen that stands there is not.</summary>
    [Theory]
    [InlineData("应付基数", "0.30000000000000004", 30L)]
    [InlineData("应付基数", "9999999999999.99", 999_999_999_999_999L)]
    [InlineData("应付基数", "1E+13", 1_000_000_000_000_000L)]
    [InlineData("应付基数", "1234567890123.4600", 123_456_789_012_346L)]
    [InlineData("应付基数", "12345678901234.56", null)]
    [InlineData("应付基数", "9999999999999.995", null)]
    [InlineData("应付基数（万元）", "123456789.12345601", 123_456_789_123_456L)]
    [InlineData("应付基数（万元）", "1234567890.123456", null)]
    public void A_stored_number_is_counted_to_the_fen_or_refused_and_never_rounded(string title, string stored, long? fen)
    {
        var book = new TestBook().Sheet("表").Row("合同编号", "类型", title).Row("A", "施工队", TestBook.Number(stored));
        var outcome = TrialCalculation.Run(TableFile.Read(book.ToArray(), TableLimits.Trial).Value, TrialTerms.Read("1", []).Value);
        if (fen is not null) Assert.Equal(new Money(fen.Value), outcome.Value!.Lines.Single().Base);
        else Assert.Equal("exchange.amount_stored_as_number", Provoked.Saw(Assert.Single(outcome.Rows).Why).Code);
    }

    /// <summary>M-1: a unit that stands above the table counts, unless the column names its own.</summary>
    [Theory]
    [InlineData("单位：万元", "应付基数", 1_230_000L)]
    [InlineData("单位：万元", "应付基数（元）", 123L)]
    [InlineData("兑付测算", "应付基数", 123L)]
    public void A_unit_above_the_table_counts(string above, string title, long fen)
    {
        var book = new TestBook().Sheet("表").Row(above).Row("合同编号", "类型", title).Row("A", "施工队", "1.23");
        Assert.Equal(new Money(fen), TrialCalculation.Run(TableFile.Read(book.ToArray(), TableLimits.Trial).Value, TrialTerms.Read("1", []).Value).Value!.Lines.Single().Base);
    }

    [Fact]
    public void An_amount_beyond_fifteen_digits_is_exact_as_text()
    {
        var book = new TestBook().Sheet("表").Row("合同编号", "类型", "应付基数").Row("A", "施工队", "12345678901234.56");
        Assert.Equal(new Money(1_234_567_890_123_456), TrialCalculation.Run(TableFile.Read(book.ToArray(), TableLimits.Trial).Value, TrialTerms.Read("1", []).Value).Value!.Lines.Single().Base);
    }

    [Fact]
    public void Bases_of_ten_trillion_yuan_and_sums_of_a_thousand_times_that_are_exact()
    {
        var text = "contract,type,base\n" + string.Concat(Enumerable.Range(0, 1000).Select(index => $"C{index},x,{(index == 0 ? "9999999999999.99" : "10000000000000.00")}\n"));
        var result = Run(text, "5000000000000000.00").Value!;
        Assert.Equal(new Ratio(500_000), result.Ratios.Types[0].Ratio);
        Assert.Equal(new Money(999_999_999_999_999_999), result.Ratios.Types[0].Base);
        Assert.Equal(new Money(1), result.Ratios.Residual);
    }

    [Theory]
    [InlineData("contract,type,base\nA,x,1\nA,x,2\n", 3, "contract", "exchange.trial_contract_twice")]
    [InlineData("contract,type,base\nA,x,1\nＡ ,x,2\n", 3, "contract", "exchange.trial_contract_twice")]
    [InlineData("contract,type,base\nA,x,-1\n", 2, "base", "exchange.amount_negative")]
    [InlineData("contract,type,base\nA,x,many\n", 2, "base", "exchange.not_a_number")]
    [InlineData("contract,type,base\nA,x,1.005\n", 2, "base", "exchange.amount_too_fine")]
    [InlineData("contract,type,base\nA,x,1.000\n", 2, "base", "exchange.amount_too_fine")]
    [InlineData("contract,type,base\nA,x,\n", 2, "base", "exchange.cell_missing")]
    [InlineData("contract,type,base\n,x,1\n", 2, "contract", "exchange.cell_missing")]
    [InlineData("contract,type,base\nA,,1\n", 2, "type", "exchange.cell_missing")]
    [InlineData("contract,type,base\nA,x,1,234.56\n", 2, "base", "exchange.row_too_wide")]
    [InlineData("contract,type,base,,\nA,x,1,234,567.56\n", 2, "base", "exchange.row_too_wide")]
    [InlineData("合同编号,类型,应付基数\n\nA,x,1e5\n", 3, "应付基数", "exchange.not_a_number")]
    [InlineData("合同编号,类型,应付基数\nA,x,99999999999999999999\n", 2, "应付基数", "exchange.amount_too_large")]
    public void A_faulty_row_is_refused_by_row_and_column(string text, int row, string column, string code)
    {
        var refused = Assert.Single(Run(text, "1").Rows);
        Assert.Equal((row, column, code), (refused.Row, refused.Column, Provoked.Saw(refused.Why).Code));
    }

    [Theory]
    [InlineData("100", "y=10", "exchange.type_unknown")]
    [InlineData("1.99", "x=20", "exchange.fund_too_small")]
    [InlineData(null, null, "exchange.fund_missing")]
    public void Terms_that_do_not_fit_the_table_are_refused(string? fund, string? ratio, string code) =>
        Assert.Equal(code, Provoked.Saw(Run("contract,type,base\nA,x,10\n", fund, ratio is null ? [] : [ratio]).Whole!).Code);

    [Theory]
    [InlineData("many", null, "exchange.fund_unreadable")]
    [InlineData("-1", null, "exchange.amount_negative")]
    [InlineData("1.001", null, "exchange.amount_too_fine")]
    [InlineData(null, "x", "exchange.ratio_unreadable")]
    [InlineData(null, "x=", "exchange.ratio_unreadable")]
    [InlineData(null, "x=half", "exchange.ratio_unreadable")]
    [InlineData(null, "x=100.0001", "exchange.ratio_outside")]
    [InlineData(null, "x=-1", "exchange.ratio_outside")]
    [InlineData(null, "x=99999999999999999999999", "exchange.ratio_outside")]
    [InlineData(null, "x=37.52001", "exchange.ratio_too_fine")]
    public void Terms_that_cannot_be_read_are_refused(string? fund, string? ratio, string code) =>
        Assert.Equal(code, Provoked.Saw(TrialTerms.Read(fund, ratio is null ? [] : [ratio]).Refusal!).Code);

    [Fact]
    public void A_type_is_named_once() => Assert.Equal("exchange.ratio_twice", Provoked.Saw(TrialTerms.Read(null, ["x=1", "ｘ=2"]).Refusal!).Code);

    [Fact]
    public void Sums_beyond_64_bits_and_several_tables_are_refused()
    {
        Assert.Equal("exchange.no_rows", Provoked.Saw(Run("contract,type,base\n", "1").Whole!).Code);
        Assert.Equal("exchange.sum_too_large", Provoked.Saw(Run("contract,type,base\nA,x,90000000000000000\nB,x,90000000000000000\n", "1").Whole!).Code);
        var book = new TestBook().Sheet("一").Row("contract", "type", "base").Sheet("二").Row("contract", "type", "base");
        Assert.Equal("exchange.several_tables_found", Provoked.Saw(TrialCalculation.Run(TableFile.Read(book.ToArray(), TableLimits.Trial).Value, TrialTerms.Read("1", []).Value).Whole!).Code);
    }

    [Fact]
    public void Output_that_a_spreadsheet_would_take_for_a_formula_is_neutral_and_quoted()
    {
        var result = Run("contract,type,base\n\"=HYPERLINK(\"\"http://x\"\",\"\"a\"\")\",@x,1\n", "1").Value!;
        Assert.Equal("contract,type,base,ratio,pay\n\"'=HYPERLINK(\"\"http://x\"\",\"\"a\"\")\",'@x,1.00,100.0000,1.00\n", Csv(result));
    }

    [Fact]
    public void The_result_as_a_workbook_reads_back_as_it_was()
    {
        using var kept = new MemoryStream();
        TrialOutput.WriteXlsx(Run(Acceptance, "567777.79", "供货商=20").Value!, kept);
        var rows = TableFile.Read(kept.ToArray(), TableLimits.Trial).Value.Sheets[0].Rows;
        Assert.Equal(["contract", "type", "base", "ratio", "pay"], rows[0].Cells.Select(cell => cell.Text));
        Assert.Equal(["B", "施工队", "674938.28", "28.0920", "189603.66"], rows[2].Cells.Select(cell => cell.Text));
        Assert.All(rows[2].Cells, cell => Assert.Equal(CellKind.Text, cell.Kind));
    }

    /// <summary>R-4: compared line by line with a second way of counting, in numbers of any size.</summary>
    [Fact]
    public void Every_trial_agrees_with_a_naive_one() =>
        Gen.Select(Gen.Select(Gen.Int[0, 3], Gen.Long[0, 1_000_000_000_000_000]).Array[1, 12], Gen.Long[0, 1_000_000_000_000_000_000], Gen.Int[0, 1_000_000]).Sample((lines, fund, ppm) =>
        {
            var text = "contract,type,base\n" + string.Concat(lines.Select((line, index) => $"C{index},T{line.Item1},{new Money(line.Item2).ToPlainYuan()}\n"));
            System.Numerics.BigInteger named = 0, rest = 0, million = 1_000_000;
            foreach (var (type, money) in lines)
                if (type == 0) named += money * (System.Numerics.BigInteger)ppm / million; else rest += money;
            var outcome = lines.Any(line => line.Item1 == 0)
                ? Run(text, new Money(fund).ToPlainYuan(), "T0=" + new Ratio(ppm).ToPercent())
                : Run(text, new Money(fund).ToPlainYuan());
            if (named > fund)
            {
                Assert.Equal("exchange.fund_too_small", outcome.Whole!.Code);
                return;
            }
            var ratio = rest == 0 ? million : System.Numerics.BigInteger.Min(million, (fund - named) * million / rest);
            Assert.Equal(lines.Select(line => (long)(line.Item2 * (line.Item1 == 0 ? ppm : ratio) / million)), outcome.Value!.Lines.Select(line => line.Pay.Fen));
        });

    private static FileOutcome<TrialResult> Run(string text, string? fund, params string[] ratios) =>
        TrialCalculation.Run(TableFile.Read(Encoding.UTF8.GetBytes(text), TableLimits.Trial).Value, TrialTerms.Read(fund, ratios).Value);

    private static string Csv(TrialResult result)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        TrialOutput.WriteCsv(result, writer);
        return writer.ToString();
    }

    private static string Json(TrialResult result)
    {
        using var kept = new MemoryStream();
        using (var json = new Utf8JsonWriter(kept, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) TrialOutput.WriteJson(result, json);
        return Encoding.UTF8.GetString(kept.ToArray());
    }
}
