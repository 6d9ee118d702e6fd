using MiniExcelLibs;

namespace Integrity.App.Exchange;

/// <summary>Writes a workbook of one sheet whose cells are all text, made neutral, so that codes and amounts keep their digits.</summary>
public static class XlsxWriter
{
    public static void Write(Stream stream, string sheet, IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentNullException.ThrowIfNull(rows);
        stream.SaveAs(rows.Select(row =>
        {
            var cells = new Dictionary<string, object>(titles.Count);
            for (var column = 0; column < titles.Count; column++) cells[titles[column]] = SafeCell.Neutral(row[column]);
            return cells;
        }), sheetName: sheet);
    }
}
