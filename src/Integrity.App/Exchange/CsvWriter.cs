using System.Buffers;
using System.Text;

namespace Integrity.App.Exchange;

/// <summary>Writes a text table that spreadsheets open as it stands: UTF-8, a comma between cells, neutral text.</summary>
public sealed class CsvWriter(TextWriter writer)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>With the mark by which spreadsheets know UTF-8.</summary>
    public static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    /// <summary>One row. Figures made by the program pass as they are, negative ones too; any other text is made neutral.</summary>
    public void Row(params ReadOnlySpan<CsvCell> cells)
    {
        for (var index = 0; index < cells.Length; index++)
        {
            if (index > 0) writer.Write(',');
            var text = cells[index].IsFigure ? cells[index].Text : SafeCell.Neutral(cells[index].Text);
            writer.Write(text.AsSpan().ContainsAny(Special) ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text);
        }
        writer.Write('\n');
    }
}

/// <summary>A cell to be written: text from people, or a figure that the program printed itself.</summary>
public readonly record struct CsvCell(string Text, bool IsFigure)
{
    public static CsvCell Figure(string text) => new(text, true);

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named way.")]
    public static implicit operator CsvCell(string text) => new(text, false);
}
