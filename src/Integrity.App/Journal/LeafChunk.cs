using System.Buffers.Binary;
using Integrity.Domain.Values;

namespace Integrity.App.Journal;

/// <summary>A buffer of leaves, padded as SHA-256 wants them while they are copied in, and hashed together.</summary>
/// <param name="lanes">Eight at a time; else one by one by the platform.</param>
internal sealed class LeafChunk(bool lanes)
{
    /// <summary>A full chunk is a complete subtree of 2^10 leaves.</summary>
    public const int Level = 10;

    private const int Capacity = 1 << Level;
    private readonly int[] starts = new int[Capacity];
    private readonly int[] blocks = new int[Capacity];
    private readonly EightHashes[] hashes = lanes ? new EightHashes[Capacity / Sha256Lanes.Count] : [];
    private byte[] buffer = new byte[Capacity * 2 * Sha256Lanes.BlockBytes];
    private int used;

    public int Count { get; private set; }

    public bool IsFull => Count == Capacity;

    public void Clear() => (Count, used) = (0, 0);

    public void Append(ReadOnlySpan<byte> data)
    {
        const int markAndLength = 9;
        var needed = checked((1 + data.Length + markAndLength + Sha256Lanes.BlockBytes - 1) / Sha256Lanes.BlockBytes);
        var bytes = needed * Sha256Lanes.BlockBytes;
        if (buffer.Length - used < bytes) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + bytes));
        var slot = buffer.AsSpan(used, bytes);
        slot[0] = 0;
        data.CopyTo(slot[1..]);
        slot[(1 + data.Length)..].Clear();
        slot[1 + data.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(slot[^8..], (ulong)(1 + data.Length) * 8);
        starts[Count] = used;
        blocks[Count] = needed;
        used += bytes;
        Count++;
    }

    /// <summary>The root over a full chunk.</summary>
    public Digest Root()
    {
        if (!IsFull) throw new InvalidOperationException("The chunk is not full.");
        if (!lanes)
        {
            var slow = new Frontier();
            for (var i = 0; i < Count; i++) slow.AppendHash(Leaf(i));
            return slow.Root();
        }
        var groups = HashLeaves();
        while (groups > 1)
        {
            groups /= 2;
            for (var i = 0; i < groups; i++) hashes[i] = Sha256Lanes.Parents(hashes[2 * i], hashes[2 * i + 1]);
        }

        // Eight are left in one vector: three more levels, whose upper lanes are of no use.
        var top = hashes[0];
        for (var left = Sha256Lanes.Count; left > 1; left /= 2) top = Sha256Lanes.Parents(top, top);
        return top[0];
    }

    /// <summary>Appends the leaves of a chunk that is not full to the end of a tree.</summary>
    public void AppendTo(Frontier frontier)
    {
        if (!lanes)
        {
            for (var i = 0; i < Count; i++) frontier.AppendHash(Leaf(i));
            return;
        }
        for (var i = Count; i % Sha256Lanes.Count != 0; i++) (starts[i], blocks[i]) = (starts[Count - 1], blocks[Count - 1]);
        HashLeaves();
        for (var i = 0; i < Count; i++) frontier.AppendHash(hashes[i / Sha256Lanes.Count][i % Sha256Lanes.Count]);
    }

    private int HashLeaves()
    {
        var groups = (Count + Sha256Lanes.Count - 1) / Sha256Lanes.Count;
        for (var i = 0; i < groups; i++)
        {
            var first = i * Sha256Lanes.Count;
            hashes[i] = Sha256Lanes.Hash(buffer, starts.AsSpan(first, Sha256Lanes.Count), blocks.AsSpan(first, Sha256Lanes.Count));
        }
        return groups;
    }

    private Digest Leaf(int i)
    {
        var end = starts[i] + blocks[i] * Sha256Lanes.BlockBytes;
        var length = (int)(BinaryPrimitives.ReadUInt64BigEndian(buffer.AsSpan(end - 8, 8)) / 8);
        return MerkleTree.Leaf(buffer.AsSpan(starts[i] + 1, length - 1));
    }
}
