using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Integrity.App.Journal;

/// <summary>The key that outsiders check checkpoints with: a name and an Ed25519 public key.</summary>
/// <remarks>Shape of the text: <c>name+key hash in hexadecimal+base64(1 ‖ public key)</c>. Source: C2SP signed-note.</remarks>
public sealed class CheckpointVerifier
{
    internal const byte Ed25519Algorithm = 1;
    private readonly byte[] publicKey;

    internal CheckpointVerifier(string name, byte[] publicKey)
    {
        if (name.Length == 0 || name.Contains('+', StringComparison.Ordinal) || name.Any(char.IsWhiteSpace))
            throw new ArgumentException("A key's name has no plus sign and no white space.", nameof(name));
        (Name, this.publicKey) = (name, publicKey);
        KeyHash = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519Algorithm, .. publicKey]));
    }

    public string Name { get; }

    /// <summary>Tells two keys of one name apart; it proves nothing.</summary>
    public uint KeyHash { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out CheckpointVerifier? verifier)
    {
        verifier = null;
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || parts[0].Length == 0 || parts[0].Any(char.IsWhiteSpace)) return false;
        var bytes = new byte[parts[2].Length];
        if (!Convert.TryFromBase64String(parts[2], bytes, out var length)) return false;
        if (length != 1 + Ed25519.PublicKeySize || bytes[0] != Ed25519Algorithm) return false;
        var read = new CheckpointVerifier(parts[0], bytes[1..length]);
        if (read.ToString() != text) return false;
        verifier = read;
        return true;
    }

    public bool IsSignedBy(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == Ed25519.SignatureSize
        && Ed25519.Verify(signature.ToArray(), 0, publicKey, 0, message.ToArray(), 0, message.Length);

    public override string ToString() => $"{Name}+{KeyHash:x8}+{Convert.ToBase64String([Ed25519Algorithm, .. publicKey])}";
}

/// <summary>The bureau's own key for checkpoints. Whoever holds it can sign another history: it is kept apart from the database.</summary>
/// <remarks>Shape: the seed of RFC 8032, 32 bytes. The text that is stored is <c>PRIVATE+KEY+name+key hash+base64(1 ‖ seed)</c>.</remarks>
public sealed class CheckpointKey
{
    private const string Mark = "PRIVATE+KEY+";
    private readonly byte[] seed;

    private CheckpointKey(string name, byte[] seed)
    {
        var publicKey = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(seed, 0, publicKey, 0);
        (this.seed, Verifier) = (seed, new(name, publicKey));
    }

    public CheckpointVerifier Verifier { get; }

    /// <param name="name">As outsiders will know it, such as <c>bureau.example/journal</c>.</param>
    /// <param name="chance">32 bytes that nobody can guess.</param>
    public static CheckpointKey Make(string name, ReadOnlySpan<byte> chance)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(chance.Length, Ed25519.SecretKeySize);
        return new(name, chance.ToArray());
    }

    /// <summary>Reads what <see cref="ToStoredText"/> wrote.</summary>
    /// <remarks>Errors: any other text throws, and the message does not repeat it.</remarks>
    public static CheckpointKey FromStoredText(string text)
    {
        var parts = text.StartsWith(Mark, StringComparison.Ordinal) ? text[Mark.Length..].Split('+', 3) : [];
        var bytes = new byte[parts.Length == 3 ? parts[2].Length : 0];
        if (parts.Length == 3
            && Convert.TryFromBase64String(parts[2], bytes, out var length)
            && length == 1 + Ed25519.SecretKeySize
            && bytes[0] == CheckpointVerifier.Ed25519Algorithm)
        {
            var key = new CheckpointKey(parts[0], bytes[1..length]);
            if (key.ToStoredText() == text) return key;
        }
        throw new FormatException("Not a checkpoint key.");
    }

    public string ToStoredText() => $"{Mark}{Verifier.Name}+{Verifier.KeyHash:x8}+{Convert.ToBase64String([CheckpointVerifier.Ed25519Algorithm, .. seed])}";

    /// <summary>The public half only: a log or a debugger never shows the seed.</summary>
    public override string ToString() => Verifier.ToString();

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(seed, 0, message.ToArray(), 0, message.Length, signature, 0);
        return signature;
    }
}
