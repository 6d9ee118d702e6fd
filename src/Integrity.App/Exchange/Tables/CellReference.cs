using System.Globalization;

namespace Integrity.App.Exchange.Tables;

/// <summary>Places as a spreadsheet names them: B11, A1:P1.</summary>
public static class CellReference
{
    private const int MostColumns = 16_384;

    /// <summary>The column's letters: 0 is A, 26 is AA.</summary>
    public static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);

    /// <remarks>Errors: <see cref="FormatException"/> where it names no place.</remarks>
    public static int Column(string reference) => Split(reference).Column;

    public static MergedCells? Range(string range)
    {
        ArgumentNullException.ThrowIfNull(range);
        var colon = range.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        var ((top, left), (bottom, right)) = (Split(range[..colon]), Split(range[(colon + 1)..]));
        return new(top, left, bottom, right);
    }

    private static (int Row, int Column) Split(string reference)
    {
        int column = 0, length = 0;
        while (length < reference.Length && length < 4 && reference[length] is >= 'A' and <= 'Z') column = column * 26 + (reference[length++] - 'A' + 1);
        if (column is 0 or > MostColumns || !int.TryParse(reference.AsSpan(length), NumberStyles.None, CultureInfo.InvariantCulture, out var row)) throw new FormatException();
        return (row, column - 1);
    }
}
