using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Integrity.App.Exchange.Tables;

/// <summary>Which stored numbers of a workbook are shown as dates or percentages.</summary>
internal sealed partial class XlsxStyles
{
    public static readonly XlsxStyles None = new();
    private static readonly SearchValues<char> DateLetters = SearchValues.Create("yYdD年日");
    private readonly List<CellKind> kinds = [];

    public static XlsxStyles Read(XmlReader? xml)
    {
        var styles = new XlsxStyles();
        var formats = new Dictionary<int, string>();
        var inCells = false;
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt" && Id(xml) is { } own) formats[own] = xml.GetAttribute("formatCode") ?? "";
            if (xml.LocalName == "xf" && inCells) styles.kinds.Add(KindOf(Id(xml) ?? 0, formats));
        }
        return styles;
    }

    /// <summary>The number as the sheet shows it, as far as its meaning goes.</summary>
    public Cell Show(string stored, string? style, bool from1904)
    {
        var index = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        var kind = index < kinds.Count ? kinds[index] : CellKind.Number;
        if (kind != CellKind.Date) return new(kind, stored);
        return DateText.OfSerial(stored, from1904) is { } date ? new(CellKind.Date, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : new(CellKind.Number, stored);
    }

    private static int? Id(XmlReader xml) => int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Numbers below 164 are built in; 27–36 and 50–58 are the dates of the Chinese edition.</summary>
    private static CellKind KindOf(int format, Dictionary<int, string> formats)
    {
        if (formats.TryGetValue(format, out var code))
        {
            var bare = Quoted().Replace(code, "");
            if (bare.AsSpan().ContainsAny(DateLetters)) return CellKind.Date;
            return bare.Contains('%', StringComparison.Ordinal) ? CellKind.Percent : CellKind.Number;
        }
        return format switch
        {
            9 or 10 => CellKind.Percent,
            (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58 => CellKind.Date,
            _ => CellKind.Number,
        };
    }

    [GeneratedRegex("""\\.|_.|"[^"]*"|\[[^\]]*\]|General|G/通用格式""")]
    private static partial Regex Quoted();
}
