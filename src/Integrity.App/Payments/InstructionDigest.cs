using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Integrity.App.Payments;

/// <summary>SHA-256 over what never changes in instructions: number, run, contract, kind, account, amount, and which one it replaces, each eight bytes, the highest first. Nobody sends the money elsewhere unseen (R-7, J-1).</summary>
internal sealed class InstructionDigest : IDisposable
{
    private const int Length = 7 * sizeof(long);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] waiting = new byte[Length * 1024];
    private int used;

    /// <summary>One instruction; they come by their numbers.</summary>
    public void Add(params ReadOnlySpan<long> columns)
    {
        foreach (var column in columns)
        {
            BinaryPrimitives.WriteInt64BigEndian(waiting.AsSpan(used), column);
            used += sizeof(long);
        }
        if (used == waiting.Length) Flush();
    }

    /// <returns>Hexadecimal.</returns>
    public string Finish()
    {
        Flush();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Flush()
    {
        hash.AppendData(waiting.AsSpan(0, used));
        used = 0;
    }

    public void Dispose() => hash.Dispose();
}
