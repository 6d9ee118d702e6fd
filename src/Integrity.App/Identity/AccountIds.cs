using System.Buffers.Binary;
using Integrity.Domain.Identity;

namespace Integrity.App.Identity;

internal static class AccountIds
{
    /// <summary>The sign-in account's id is the official's number: nothing in the journal is left to chance but its salts.</summary>
    public static Guid AsAccount(this OfficialId official)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], official.Value);
        return new(bytes, bigEndian: true);
    }
}
