using System.Globalization;
using System.Xml;

namespace Integrity.App.Exchange.Tables;

/// <summary>Reads the cells of an XLSX workbook exactly as stored: numbers keep their digits, formulas their kept results, merged ranges their extent.</summary>
internal sealed class XlsxReader : IDisposable
{
    private const int MostMerged = 100_000;
    private readonly ZipParts parts;
    private readonly TableLimits limits;
    private readonly List<string> shared = [];
    private XlsxStyles styles = XlsxStyles.None;
    private bool from1904;
    private int rowsRead;
    private long charactersRead;

    private XlsxReader(ZipParts parts, TableLimits limits) => (this.parts, this.limits) = (parts, limits);

    public static IReadOnlyList<Sheet> Read(Stream file, TableLimits limits)
    {
        using var reader = new XlsxReader(new ZipParts(file, limits), limits);
        return reader.ReadBook();
    }

    public void Dispose() => parts.Dispose();

    private List<Sheet> ReadBook()
    {
        var book = Relations("_rels/.rels", "").FirstOrDefault(relation => relation.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target;
        if (book is null || !book.EndsWith(".xml", StringComparison.Ordinal)) throw new UnreadableFileException(ExchangeRefusals.FileKindUnknown());
        var folder = book[..(book.LastIndexOf('/') + 1)];
        var relations = Relations(folder + "_rels/" + book[folder.Length..] + ".rels", folder);
        var targets = relations.ToLookup(relation => relation.Id, relation => relation.Target);
        if (Of("/styles") is { } stylesPath) using (var xml = parts.Open(stylesPath)) styles = XlsxStyles.Read(xml);
        if (Of("/sharedStrings") is { } stringsPath) ReadShared(stringsPath);

        var named = new List<(string Name, string Path, bool IsHidden)>();
        using (var xml = parts.Open(book) ?? throw new UnreadableFileException(ExchangeRefusals.FileKindUnknown()))
        {
            if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "workbook") throw new UnreadableFileException(ExchangeRefusals.FileKindUnknown());
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "workbookPr") from1904 = xml.GetAttribute("date1904") is "1" or "true";
                if (xml.LocalName == "sheet" && RelationId(xml) is { } id && targets[id].FirstOrDefault() is { } path)
                    named.Add((xml.GetAttribute("name") ?? "", path, xml.GetAttribute("state") is "hidden" or "veryHidden"));
            }
        }
        if (named.Count == 0) throw new UnreadableFileException(ExchangeRefusals.FileTorn());
        return [.. named.Select(sheet => ReadSheet(sheet.Name, sheet.Path, sheet.IsHidden))];

        string? Of(string type) => relations.FirstOrDefault(relation => relation.Type.EndsWith(type, StringComparison.Ordinal)).Target;
    }

    private List<(string Id, string Type, string Target)> Relations(string path, string folder)
    {
        var relations = new List<(string, string, string)>();
        using var xml = parts.Open(path);
        while (xml?.Read() == true)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Relationship" || xml.GetAttribute("TargetMode") == "External") continue;
            var target = xml.GetAttribute("Target") ?? "";
            relations.Add((xml.GetAttribute("Id") ?? "", xml.GetAttribute("Type") ?? "", target is ['/', ..] ? target[1..] : folder + target));
        }
        return relations;
    }

    /// <summary>Its namespace differs between the two forms of the standard, its local name does not.</summary>
    private static string? RelationId(XmlReader xml)
    {
        string? id = null;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
            if (xml.LocalName == "id" && xml.Prefix.Length > 0) id = xml.Value;
        xml.MoveToElement();
        return id;
    }

    private void ReadShared(string path)
    {
        using var xml = parts.Open(path);
        while (xml?.Read() == true)
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si") shared.Add(ReadRuns(xml));
    }

    /// <summary>The text of a string item, without the reading aid above its characters (phonetic runs).</summary>
    private string ReadRuns(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var text = "";
        var (depth, aid) = (xml.Depth, false);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.LocalName == "rPh") aid = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && !aid) text += Counted(xml.Value);
        }
        return text;
    }

    private Sheet ReadSheet(string name, string path, bool isHidden)
    {
        var rows = new List<SheetRow>();
        var merged = new List<MergedCells>();
        var number = 0;
        using var xml = parts.Open(path) ?? throw new UnreadableFileException(ExchangeRefusals.FileTorn());
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "row")
            {
                var given = xml.GetAttribute("r") is { } r ? int.Parse(r, NumberStyles.None, CultureInfo.InvariantCulture) : number + 1;
                if (given <= number) throw new UnreadableFileException(ExchangeRefusals.FileTorn());
                number = given;
                var cells = ReadRow(xml);
                if (cells.Count == 0) continue;
                if (++rowsRead > limits.Rows) throw new UnreadableFileException(ExchangeRefusals.FileHasTooManyRows(limits.Rows));
                rows.Add(new(number, cells));
            }
            else if (xml.LocalName == "mergeCell" && xml.GetAttribute("ref") is { } range && CellReference.Range(range) is { } cells)
            {
                // A sheet has few merged cells; someone who sends millions wants us to be busy.
                if (merged.Count == MostMerged) throw new UnreadableFileException(ExchangeRefusals.FileTorn());
                merged.Add(cells);
            }
        }
        return new(name, rows, merged) { IsHidden = isHidden, CountsFrom1904 = from1904 };
    }

    private List<Cell> ReadRow(XmlReader xml)
    {
        var cells = new List<Cell>();
        if (xml.IsEmptyElement) return cells;
        var (depth, column) = (xml.Depth, -1);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c") continue;
            column = xml.GetAttribute("r") is { } reference ? CellReference.Column(reference) : column + 1;
            var cell = ReadCell(xml);
            if (cell.Kind == CellKind.Blank) continue;
            if (column >= limits.Columns) throw new UnreadableFileException(ExchangeRefusals.FileHasTooManyColumns(limits.Columns));
            while (cells.Count <= column) cells.Add(Cell.Blank);
            cells[column] = cell;
        }
        return cells;
    }

    private Cell ReadCell(XmlReader xml)
    {
        var (type, style) = (xml.GetAttribute("t") ?? "n", xml.GetAttribute("s"));
        if (xml.IsEmptyElement) return Cell.Blank;
        string? value = null;
        var isFormula = false;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "f") isFormula = true;
            else if (xml.LocalName == "v") value = ReadRuns(xml);
            else if (xml.LocalName == "is") value = ReadRuns(xml);
        }
        if (type == "str" && isFormula && value is not null) return value.Length == 0 ? Cell.Blank : new(CellKind.Text, value);
        if (string.IsNullOrEmpty(value)) return isFormula ? new(CellKind.Uncomputed, "") : Cell.Blank;
        return type switch
        {
            "s" => new(CellKind.Text, shared[int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)]),
            "b" => new(CellKind.Boolean, value == "1" ? "TRUE" : "FALSE"),
            "e" => new(CellKind.Error, value),
            "n" => styles.Show(value, style, from1904),
            "d" => new(CellKind.Date, value),
            _ => new(CellKind.Text, value),
        };
    }

    /// <summary>A shared string is kept once however often it is used, so what is kept stays below what was inflated; the count is a second fence.</summary>
    private string Counted(string text)
    {
        if ((charactersRead += text.Length) > limits.InflatedMegabytes * 1024L * 512L) throw new UnreadableFileException(ExchangeRefusals.FileInflatesTooFar(limits.InflatedMegabytes));
        return text;
    }
}
