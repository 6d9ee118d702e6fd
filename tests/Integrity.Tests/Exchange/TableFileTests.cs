using System.IO.Compression;
using System.Text;
using Integrity.App.Exchange;
using Integrity.App.Exchange.Tables;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Exchange;

/// <summary>Files from outside: whatever is in them, the answer is a table or a clear refusal.</summary>
public sealed class TableFileTests
{
    private static readonly TableLimits Small = new(Megabytes: 1, InflatedMegabytes: 1, Rows: 100, Columns: 20);

    public static TheoryData<string, byte[], string> BadFiles => new()
    {
        { "nothing", [], "exchange.file_empty" },
        { "larger than the limit", new byte[1024 * 1024 + 1], "exchange.file_too_large" },
        { "old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "exchange.file_of_old_kind" },
        { "picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "exchange.file_kind_unknown" },
        { "only the start of a zip", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "exchange.file_torn" },
        { "zip that is no workbook", Zip(("hello.txt", "hello")), "exchange.file_kind_unknown" },
        { "text document", Zip(("_rels/.rels", Rels("word/document.xml")), ("word/document.xml", "<document/>")), "exchange.file_kind_unknown" },
        { "workbook without sheets", Zip(("_rels/.rels", Rels("xl/workbook.xml")), ("xl/workbook.xml", "<workbook><sheets/></workbook>")), "exchange.file_torn" },
        { "no XML inside", Zip(("_rels/.rels", "not xml")), "exchange.file_torn" },
        { "entity in the XML", Zip(("_rels/.rels", "<!DOCTYPE r [<!ENTITY a \"aaaa\">]><Relationships>&a;</Relationships>")), "exchange.file_torn" },
        { "truncated workbook", [.. Book().ToArray().Take(Book().ToArray().Length / 2)], "exchange.file_torn" },
        { "bytes of no encoding", [0x61, 0xFF, 0xFF, 0x62, 0x0A], "exchange.file_encoding_unknown" },
        { "bytes of a program", [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x01, 0x00, 0x00], "exchange.file_encoding_unknown" },
        { "UTF-16 without its mark", Encoding.Unicode.GetBytes("contract,type,base\n"), "exchange.file_encoding_unknown" },
        { "half a character behind the mark of UTF-8", [0xEF, 0xBB, 0xBF, 0x61, 0xE5, 0x90], "exchange.file_encoding_unknown" },
        { "open quotation mark", Encoding.UTF8.GetBytes("a,b\n1,\"2\n3,4\n"), "exchange.file_quote_open" },
        { "too many rows of text", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1,2\n", 101))), "exchange.file_has_too_many_rows" },
        { "too many columns of text", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1,", 25)) + "1\n"), "exchange.file_has_too_many_columns" },
        { "too many rows", Rows(101).ToArray(), "exchange.file_has_too_many_rows" },
        { "too many columns", Zip(Sheet("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>")), "exchange.file_has_too_many_columns" },
        { "rows out of order", Zip(Sheet("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"/>")), "exchange.file_torn" },
        { "row beyond all numbers", Zip(Sheet("<row r=\"99999999999\"/>")), "exchange.file_torn" },
        { "cell without a place", Zip(Sheet("<row r=\"1\"><c r=\"??\"><v>1</v></c></row>")), "exchange.file_torn" },
        { "text that is nowhere", Zip(Sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>")), "exchange.file_torn" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_file_that_cannot_be_read_is_refused_with_its_reason(string what, byte[] file, string code)
    {
        var refusal = TableFile.Read(file, Small).Refusal;
        Assert.True(code == refusal?.Code, $"{what}: {refusal?.Code ?? "read"}");
        Provoked.Saw(refusal!);
    }

    /// <summary>An attacker's kilobyte that unpacks to megabytes is refused by what it declares, even in a part that nobody would read.</summary>
    [Fact]
    public void A_zip_that_declares_too_much_is_refused_unread()
    {
        var sheet = Sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
        Assert.True(TableFile.Read(Zip(sheet), Small).IsDone);
        Assert.Equal("exchange.file_inflates_too_far", Provoked.Saw(TableFile.Read(Zip([.. sheet, ("xl/media/image1.png", new string(' ', 2 * 1024 * 1024))]), Small).Refusal!).Code);
    }

    /// <summary>And by what really comes out, when it lies.</summary>
    [Fact]
    public void A_zip_that_declares_little_and_gives_much_is_stopped()
    {
        var file = Zip(("_rels/.rels", "<Relationships>" + new string(' ', 2 * 1024 * 1024) + "</Relationships>"));
        var honest = BitConverter.GetBytes(2 * 1024 * 1024 + "<Relationships></Relationships>".Length);
        var changed = 0;
        for (var place = 0; place + 4 <= file.Length; place++)
            if (file.AsSpan(place, 4).SequenceEqual(honest))
            {
                BitConverter.GetBytes(100).CopyTo(file, place);
                changed++;
            }
        Assert.True(changed >= 1);
        Assert.Contains(TableFile.Read(file, Small).Refusal!.Code, new[] { "exchange.file_inflates_too_far", "exchange.file_torn" });
    }

    /// <summary>A stream is cut off at the limit, however much would follow.</summary>
    [Fact]
    public void An_upload_is_read_no_further_than_the_limit()
    {
        using var stream = new MemoryStream(new byte[3 * 1024 * 1024]);
        Assert.Equal("exchange.file_too_large", TableFile.Read(stream, Small).Refusal!.Code);
        Assert.True(stream.Position <= 1024 * 1024 + 81_920);
    }

    [Fact]
    public void A_changed_byte_inside_a_part_is_noticed_by_its_checksum()
    {
        using var kept = new MemoryStream();
        using (var zip = new ZipArchive(kept, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, xml) in new[] { ("_rels/.rels", Rels("xl/workbook.xml")) }.Concat(Sheet("<row r=\"1\"><c r=\"A1\"><v>12345</v></c></row>").Skip(1)))
            {
                using var part = zip.CreateEntry(path, CompressionLevel.NoCompression).Open();
                part.Write(Encoding.UTF8.GetBytes(xml));
            }
        var file = kept.ToArray();
        Assert.True(TableFile.Read(file, Small).IsDone);
        file[file.AsSpan().IndexOf("12345"u8)] = (byte)'9';
        Assert.Equal("exchange.file_torn", TableFile.Read(file, Small).Refusal!.Code);
    }

    /// <summary>Every shorter beginning of a good workbook, and single damaged bytes, end in a table or a refusal, never in a fault.</summary>
    [Fact]
    public void Torn_and_damaged_workbooks_never_end_in_a_fault()
    {
        var file = Book().ToArray();
        for (var length = 4; length < file.Length; length += 31) Assert.NotNull(TableFile.Read(file[..length], Small).Refusal);
        var chance = new Random(20260930);
        for (var time = 0; time < 200; time++)
        {
            var damaged = (byte[])file.Clone();
            damaged[chance.Next(damaged.Length)] ^= (byte)(1 << chance.Next(8));
            TableFile.Read(damaged, Small);
        }
    }

    [Fact]
    public void Numbers_dates_and_texts_are_read_as_stored()
    {
        var sheet = TableFile.Read(Book().ToArray(), Small).Value.Sheets[0];
        Assert.Equal(
            [
                new(CellKind.Text, "甲"), new(CellKind.Number, "8.678444000000001"), new(CellKind.Date, "2023-05-30"), new(CellKind.Percent, "0.05"), Cell.Blank,
                new(CellKind.Number, "7"), new(CellKind.Uncomputed, ""), new(CellKind.Error, "#DIV/0!"), new(CellKind.Boolean, "TRUE"),
            ],
            sheet.Rows[0].Cells);
        Assert.Equal(3, sheet.Rows[1].Number);
        Assert.Equal([new(1, 0, 3, 0)], sheet.Merged);
    }

    [Theory]
    [InlineData("8.678444000000001", 6, 8_678_444L)]
    [InlineData("73.56229999999999", 6, 73_562_300L)]
    [InlineData("1.5E-3", 4, 15L)]
    [InlineData("2.4961640000000001E6", 2, 249_616_400L)]
    [InlineData("9999999999999.99", 2, 999_999_999_999_999L)]
    [InlineData("1E13", 2, 1_000_000_000_000_000L)]
    [InlineData("-0.01", 2, -1L)]
    [InlineData("0.28999999999999998", 2, 29L)]
    public void A_stored_number_means_what_the_spreadsheet_shows(string stored, int decimals, long units) => Assert.Equal(units, Numeral.ParseStored(stored)!.Value.ToUnits(decimals));

    [Theory]
    [InlineData("")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1,23")]
    [InlineData("1,2345")]
    [InlineData(",123")]
    [InlineData("1 234")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("--5")]
    [InlineData("∞")]
    [InlineData("٣")]
    public void A_text_that_is_no_plain_number_is_none(string text) => Assert.Null(Numeral.Parse(text));

    [Theory]
    [InlineData("2026年9月30日")]
    [InlineData("２０２６－０９－３０")]
    [InlineData("2026/9/30 00:00:00")]
    [InlineData("2026.9.30")]
    [InlineData("20260930")]
    [InlineData(" 2026-09-30 ")]
    public void A_date_is_read_in_every_usual_form(string text) => Assert.Equal((new DateOnly(2026, 9, 30), false), DateText.Read(text));

    /// <summary>A spreadsheet that was saved as text leaves the number of a day; what is no whole day of 1990 to 2100 is no date.</summary>
    [Theory]
    [InlineData("45032", "2023-04-16")]
    [InlineData("４５０３２ ", "2023-04-16")]
    [InlineData("32874", "1990-01-01")]
    [InlineData("73415", "2100-12-31")]
    [InlineData("32873", null)]
    [InlineData("73416", null)]
    [InlineData("45032.5", null)]
    [InlineData("045032", null)]
    [InlineData("2023", null)]
    public void The_number_of_a_day_that_became_text_is_a_date_where_a_contract_may_bear_it(string text, string? day) =>
        Assert.Equal((day is null ? null : DateOnly.Parse(day), false), DateText.Read(new Cell(CellKind.Text, text)));

    [Theory]
    [InlineData("2025年2月30日", true)]
    [InlineData("20251301", true)]
    [InlineData("9/30/2026", false)]
    [InlineData("26-9-30", false)]
    [InlineData("2026年9月", false)]
    [InlineData("约2026年9月30日", false)]
    public void A_day_that_does_not_exist_is_told_from_a_text_that_is_no_date(string text, bool noSuchDay) => Assert.Equal((null, noSuchDay), DateText.Read(text));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+8613", "'+8613")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("HT-1", "HT-1")]
    [InlineData("", "")]
    public void What_a_spreadsheet_would_take_for_a_formula_is_made_neutral(string text, string written) => Assert.Equal(written, SafeCell.Neutral(text));

    private static TestBook Book() => new TestBook().Sheet("一")
        .Row("甲", TestBook.Number("8.678444000000001"), TestBook.Date(45076), new TestBook.Raw("<v>0.05</v>", null, 2), new TestBook.Raw("<f>\"\"</f><v></v>", "str"), TestBook.Formula("7"), TestBook.Formula(null), TestBook.Error(), new TestBook.Raw("<v>1</v>", "b"))
        .Blank().Row("乙").Merge("A1:A3");

    private static TestBook Rows(int count)
    {
        var book = new TestBook().Sheet("一");
        for (var row = 0; row < count; row++) book.Row(row);
        return book;
    }

    private static string Rels(string target) => $"<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"{target}\"/></Relationships>";

    private static (string, string)[] Sheet(string rows) =>
    [
        ("_rels/.rels", Rels("xl/workbook.xml")),
        ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"一\" r:id=\"a\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"sheet.xml\"/></Relationships>"),
        ("xl/sheet.xml", $"<worksheet><sheetData>{rows}</sheetData></worksheet>"),
    ];

    private static byte[] Zip(params (string Path, string Xml)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, xml) in parts) TestBook.Add(zip, path, xml);
        return file.ToArray();
    }
}
