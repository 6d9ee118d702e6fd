using Integrity.App.Journal;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Journal;

/// <summary>J-1: signed checkpoints are published, and outsiders can check them.</summary>
public sealed class CheckpointTests
{
    private static readonly CheckpointKey Key = KeyOf("bureau.example/journal", 1);
    private static readonly Checkpoint Example = new(
        "bureau.example/journal", 42, Digest.Parse("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), new(2026, 5, 9, 1, 2, 3, DateTimeKind.Utc));

    [Fact]
    public void The_note_is_text_that_people_and_programs_read()
    {
        var lines = Example.Sign(Key).Split('\n');
        Assert.Equal(["bureau.example/journal", "42", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "2026-05-09T01:02:03.0000000Z", ""], lines[..5]);
        Assert.StartsWith("\u2014 bureau.example/journal ", lines[5], StringComparison.Ordinal);
        Assert.Equal(["", ""], [lines[6], lines[^1]]);
        Assert.Equal(Example, Checkpoint.Open(Example.Sign(Key), Key.Verifier));
    }

    /// <summary>Source: RFC 8032, section 7.1, the first test.</summary>
    [Fact]
    public void The_signature_is_the_one_of_the_standard()
    {
        var key = CheckpointKey.Make("a", Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
        Assert.EndsWith("+" + Convert.ToBase64String([1, .. Convert.FromHexString("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")]), key.Verifier.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            Convert.ToHexStringLower(key.Sign([])));
    }

    /// <summary>Source: the worked example of golang.org/x/mod/sumdb/note.</summary>
    [Fact]
    public void Notes_of_other_makers_are_verified_with_the_same_code()
    {
        Assert.True(CheckpointVerifier.TryParse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", out var verifier));
        const string text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
        var signature = Convert.FromBase64String("x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=");
        Assert.True(verifier.IsSignedBy(System.Text.Encoding.UTF8.GetBytes(text), signature.AsSpan(4)));
    }

    [Fact]
    public void One_changed_letter_breaks_the_signature()
    {
        var note = Example.Sign(Key);
        for (var i = 0; i < note.Length; i++)
        {
            var forged = $"{note[..i]}{(note[i] == 'A' ? 'B' : 'A')}{note[(i + 1)..]}";
            Assert.Null(Checkpoint.Open(forged, Key.Verifier));
        }
    }

    [Fact]
    public void Nobody_signs_for_another()
    {
        Assert.Null(Checkpoint.Open(Example.Sign(KeyOf("bureau.example/journal", 2)), Key.Verifier));
        Assert.Null(Checkpoint.Open(Example.Sign(KeyOf("other.example/journal", 1)), Key.Verifier));
        Assert.Null(Checkpoint.Open(Example.ToBody(), Key.Verifier));
        Assert.Null(Checkpoint.Open("", Key.Verifier));
    }

    [Fact]
    public void A_witness_may_sign_beside_the_bureau()
    {
        var witness = KeyOf("court.example", 3);
        var note = Example.Sign(Key) + Example.Sign(witness).Split("\n\n")[1];
        Assert.Equal(Example, Checkpoint.Open(note, Key.Verifier));
        Assert.Equal(Example, Checkpoint.Open(note, witness.Verifier));
    }

    [Fact]
    public void A_key_survives_its_store_and_does_not_show_itself()
    {
        var again = CheckpointKey.FromStoredText(Key.ToStoredText());
        Assert.Equal(Example.Sign(Key), Example.Sign(again));
        Assert.DoesNotContain(Key.ToString(), Key.ToStoredText(), StringComparison.Ordinal);
        Assert.Equal(Key.Verifier.ToString(), Key.ToString());
        Assert.True(CheckpointVerifier.TryParse(Key.Verifier.ToString(), out _));
        foreach (var broken in (string[])["", "a+b", Key.ToStoredText() + "A", Key.ToStoredText()["PRIVATE+KEY+".Length..]])
        {
            Assert.Throws<FormatException>(() => CheckpointKey.FromStoredText(broken));
            Assert.False(CheckpointVerifier.TryParse(broken, out _));
        }
        Assert.ThrowsAny<ArgumentException>(() => CheckpointKey.Make("a", new byte[31]));
        Assert.ThrowsAny<ArgumentException>(() => CheckpointKey.Make("a b", new byte[32]));
    }

    [Fact]
    public void A_checkpoint_that_could_be_read_in_two_ways_is_not_signed()
    {
        Assert.ThrowsAny<InvalidOperationException>(() => (Example with { Origin = "a\n99" }).Sign(Key));
        Assert.ThrowsAny<ArgumentException>(() => (Example with { Size = -1 }).Sign(Key));
        Assert.ThrowsAny<ArgumentException>(() => (Example with { Time = DateTime.SpecifyKind(Example.Time, DateTimeKind.Local) }).Sign(Key));
    }

    private static CheckpointKey KeyOf(string name, byte chance) => CheckpointKey.Make(name, Enumerable.Repeat(chance, 32).ToArray());
}
