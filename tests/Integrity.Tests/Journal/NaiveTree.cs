using System.Security.Cryptography;
using Integrity.Domain.Values;

namespace Integrity.Tests.Journal;

/// <summary>RFC 6962 as it is written down there, recursive and slow: the second implementation that the first is compared with.</summary>
internal static class NaiveTree
{
    public static Digest Root(ReadOnlySpan<byte[]> leaves) => Digest.FromBytes(Mth(leaves));

    public static List<Digest> Path(int index, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1) return [];
        var k = Split(leaves.Length);
        var (path, sibling) = index < k ? (Path(index, leaves[..k]), Mth(leaves[k..])) : (Path(index - k, leaves[k..]), Mth(leaves[..k]));
        return [.. path, Digest.FromBytes(sibling)];
    }

    public static List<Digest> Proof(int oldSize, ReadOnlySpan<byte[]> leaves) => Subproof(oldSize, leaves, true);

    private static List<Digest> Subproof(int m, ReadOnlySpan<byte[]> leaves, bool known)
    {
        if (m == leaves.Length) return known ? [] : [Root(leaves)];
        var k = Split(leaves.Length);
        return m <= k
            ? [.. Subproof(m, leaves[..k], known), Root(leaves[k..])]
            : [.. Subproof(m - k, leaves[k..], false), Root(leaves[..k])];
    }

    private static byte[] Mth(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0) return SHA256.HashData([]);
        if (leaves.Length == 1) return SHA256.HashData([0, .. leaves[0]]);
        var k = Split(leaves.Length);
        return SHA256.HashData([1, .. Mth(leaves[..k]), .. Mth(leaves[k..])]);
    }

    private static int Split(int length)
    {
        var k = 1;
        while (k * 2 < length) k *= 2;
        return k;
    }
}
