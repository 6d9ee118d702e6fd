using System.Security.Cryptography;
using Integrity.Domain.Values;

namespace Integrity.App.Journal;

/// <summary>The hashes of an RFC 6962 tree: a leaf is <c>SHA-256(0 ‖ data)</c>, a node is <c>SHA-256(1 ‖ left ‖ right)</c>.</summary>
/// <remarks>The two prefixes keep anyone from passing a node off as a leaf. Rules: J-1. Source: RFC 6962, section 2.1.</remarks>
public static class MerkleTree
{
    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public static readonly Digest EmptyRoot = Digest.FromBytes(SHA256.HashData([]));

    public static Digest Leaf(ReadOnlySpan<byte> data)
    {
        const int onStack = 512;
        Span<byte> hash = stackalloc byte[Digest.Bytes];
        var input = data.Length < onStack ? stackalloc byte[onStack] : new byte[data.Length + 1];
        input = input[..(data.Length + 1)];
        input[0] = 0;
        data.CopyTo(input[1..]);
        SHA256.HashData(input, hash);
        return Digest.FromBytes(hash);
    }

    public static Digest Node(in Digest left, in Digest right)
    {
        Span<byte> input = stackalloc byte[1 + 2 * Digest.Bytes];
        Span<byte> hash = stackalloc byte[Digest.Bytes];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Digest.Bytes)..]);
        SHA256.HashData(input, hash);
        return Digest.FromBytes(hash);
    }
}

/// <summary>A complete subtree: the leaves <c>Index × 2^Level</c> up to, not including, <c>(Index + 1) × 2^Level</c>.</summary>
public readonly record struct Subtree(int Level, long Index);
