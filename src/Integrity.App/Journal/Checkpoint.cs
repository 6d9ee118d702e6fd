using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Integrity.App.Values;
using Integrity.Domain.Values;

namespace Integrity.App.Journal;

/// <summary>What the bureau says its journal was at an instant: once outsiders hold it, nothing before it can be changed unseen.</summary>
/// <remarks>
/// Shape of the note, each line with its line feed: origin, size, root in base64, time, an empty line, and
/// <c>— name base64(key hash ‖ signature)</c>. Existing witnesses read it. Rules: J-1. Source: C2SP tlog-checkpoint and signed-note.
/// </remarks>
/// <param name="Origin">Names the journal, such as <c>bureau.example/journal</c>.</param>
/// <param name="Size">How many leaves the tree has.</param>
/// <param name="Root">The root over them.</param>
/// <param name="Time">UTC; the last of those leaves is not younger.</param>
public sealed record Checkpoint(string Origin, long Size, Digest Root, DateTime Time)
{
    private const string SignatureMark = "\u2014 ";
    private const int KeyHashBytes = 4;

    /// <summary>The signed part of the note.</summary>
    /// <remarks>Errors: an origin that is empty or holds a line break, a negative size or a time that is not UTC is a fault.</remarks>
    public string ToBody()
    {
        if (Origin.Length == 0 || Origin.Any(char.IsControl)) throw new InvalidOperationException("An origin is one line.");
        ArgumentOutOfRangeException.ThrowIfNegative(Size);
        return $"{Origin}\n{Size.ToString(CultureInfo.InvariantCulture)}\n{Convert.ToBase64String(Root.ToArray())}\n{InstantJson.ToText(Time)}\n";
    }

    /// <summary>The whole note as it is published.</summary>
    public string Sign(CheckpointKey key)
    {
        var body = ToBody();
        var signature = key.Sign(Encoding.UTF8.GetBytes(body));
        var line = new byte[KeyHashBytes + signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(line, key.Verifier.KeyHash);
        signature.CopyTo(line, KeyHashBytes);
        return $"{body}\n{SignatureMark}{key.Verifier.Name} {Convert.ToBase64String(line)}\n";
    }

    /// <summary>The checkpoint of a note, or null where the key has not signed exactly this text. Signatures of witnesses beside it are passed over.</summary>
    public static Checkpoint? Open(string note, CheckpointVerifier verifier)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal) + 1;
        if (end == 0 || !note.EndsWith('\n')) return null;
        var body = note[..end];
        var message = Encoding.UTF8.GetBytes(body);
        var signed = note[(end + 1)..].TrimEnd('\n').Split('\n').Any(line => IsSignature(line, message, verifier));
        return signed ? Read(body) : null;
    }

    private static bool IsSignature(string line, byte[] message, CheckpointVerifier verifier)
    {
        var start = $"{SignatureMark}{verifier.Name} ";
        if (!line.StartsWith(start, StringComparison.Ordinal)) return false;
        var bytes = new byte[line.Length];
        return Convert.TryFromBase64String(line[start.Length..], bytes, out var length)
            && length > KeyHashBytes
            && BinaryPrimitives.ReadUInt32BigEndian(bytes) == verifier.KeyHash
            && verifier.IsSignedBy(message, bytes.AsSpan(KeyHashBytes, length - KeyHashBytes));
    }

    private static Checkpoint? Read(string body)
    {
        var lines = body.Split('\n');
        var root = new byte[Digest.Bytes + 2];
        if (lines.Length != 5
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || !Convert.TryFromBase64String(lines[2], root, out var length) || length != Digest.Bytes
            || !DateTime.TryParse(lines[3], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) || time.Kind != DateTimeKind.Utc)
        {
            return null;
        }
        var read = new Checkpoint(lines[0], size, Digest.FromBytes(root.AsSpan(0, length)), time);
        return lines[0].Length > 0 && read.ToBody() == body ? read : null;
    }
}
