using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Integrity.App.Journal;

/// <summary>One business event, in the words that its leaf is made of (J-1).</summary>
/// <remarks>Invariant: never changed; <see cref="LeafHash"/> is the RFC 6962 leaf of <see cref="Leaf"/>.</remarks>
public sealed class JournalEntry
{
    private JournalEntry() { }

    public long Number { get; private init; }
    public DateTime At { get; private init; }

    /// <summary>The act's name, or <see cref="Refused"/>.</summary>
    public string Kind { get; private init; } = "";

    public string Actor { get; private init; } = "";

    /// <summary>The numbers of the things it changed, ascending, with commas.</summary>
    public string Subjects { get; private init; } = "";

    /// <summary>Canonical JSON: ranges and roots of guarded rows that the act wrote.</summary>
    public string Effects { get; private init; } = "{}";

    /// <summary>SHA-256 of salt and payload.</summary>
    public byte[] PayloadDigest { get; private init; } = [];

    public byte[] LeafHash { get; private init; } = [];

    public const string Refused = "refused";

    /// <summary>The member of the effects that commits to the key and the answer of the act.</summary>
    public const string AnswerEffect = "answer";

    /// <summary>The effect that names in whose place the actor acted (代).</summary>
    public const string ForEffect = "for";

    /// <summary>The member of the effects that commits to the rows that the act added to guarded tables.</summary>
    public const string RowsEffect = "rows";

    /// <summary>Whether what was said stays closed until its item is.</summary>
    public const string SealedEffect = "sealed";

    public static JournalEntry Write(long number, DateTime at, string kind, string actor, IEnumerable<long> subjects, JsonObject effects, byte[] payloadDigest)
    {
        var entry = new JournalEntry
        {
            Number = number,
            At = at,
            Kind = kind,
            Actor = actor,
            Subjects = string.Join(',', subjects),
            Effects = CanonicalJson.Of(effects),
            PayloadDigest = payloadDigest,
            LeafHash = [],
        };
        return entry.WithHash();
    }

    /// <summary>The bytes that are hashed: canonical JSON (RFC 8785) of everything but the payload itself.</summary>
    public byte[] Leaf() => Encoding.UTF8.GetBytes(CanonicalJson.Of(new JsonObject
    {
        ["number"] = Number.ToString(),
        ["at"] = At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
        ["kind"] = Kind,
        ["actor"] = Actor,
        ["subjects"] = Subjects,
        ["effects"] = JsonNode.Parse(Effects),
        ["payload"] = Convert.ToHexStringLower(PayloadDigest),
    }));

    private JournalEntry WithHash() => new()
    {
        Number = Number,
        At = At,
        Kind = Kind,
        Actor = Actor,
        Subjects = Subjects,
        Effects = Effects,
        PayloadDigest = PayloadDigest,
        LeafHash = MerkleTree.Leaf(Leaf()).ToArray(),
    };
}

/// <summary>What an entry's act said, apart from the leaf so that the law's erasures do not break the tree.</summary>
public sealed class JournalPayload
{
    public required long Entry { get; init; }
    public required byte[] Salt { get; init; }
    public required string Payload { get; set; }

    /// <summary>Nobody may read it yet, or any more.</summary>
    public required bool Sealed { get; init; }
}

/// <summary>Which entries changed a thing; the last one's number is the thing's version.</summary>
public sealed class JournalSubject
{
    public required long Subject { get; init; }
    public required long Entry { get; init; }
}

/// <summary>What an actor was answered under a key.</summary>
public sealed class ActAnswer
{
    public required string Actor { get; init; }
    public required string Key { get; init; }
    public required byte[] ActDigest { get; init; }
    public required long Entry { get; init; }
    public required string Answer { get; init; }

    /// <summary>What an act is, for telling the same from another under one key.</summary>
    public static byte[] DigestOf(string act, string payload) => SHA256.HashData(Encoding.UTF8.GetBytes(act + "\n" + payload));

    /// <summary>What the leaf says of the answer, under the entry's salt.</summary>
    public static byte[] Commit(byte[] salt, string key, string answer) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(key + "\n" + answer)]);
}
