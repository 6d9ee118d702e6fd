using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Integrity.Web.Tests;

/// <summary>The six digits that an authenticator shows, worked out apart from the framework.</summary>
/// <remarks>Source: RFC 6238 with RFC 4226's truncation, RFC 4648 base 32.</remarks>
public static class Totp
{
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 authenticators use HMAC-SHA-1.")]
    public static string Of(string base32Key, DateTimeOffset at)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, at.ToUnixTimeSeconds() / 30);
        var hash = HMACSHA1.HashData(Decode(base32Key), counter);
        var start = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(start)) & int.MaxValue;
        return (number % 1_000_000).ToString("000000");
    }

    private static byte[] Decode(string base32)
    {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var sign in base32.TrimEnd('='))
        {
            bits = (bits << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(sign, StringComparison.Ordinal);
            if ((held += 5) < 8) continue;
            held -= 8;
            bytes.Add((byte)(bits >> held));
            bits &= (1 << held) - 1;
        }
        return [.. bytes];
    }
}
