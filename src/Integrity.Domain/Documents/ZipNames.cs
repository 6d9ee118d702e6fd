using System.Buffers.Binary;
using System.Text;

namespace Integrity.Domain.Documents;

/// <summary>The names in a ZIP file's directory; nothing is unpacked. Source: APPNOTE.TXT 4.3.12 and 4.3.16.</summary>
internal static class ZipNames
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int HeaderLength = 46;
    private const int Most = 10_000;

    /// <summary>Empty where no directory can be read.</summary>
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> file)
    {
        var tail = file[Math.Max(0, file.Length - EndLength - LongestComment)..];
        var end = tail.LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || tail.Length - end < EndLength) return [];
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(tail[(end + 16)..]);
        if (offset >= file.Length) return [];
        var names = new List<string>();
        for (var rest = file[(int)offset..]; rest.Length >= HeaderLength && rest.StartsWith("PK\x01\x02"u8) && names.Count < Most;)
        {
            var name = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]);
            var length = HeaderLength + name + BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
            if (length > rest.Length) return [];
            names.Add(Encoding.UTF8.GetString(rest.Slice(HeaderLength, name)).Replace('\\', '/'));
            rest = rest[length..];
        }
        return names;
    }
}
