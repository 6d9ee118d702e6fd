using System.Buffers.Binary;
using System.Numerics;
using Integrity.Domain.Values;

namespace Integrity.App.Journal;

/// <summary>What is needed of a tree in order to go on with it: its size and the roots of the complete subtrees along its right edge.</summary>
/// <remarks>Appending and the root cost O(log n), and so does the memory. Not for use by two threads. Rules: J-1.</remarks>
public sealed class Frontier
{
    // edge[level] is in use when bit `level` of the size is set; the highest level is the leftmost subtree.
    private readonly Digest[] edge = new Digest[63];

    public long Size { get; private set; }

    /// <summary>Appends a leaf by its data.</summary>
    public Digest Append(ReadOnlySpan<byte> data)
    {
        var leaf = MerkleTree.Leaf(data);
        AppendHash(leaf);
        return leaf;
    }

    /// <summary>Appends a leaf by its hash, and names every subtree that it completes, the leaf itself first.</summary>
    public void AppendHash(in Digest leaf, Action<Subtree, Digest>? completed = null) => AppendSubtree(0, leaf, completed);

    /// <summary>Appends <c>2^level</c> leaves at once by the root of their subtree.</summary>
    /// <remarks>Range: the size must be a multiple of <c>2^level</c>; else a fault.</remarks>
    public void AppendSubtree(int level, Digest root, Action<Subtree, Digest>? completed = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        if ((Size & ((1L << level) - 1)) != 0) throw new ArgumentException("The subtree does not start where the tree ends.", nameof(level));
        var size = checked(Size + (1L << level));
        completed?.Invoke(new(level, Size >> level), root);
        for (; (Size >> level & 1) == 1; level++)
        {
            root = MerkleTree.Node(edge[level], root);
            completed?.Invoke(new(level + 1, Size >> level >> 1), root);
        }
        edge[level] = root;
        Size = size;
    }

    /// <summary>The root of the tree as it stands.</summary>
    public Digest Root()
    {
        if (Size == 0) return MerkleTree.EmptyRoot;
        var level = BitOperations.TrailingZeroCount(Size);
        var root = edge[level];
        for (level++; Size >> level != 0; level++)
            if ((Size >> level & 1) == 1) root = MerkleTree.Node(edge[level], root);
        return root;
    }

    /// <summary>Shape: the size as eight big-endian bytes, then the edge from left to right, 32 bytes each.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[8 + Digest.Bytes * BitOperations.PopCount((ulong)Size)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Size);
        var at = 8;
        for (var level = edge.Length - 1; level >= 0; level--)
        {
            if ((Size >> level & 1) == 0) continue;
            edge[level].CopyTo(bytes.AsSpan(at));
            at += Digest.Bytes;
        }
        return bytes;
    }

    /// <remarks>Errors: bytes that <see cref="ToBytes"/> cannot have written throw.</remarks>
    public static Frontier FromBytes(ReadOnlySpan<byte> bytes)
    {
        var size = bytes.Length >= 8 ? BinaryPrimitives.ReadInt64BigEndian(bytes) : -1;
        if (size < 0 || bytes.Length != 8 + Digest.Bytes * BitOperations.PopCount((ulong)size)) throw new FormatException("Not the frontier of a tree.");
        var frontier = new Frontier { Size = size };
        var at = 8;
        for (var level = frontier.edge.Length - 1; level >= 0; level--)
        {
            if ((size >> level & 1) == 0) continue;
            frontier.edge[level] = Digest.FromBytes(bytes.Slice(at, Digest.Bytes));
            at += Digest.Bytes;
        }
        return frontier;
    }
}
