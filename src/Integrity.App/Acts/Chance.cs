using System.Security.Cryptography;

namespace Integrity.App.Acts;

/// <summary>Where salts, codes and draws come from. A seed makes a demo or a test repeat; without one it is the system's generator.</summary>
public sealed class Chance(int? seed = null)
{
    private readonly Random? seeded = seed is { } s ? new Random(s) : null;

    public byte[] Bytes(int count)
    {
        if (seeded is null) return RandomNumberGenerator.GetBytes(count);
        var bytes = new byte[count];
        lock (seeded) seeded.NextBytes(bytes);
        return bytes;
    }
}
