using System.Numerics;
using Integrity.Domain.Values;

namespace Integrity.App.Journal;

/// <summary>That a leaf is in a tree, and that a tree grew out of an older one: made from complete subtrees, checked by anyone.</summary>
/// <remarks>Rules: J-1. Source: RFC 6962, sections 2.1.1 and 2.1.2; checking as in RFC 9162, sections 2.1.3.2 and 2.1.4.2.</remarks>
public static class MerkleProof
{
    /// <summary>The audit path of a leaf in the tree of the first <paramref name="size"/> leaves, from the leaf upwards.</summary>
    public static IReadOnlyList<Digest> Inclusion(long index, long size, Func<Subtree, Digest> subtree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<Digest>();
        long start = 0, end = size;
        while (end - start > 1)
        {
            var middle = start + SplitOf(end - start);
            if (index < middle)
            {
                path.Add(RangeRoot(middle, end, subtree));
                end = middle;
            }
            else
            {
                path.Add(RangeRoot(start, middle, subtree));
                start = middle;
            }
        }
        path.Reverse();
        return path;
    }

    /// <summary>That the first <paramref name="oldSize"/> leaves of the tree are those of the older tree.</summary>
    public static IReadOnlyList<Digest> Consistency(long oldSize, long size, Func<Subtree, Digest> subtree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, size);
        var path = new List<Digest>();
        if (oldSize == 0 || oldSize == size) return path;
        long start = 0, end = size;
        while (end != oldSize)
        {
            var middle = start + SplitOf(end - start);
            if (oldSize <= middle)
            {
                path.Add(RangeRoot(middle, end, subtree));
                end = middle;
            }
            else
            {
                path.Add(RangeRoot(start, middle, subtree));
                start = middle;
            }
        }
        if (start != 0) path.Add(RangeRoot(start, end, subtree));
        path.Reverse();
        return path;
    }

    /// <summary>The subtrees that a proof will ask for, so that they can be read at once before it is made.</summary>
    public static IReadOnlySet<Subtree> Needs(Action<Func<Subtree, Digest>> makeProof)
    {
        var needs = new HashSet<Subtree>();
        makeProof(subtree =>
        {
            needs.Add(subtree);
            return default;
        });
        return needs;
    }

    /// <summary>Whether the leaf stands at that place in the tree with that root.</summary>
    public static bool IsIncluded(in Digest leaf, long index, long size, IReadOnlyList<Digest> path, in Digest root)
    {
        if (index < 0 || index >= size) return false;
        var (place, last) = (index, size - 1);
        var hash = leaf;
        foreach (var sibling in path)
        {
            if (last == 0) return false;
            if ((place & 1) == 1 || place == last)
            {
                hash = MerkleTree.Node(sibling, hash);
                while ((place & 1) == 0 && place != 0) (place, last) = (place >> 1, last >> 1);
            }
            else
            {
                hash = MerkleTree.Node(hash, sibling);
            }
            (place, last) = (place >> 1, last >> 1);
        }
        return last == 0 && hash == root;
    }

    /// <summary>Whether the tree grew out of the older one with nothing changed.</summary>
    public static bool IsConsistent(long oldSize, in Digest oldRoot, long size, in Digest root, IReadOnlyList<Digest> path)
    {
        if (oldSize < 0 || oldSize > size) return false;
        if (oldSize == size) return path.Count == 0 && oldRoot == root;
        if (oldSize == 0) return path.Count == 0 && oldRoot == MerkleTree.EmptyRoot;

        // The older tree is a complete subtree of the new one: its root is left out of the path.
        var steps = new Queue<Digest>(path);
        if (BitOperations.IsPow2(oldSize)) steps = new Queue<Digest>(path.Prepend(oldRoot));
        if (!steps.TryDequeue(out var oldHash)) return false;

        var (place, last) = (oldSize - 1, size - 1);
        while ((place & 1) == 1) (place, last) = (place >> 1, last >> 1);
        var hash = oldHash;
        foreach (var step in steps)
        {
            if (last == 0) return false;
            if ((place & 1) == 1 || place == last)
            {
                oldHash = MerkleTree.Node(step, oldHash);
                hash = MerkleTree.Node(step, hash);
                while ((place & 1) == 0 && place != 0) (place, last) = (place >> 1, last >> 1);
            }
            else
            {
                hash = MerkleTree.Node(hash, step);
            }
            (place, last) = (place >> 1, last >> 1);
        }
        return last == 0 && oldHash == oldRoot && hash == root;
    }

    /// <summary>The root over the leaves from <paramref name="start"/> up to, not including, <paramref name="end"/>, where the range is one that the tree's own splits make.</summary>
    private static Digest RangeRoot(long start, long end, Func<Subtree, Digest> subtree)
    {
        var length = end - start;
        if (BitOperations.IsPow2(length))
        {
            var level = BitOperations.Log2((ulong)length);
            return subtree(new(level, start >> level));
        }
        var middle = start + SplitOf(length);
        return MerkleTree.Node(RangeRoot(start, middle, subtree), RangeRoot(middle, end, subtree));
    }

    /// <summary>The largest power of two smaller than a length of two or more.</summary>
    private static long SplitOf(long length) => 1L << BitOperations.Log2((ulong)(length - 1));
}
