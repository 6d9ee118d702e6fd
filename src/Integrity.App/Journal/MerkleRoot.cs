using Integrity.Domain.Values;

namespace Integrity.App.Journal;

/// <summary>The root of a long list, fed line by line: a snapshot, a voted list, the postings of a round.</summary>
/// <remarks>
/// The same root as <see cref="Frontier"/> gives, many times faster. Memory: a few hundred kilobytes whatever the length, and
/// 32 bytes for each 1,024 lines. Not for use by two threads; it may use some itself. Rules: J-1, R-1, D-5.
/// </remarks>
public sealed class MerkleRoot
{
    /// <summary>The level of the subtrees in <see cref="Chunks"/>: each covers 1,024 lines.</summary>
    public const int ChunkLevel = LeafChunk.Level;

    private readonly Frontier frontier = new();
    private readonly List<Digest> chunks = [];
    private readonly Queue<(LeafChunk Chunk, Task<Digest> Root)> beside = [];
    private readonly Stack<LeafChunk> empty = [];
    private readonly int workers;
    private readonly bool lanes;
    private LeafChunk filling;
    private bool finished;

    /// <param name="workers">How many threads hash beside the caller, who then only copies; 0: the caller hashes.</param>
    /// <param name="lanes">Eight lines at a time, where the machine has AVX2; else each by the platform's hash.</param>
    public MerkleRoot(int workers = 0, bool lanes = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        this.workers = workers;
        this.lanes = lanes && Sha256Lanes.IsSupported;
        filling = new(this.lanes);
    }

    public long Count { get; private set; }

    /// <summary>The roots of the complete subtrees of 1,024 lines: kept beside a list, they prove any line of it after reading 1,024 of them.</summary>
    public IReadOnlyList<Digest> Chunks => chunks;

    /// <summary>The root of a text; each line ends with a line feed, which is part of it.</summary>
    /// <remarks>Errors: a last line without its line feed is a fault.</remarks>
    public static Digest OfLines(ReadOnlySpan<byte> text, int workers = 0)
    {
        var root = new MerkleRoot(workers);
        root.AppendLines(text);
        return root.Finish();
    }

    public void Append(ReadOnlySpan<byte> leaf)
    {
        if (finished) throw new InvalidOperationException("The list is finished.");
        filling.Append(leaf);
        Count++;
        if (filling.IsFull) CloseChunk();
    }

    /// <summary>Appends every line of a text, each with its line feed.</summary>
    public void AppendLines(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n') + 1;
            if (end == 0) throw new ArgumentException("The last line has no end.", nameof(text));
            Append(text[..end]);
            text = text[end..];
        }
    }

    /// <summary>The root over all lines; nothing can be appended afterwards.</summary>
    public Digest Finish()
    {
        if (finished) return frontier.Root();
        finished = true;
        while (beside.Count > 0) TakeOldest();
        filling.AppendTo(frontier);
        return frontier.Root();
    }

    /// <summary>The subtrees of a finished list, for <see cref="MerkleProof"/>: the large ones from its chunks, the small ones from its lines.</summary>
    /// <param name="chunks">What <see cref="Chunks"/> was.</param>
    /// <param name="size">How many lines the list has.</param>
    /// <param name="read">The lines from a place on, as many as asked for.</param>
    public static Func<Subtree, Digest> Subtrees(IReadOnlyList<Digest> chunks, long size, Func<long, int, IReadOnlyList<byte[]>> read)
    {
        var known = new Dictionary<Subtree, Digest>();
        return Find;

        Digest Find(Subtree subtree)
        {
            if (known.TryGetValue(subtree, out var digest)) return digest;
            if (subtree.Level > ChunkLevel)
            {
                digest = MerkleTree.Node(Find(new(subtree.Level - 1, 2 * subtree.Index)), Find(new(subtree.Level - 1, 2 * subtree.Index + 1)));
                known.Add(subtree, digest);
                return digest;
            }
            if (subtree.Level == ChunkLevel) return chunks[checked((int)subtree.Index)];
            var chunk = subtree.Index >> (ChunkLevel - subtree.Level);
            var start = chunk << ChunkLevel;
            var part = new Frontier();
            foreach (var line in read(start, (int)Math.Min(1L << ChunkLevel, size - start)))
                part.AppendHash(MerkleTree.Leaf(line), (one, hash) => known.Add(new(one.Level, (chunk << (ChunkLevel - one.Level)) + one.Index), hash));
            return known[subtree];
        }
    }

    private void CloseChunk()
    {
        if (workers == 0)
        {
            Keep(filling.Root());
            filling.Clear();
            return;
        }
        var full = filling;
        beside.Enqueue((full, Task.Run(full.Root)));
        if (beside.Count > workers) TakeOldest();
        filling = empty.TryPop(out var cleared) ? cleared : new(lanes);
    }

    private void TakeOldest()
    {
        var (chunk, root) = beside.Dequeue();
        Keep(root.GetAwaiter().GetResult());
        chunk.Clear();
        empty.Push(chunk);
    }

    private void Keep(Digest root)
    {
        chunks.Add(root);
        frontier.AppendSubtree(ChunkLevel, root);
    }
}
