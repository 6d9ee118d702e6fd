using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Integrity.Domain.Values;

/// <summary>A SHA-256 value: what a decision, a published list or a piece of evidence is bound to (D-5, J-1).</summary>
/// <remarks>Shape: 32 bytes as four big-endian words; written as 64 lower-case hexadecimal digits, as <c>sha256sum</c> prints it.</remarks>
public readonly record struct Digest(ulong A, ulong B, ulong C, ulong D)
{
    public const int Bytes = 32;

    /// <remarks>Errors: anything but 32 bytes throws.</remarks>
    public static Digest FromBytes(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Bytes);
        return new(
            BinaryPrimitives.ReadUInt64BigEndian(bytes),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));
    }

    /// <summary>Reads 64 hexadecimal digits of either case; anything else is not a digest.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Digest digest)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        var read = text is { Length: 2 * Bytes }
            && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
        digest = read ? FromBytes(bytes) : default;
        return read;
    }

    /// <remarks>Errors: text that is not a digest throws.</remarks>
    public static Digest Parse(string text) =>
        TryParse(text, out var digest) ? digest : throw new FormatException("Not 64 hexadecimal digits.");

    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, A);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], D);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Bytes];
        CopyTo(bytes);
        return bytes;
    }

    public override string ToString() => $"{A:x16}{B:x16}{C:x16}{D:x16}";
}
