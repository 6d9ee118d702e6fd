using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Documents;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Documents;

/// <summary>A file on its way in. The journal keeps its SHA-256 only.</summary>
[JsonConverter(typeof(FileJson))]
public sealed class EvidenceFile(byte[] content)
{
    internal byte[] Content => content;

    internal Digest Digest { get; } = Digest.FromBytes(SHA256.HashData(content));

    private sealed class FileJson : JsonConverter<EvidenceFile>
    {
        public override EvidenceFile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new JsonException("A file is uploaded, not written as JSON.");

        public override void Write(Utf8JsonWriter writer, EvidenceFile value, JsonSerializerOptions options) => writer.WriteStringValue(value.Digest.ToString());
    }
}

/// <summary>What an act names to be bound to the file: its SHA-256, and what it is.</summary>
public sealed record EvidenceKept(Digest Digest, EvidenceKind Kind, long Length, string Name);

/// <summary>Somebody brings in an evidence file: it is kept once by its SHA-256, and that he did so is the next link in its chain of custody.</summary>
/// <param name="File">Its content tells its kind; its name does not.</param>
/// <param name="Name">As its sender calls it.</param>
/// <param name="About">What it is brought in for, in a few words.</param>
/// <remarks>Rules: P-2, J-1. Whatever his duty is, its acts name papers, so he may bring them in. Errors: what is not on the closed list of kinds is refused.</remarks>
[May(AnyBusiness = true), Said("提交证据文件", "Bring in an evidence file")]
public sealed record BringInEvidence(EvidenceFile File, string Name, string About) : IAct<EvidenceKept>, INamesToRead;

public sealed class BringInEvidenceHandler(IntegrityDb db) : IHandle<BringInEvidence, EvidenceKept>
{
    public async Task<Outcome<EvidenceKept>> Handle(BringInEvidence act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var (content, digest) = (act.File.Content, act.File.Digest);
        var known = await db.EvidenceFiles.SingleOrDefaultAsync(f => f.Digest == digest, cancel);

        // Decide.
        var examined = Evidence.Examine(content, act.Name, act.About);
        if (!examined.IsDone) return examined.Refusal;
        var (kind, name, about) = examined.Value;

        // Keep.
        context.Effects["about"] = about;
        if (known is not null)
        {
            context.Touch(known.Id.Value);
            return new EvidenceKept(digest, known.Kind, known.Length, name);
        }
        var kept = Evidence.Keep(await context.NewId<EvidenceId>(cancel), digest, content.Length, kind, name, about, context.Actor, context.Now);
        db.EvidenceFiles.Add(kept);
        db.EvidenceParts.AddRange(EvidencePart.Of(kept.Id, content));
        return new EvidenceKept(digest, kind, kept.Length, name);
    }
}
