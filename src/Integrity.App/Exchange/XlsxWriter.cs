using Integrity.App.Exchange.Tables;
using MiniExcelLibs;

namespace Integrity.App.Exchange;

/// <summary>Writes a workbook of one sheet whose cells are all text, made neutral, so that codes and amounts keep their digits.</summary>
public static class XlsxWriter
{
    public static void Write(Stream stream, string sheet, IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentNullException.ThrowIfNull(rows);
        // The titles are a row like any other, so that a table without rows still has them.
        stream.SaveAs(rows.Prepend(titles).Select(Cells), printHeader: false, sheetName: sheet);
    }

    private static Dictionary<string, object> Cells(IReadOnlyList<string> row)
    {
        var cells = new Dictionary<string, object>(row.Count);
        for (var column = 0; column < row.Count; column++) cells[CellReference.Letters(column)] = SafeCell.Neutral(row[column]);
        return cells;
    }
}
