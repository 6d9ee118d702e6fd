using System.IO.Compression;
using System.Security;
using System.Text;

namespace Integrity.Tests.Exchange;

/// <summary>Makes workbooks by hand, so that a test can put anything in them that an office or an attacker may send.</summary>
internal sealed class TestBook
{
    private readonly List<(string Name, List<(int Number, string Xml)> Rows, List<string> Merged, string State)> sheets = [];

    public TestBook Sheet(string name, string state = "visible")
    {
        sheets.Add((name, [], [], state));
        return this;
    }

    /// <summary>The next row of the current sheet. Text is text, an int is a number, null is blank; see <see cref="Raw"/> for the rest.</summary>
    public TestBook Row(params object?[] cells)
    {
        var rows = sheets[^1].Rows;
        var number = rows.Count == 0 ? 1 : rows[^1].Number + 1;
        rows.Add((number, $"<row r=\"{number}\">" + string.Concat(cells.Select((cell, column) => Cell(cell, $"{(char)('A' + column)}{number}"))) + "</row>"));
        return this;
    }

    public TestBook Blank()
    {
        sheets[^1].Rows.Add(((sheets[^1].Rows.Count == 0 ? 0 : sheets[^1].Rows[^1].Number) + 1, ""));
        return this;
    }

    public TestBook Merge(params string[] ranges)
    {
        sheets[^1].Merged.AddRange(ranges);
        return this;
    }

    /// <summary>A cell as the file stores it.</summary>
    /// <param name="Type">The attribute t, or null for a number.</param>
    /// <param name="Style">1 is a date, 2 a percentage.</param>
    public sealed record Raw(string Inner, string? Type = null, int Style = 0);

    public static Raw Date(int serial) => new($"<v>{serial}</v>", null, 1);
    public static Raw Number(string stored) => new($"<v>{stored}</v>");
    public static Raw Formula(string? kept) => new("<f>A1+1</f>" + (kept is null ? "" : $"<v>{kept}</v>"));
    public static Raw Error() => new("<f>1/0</f><v>#DIV/0!</v>", "e");

    public byte[] ToArray()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(zip, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                + string.Concat(sheets.Select((sheet, index) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{index + 1}\" state=\"{sheet.State}\" r:id=\"rId{index + 1}\"/>")) + "</sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(sheets.Select((_, index) => $"<Relationship Id=\"rId{index + 1}\" Type=\"x/worksheet\" Target=\"worksheets/sheet{index + 1}.xml\"/>"))
                + "<Relationship Id=\"s\" Type=\"x/styles\" Target=\"/xl/styles.xml\"/></Relationships>");
            Add(zip, "xl/styles.xml", "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt numFmtId=\"180\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"180\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>");
            for (var index = 0; index < sheets.Count; index++)
                Add(zip, $"xl/worksheets/sheet{index + 1}.xml", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + string.Concat(sheets[index].Rows.Select(row => row.Xml)) + "</sheetData>"
                    + (sheets[index].Merged.Count > 0 ? "<mergeCells>" + string.Concat(sheets[index].Merged.Select(range => $"<mergeCell ref=\"{range}\"/>")) + "</mergeCells>" : "") + "</worksheet>");
        }
        return file.ToArray();
    }

    public static void Add(ZipArchive zip, string path, string xml)
    {
        using var part = zip.CreateEntry(path).Open();
        part.Write(Encoding.UTF8.GetBytes(xml));
    }

    private static string Cell(object? cell, string place) => cell switch
    {
        null => "",
        int number => $"<c r=\"{place}\"><v>{number}</v></c>",
        Raw raw => $"<c r=\"{place}\"{(raw.Type is null ? "" : $" t=\"{raw.Type}\"")} s=\"{raw.Style}\">{raw.Inner}</c>",
        _ => $"<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(cell.ToString())}</t></is></c>",
    };
}
