using CsCheck;
using Integrity.App.Journal;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Journal;

/// <summary>J-1: the journal's tree is the one of RFC 6962.</summary>
public sealed class MerkleTreeTests
{
    /// <summary>The eight leaves that the certificate-transparency project publishes with their roots.</summary>
    private static readonly byte[][] Published =
    [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];

    private static readonly Gen<byte[][]> Leaves = Gen.Byte.Array[0, 40].Array[1, 70];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_published_trees_have_their_published_roots(int size, string root)
    {
        var frontier = new Frontier();
        foreach (var leaf in Published[..size]) frontier.Append(leaf);
        Assert.Equal(root, frontier.Root().ToString());
        Assert.Equal(root, NaiveTree.Root(Published.AsSpan(0, size)).ToString());
    }

    [Fact]
    public void A_long_leaf_is_hashed_like_a_short_one()
    {
        foreach (var length in (int[])[0, 510, 511, 512, 513, 5_000])
        {
            byte[][] leaves = [new byte[length]];
            Assert.Equal(NaiveTree.Root(leaves), MerkleTree.Leaf(leaves[0]));
        }
    }

    [Fact]
    public void The_root_does_not_depend_on_how_it_was_reached() => Leaves.Sample(leaves =>
    {
        var frontier = new Frontier();
        for (var size = 1; size <= leaves.Length; size++)
        {
            frontier.Append(leaves[size - 1]);
            Assert.Equal(size, frontier.Size);
            Assert.Equal(NaiveTree.Root(leaves.AsSpan(0, size)), frontier.Root());
            frontier = Frontier.FromBytes(frontier.ToBytes());
        }
    }, iter: 30);

    [Fact]
    public void Complete_subtrees_can_be_appended_at_once()
    {
        var leaves = Enumerable.Range(0, 13).Select(one => new[] { (byte)one }).ToArray();
        var frontier = new Frontier();
        frontier.AppendSubtree(3, NaiveTree.Root(leaves.AsSpan(0, 8)));
        frontier.AppendSubtree(2, NaiveTree.Root(leaves.AsSpan(8, 4)));
        frontier.Append(leaves[12]);
        Assert.Equal(NaiveTree.Root(leaves), frontier.Root());
        Assert.Throws<ArgumentException>(() => frontier.AppendSubtree(1, default));
    }

    [Fact]
    public void A_frontier_that_was_cut_short_is_not_read()
    {
        var frontier = new Frontier();
        for (var i = 0; i < 5; i++) frontier.Append([(byte)i]);
        var bytes = frontier.ToBytes();
        Assert.Equal(8 + 2 * 32, bytes.Length);
        Assert.Throws<FormatException>(() => Frontier.FromBytes(bytes.AsSpan(0, bytes.Length - 1)));
        Assert.Throws<FormatException>(() => Frontier.FromBytes([1, 2, 3]));
        bytes[0] = 0x80;
        Assert.Throws<FormatException>(() => Frontier.FromBytes(bytes));
    }

    [Fact]
    public void Every_leaf_can_be_proved_and_only_at_its_place() => Leaves.Sample(leaves =>
    {
        var (root, subtree) = Grow(leaves);
        for (var index = 0; index < leaves.Length; index++)
        {
            var path = MerkleProof.Inclusion(index, leaves.Length, subtree);
            Assert.Equal(NaiveTree.Path(index, leaves), path);
            var leaf = MerkleTree.Leaf(leaves[index]);
            Assert.True(MerkleProof.IsIncluded(leaf, index, leaves.Length, path, root));
            Assert.False(MerkleProof.IsIncluded(MerkleTree.Leaf([1, 2, 3, .. leaves[index]]), index, leaves.Length, path, root));
            Assert.False(MerkleProof.IsIncluded(leaf, index + leaves.Length, leaves.Length, path, root));
            Assert.False(MerkleProof.IsIncluded(leaf, -1, leaves.Length, path, root));
            Assert.False(MerkleProof.IsIncluded(leaf, index, leaves.Length, [.. path, root], root));
            if (path.Count > 0) Assert.False(MerkleProof.IsIncluded(leaf, index, leaves.Length, [.. path.Skip(1)], root));
        }
    }, iter: 30);

    [Fact]
    public void A_tree_proves_every_tree_it_grew_out_of_and_no_other() => Leaves.Sample(leaves =>
    {
        var (root, subtree) = Grow(leaves);
        for (var old = 1; old <= leaves.Length; old++)
        {
            var path = MerkleProof.Consistency(old, leaves.Length, subtree);
            var oldRoot = NaiveTree.Root(leaves.AsSpan(0, old));
            Assert.Equal(NaiveTree.Proof(old, leaves), path);
            Assert.True(MerkleProof.IsConsistent(old, oldRoot, leaves.Length, root, path));
            Assert.False(MerkleProof.IsConsistent(old, MerkleTree.Leaf([9, 9]), leaves.Length, root, path));
            Assert.False(MerkleProof.IsConsistent(old, oldRoot, leaves.Length, MerkleTree.Leaf([9, 9]), path));
            Assert.False(MerkleProof.IsConsistent(old, oldRoot, leaves.Length, root, [.. path, root]));
            if (path.Count > 0) Assert.False(MerkleProof.IsConsistent(old, oldRoot, leaves.Length, root, [.. path.Skip(1)]));
        }
    }, iter: 30);

    [Fact]
    public void Every_tree_grew_out_of_the_empty_one()
    {
        var (root, subtree) = Grow(Published);
        Assert.Empty(MerkleProof.Consistency(0, 8, subtree));
        Assert.True(MerkleProof.IsConsistent(0, MerkleTree.EmptyRoot, 8, root, []));
        Assert.False(MerkleProof.IsConsistent(0, root, 8, root, []));
        Assert.False(MerkleProof.IsConsistent(9, root, 8, root, []));
    }

    [Fact]
    public void What_a_proof_needs_is_known_before_it_is_made()
    {
        var (root, subtree) = Grow(Published[..7]);
        var needs = MerkleProof.Needs(read => MerkleProof.Inclusion(2, 7, read));
        Assert.Equal([new(0, 3), new(0, 6), new(1, 0), new(1, 2)], needs.OrderBy(one => one.Level).ThenBy(one => one.Index));
        var kept = needs.ToDictionary(one => one, subtree);
        Assert.True(MerkleProof.IsIncluded(MerkleTree.Leaf(Published[2]), 2, 7, MerkleProof.Inclusion(2, 7, one => kept[one]), root));
    }

    private static (Digest Root, Func<Subtree, Digest> Subtree) Grow(byte[][] leaves)
    {
        var kept = new Dictionary<Subtree, Digest>();
        var frontier = new Frontier();
        foreach (var leaf in leaves) frontier.AppendHash(MerkleTree.Leaf(leaf), kept.Add);
        return (frontier.Root(), one => kept[one]);
    }
}
