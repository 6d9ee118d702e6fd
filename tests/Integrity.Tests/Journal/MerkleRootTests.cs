using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Integrity.App.Journal;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Journal;

/// <summary>J-1, R-1: the fast root of a long list is the root of the list.</summary>
public sealed class MerkleRootTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1_023)]
    [InlineData(1_024)]
    [InlineData(1_025)]
    [InlineData(5_000)]
    public void The_root_is_the_same_however_it_is_made(int count)
    {
        var leaves = Enumerable.Range(0, count).Select(one => Encoding.UTF8.GetBytes($"{one}|{one * 7919}|桥梁\n")).ToArray();
        var slow = new Frontier();
        foreach (var leaf in leaves) slow.Append(leaf);
        foreach (var (workers, lanes) in ((int, bool)[])[(0, true), (1, true), (3, true), (0, false), (2, false)])
        {
            var fast = new MerkleRoot(workers, lanes);
            foreach (var leaf in leaves) fast.Append(leaf);
            Assert.Equal(slow.Root(), fast.Finish());
            Assert.Equal(slow.Root(), fast.Finish());
            Assert.Equal(count, fast.Count);
            Assert.Equal(slow.Root(), MerkleRoot.OfLines(leaves.SelectMany(one => one).ToArray(), workers));
        }
    }

    /// <summary>Lengths around every edge of the padding, mixed within one group of eight.</summary>
    [Fact]
    public void Lines_of_any_length_are_hashed_as_by_the_platform() =>
        Gen.Select(Gen.OneOf(Gen.Int[0, 130], Gen.Int[0, 600]).Array[1, 2_100], Gen.ULong).Sample((lengths, seed) =>
        {
            var random = new Random((int)(seed & int.MaxValue));
            var slow = new Frontier();
            var fast = new MerkleRoot();
            foreach (var length in lengths)
            {
                var leaf = new byte[length];
                random.NextBytes(leaf);
                slow.Append(leaf);
                fast.Append(leaf);
            }
            Assert.Equal(slow.Root(), fast.Finish());
        }, iter: 30);

    [Fact]
    public void Each_length_has_the_hash_of_the_platform()
    {
        for (var length = 0; length < 400; length++)
        {
            var leaf = Enumerable.Range(0, length).Select(one => (byte)((one * 31 + length) % 251)).ToArray();
            var root = new MerkleRoot();
            root.Append(leaf);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([0, .. leaf])), root.Finish().ToString());
        }
    }

    [Fact]
    public void A_line_is_proved_from_the_lines_around_it_alone()
    {
        byte[][] lines = [.. Enumerable.Range(0, 3 * 1_024 + 77).Select(one => Encoding.UTF8.GetBytes($"line {one}\n"))];
        var list = new MerkleRoot();
        foreach (var line in lines) list.Append(line);
        var root = list.Finish();
        Assert.Equal(3, list.Chunks.Count);
        foreach (var index in (int[])[0, 5, 1_023, 1_024, 2_500, 3_071, 3_072, 3_148])
        {
            long read = 0;
            var subtrees = MerkleRoot.Subtrees(list.Chunks, lines.Length, (start, count) =>
            {
                read += count;
                return lines.AsSpan((int)start, count).ToArray();
            });
            var path = MerkleProof.Inclusion(index, lines.Length, subtrees);
            Assert.True(MerkleProof.IsIncluded(MerkleTree.Leaf(lines[index]), index, lines.Length, path, root));
            Assert.InRange(read, 1, 1_024 + 77);
        }
    }

    [Fact]
    public void A_finished_list_takes_no_line_and_a_text_ends_with_a_line_feed()
    {
        var list = new MerkleRoot();
        list.Finish();
        Assert.Throws<InvalidOperationException>(() => list.Append([]));
        Assert.Throws<ArgumentException>(() => MerkleRoot.OfLines("a\nb"u8));
        Assert.Equal(MerkleTree.EmptyRoot, MerkleRoot.OfLines([]));
    }

    [Fact]
    public void One_changed_byte_changes_the_root()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3_000).Select(one => $"{one}|100\n")));
        var root = MerkleRoot.OfLines(text);
        text[20_000] ^= 1;
        Assert.NotEqual(root, MerkleRoot.OfLines(text));
    }
}
