using System.Buffers.Text;

namespace Integrity.App.Journal;

/// <summary>Lines of whole numbers as text: the leaves of the trees of long lists.</summary>
public static class Line
{
    /// <summary>Writes a number and the character that ends it.</summary>
    public static void Number(Span<byte> line, ref int length, long value, char end)
    {
        Utf8Formatter.TryFormat(value, line[length..], out var written);
        length += written;
        line[length++] = (byte)end;
    }
}

public static class NumberLines
{
    /// <summary>Appends one line of numbers, <c>a|b|c\n</c>, as a leaf.</summary>
    public static void AppendNumbers(this MerkleRoot root, ReadOnlySpan<long> values)
    {
        Span<byte> line = stackalloc byte[21 * values.Length];
        var length = 0;
        for (var i = 0; i < values.Length; i++) Line.Number(line, ref length, values[i], i == values.Length - 1 ? '\n' : '|');
        root.Append(line[..length]);
    }
}
