using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Integrity.App.Cases.Documents;
using Integrity.App.Documents;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>One thing in a packet, or one that is only named in it by its hash.</summary>
/// <param name="File">As it lies in the ZIP; null where only its hash is listed.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="Bytes">Unit: bytes; null where only its hash is listed.</param>
public sealed record PacketEntry(int Number, string TitleZh, string TitleEn, string? File, string Sha256, long? Bytes);

/// <summary>The list that goes with a packet, for people and for programs (P-9).</summary>
public sealed record PacketManifest(string Referral, string Case, string Party, DateOnly MadeOn, IReadOnlyList<PacketEntry> Entries);

/// <summary>Makes the packet of a referral from the case: its documents, the papers that were voted, and its evidence (P-9).</summary>
/// <remarks>Invariant: the same case gives the same bytes. Entries are stored, not compressed, and bear the day of the packet.</remarks>
public sealed class Packets(IntegrityDb db)
{
    public const string ManifestName = "00-manifest.json";
    public const string ListName = "00-清单-list.txt";

    public async Task<MatterPacket> Make(MatterFile file, DateOnly day, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        var facts = await db.DocumentFactsOf(file.Of, cancel);
        var (contents, entries) = (new List<(string File, byte[] Content)>(), new List<PacketEntry>());
        void Add(Words title, string name, byte[] content)
        {
            var number = entries.Count + 1;
            contents.Add(($"{number:00}-{name}", content));
            entries.Add(new(number, title.Zh, title.En, contents[^1].File, Hash(content), content.Length));
        }
        // The referral itself comes first, then what led to it.
        foreach (var kind in DocumentKinds.Offered(facts).Where(kind => kind != DocumentKind.NoticeDraft).OrderBy(kind => kind != DocumentKind.Referral))
        {
            var title = DocumentKinds.TitleOf(kind);
            Add(title, $"{title.Zh}.html", DocumentHtml.Of(CaseDocuments.Write(kind, facts)));
        }
        foreach (var paper in file.Of.Papers.Where(p => p.Kind is CasePaperKind.Notice or CasePaperKind.Decision))
        {
            var title = paper.Kind == CasePaperKind.Notice ? new Words("告知书底稿", "Text of the notice") : new Words("决定书底稿", "Text of the decision");
            Add(title, $"{title.Zh}-{paper.Number}.json", Encoding.UTF8.GetBytes(paper.Text));
        }
        async Task AddKept(Words title, string name, string hash)
        {
            if (await Kept(hash, cancel) is { } kept) Add(title, $"{name}{Path.GetExtension(kept.Name)}", kept.Content);
            else entries.Add(new(entries.Count + 1, title.Zh, title.En, null, hash, null));
        }
        foreach (var finding in file.Of.Findings.Where(f => f.Document is not null))
            await AddKept(new($"证据{finding.Number}：{finding.Words}", $"Evidence {finding.Number}: {finding.Words}"), $"证据{finding.Number}", finding.Document!);
        // The other side is heard there too: what he stated, what was done and why, step by step, and the papers that prove it (P-6, P-9).
        foreach (var defence in file.Of.Defences)
        {
            Add(new($"陈述申辩{defence.Number}和答复", $"Statement {defence.Number} and its answer"), $"陈述申辩{defence.Number}.txt", Encoding.UTF8.GetBytes(
                $"{defence.RecordedOn:yyyy-MM-dd}\n\n{defence.Words}\n\n答复 / Answer：{(defence.Answer is null ? "—" : $"{defence.AnsweredOn:yyyy-MM-dd} {defence.Answer}")}\n"));
            if (defence.Document is { Length: > 0 } paper && !entries.Exists(e => e.Sha256 == paper)) await AddKept(new($"陈述申辩{defence.Number}所附材料", $"Paper of statement {defence.Number}"), $"陈述申辩{defence.Number}-材料", paper);
        }
        Add(new("办理经过", "What was done, step by step"), "办理经过.txt", Encoding.UTF8.GetBytes(string.Concat(file.Of.Steps.Select(step => RecordOf(file.Of, step)))));
        foreach (var step in file.Of.Steps.Where(step => step.Document is { Length: > 0 }))
        {
            if (entries.Exists(e => e.Sha256 == step.Document)) continue;
            var label = CaseWords.OfEvent(file.Of.Definition, step.Event);
            await AddKept(new($"第{step.Number}步“{label.Zh}”的凭据", $"Proof of step {step.Number}, {label.En}"), $"第{step.Number}步凭据", step.Document!);
        }

        var manifest = new PacketManifest(file.Matter.Number, facts.CaseNumber, facts.PartyName, day, entries);
        var text = Encoding.UTF8.GetBytes(CanonicalJson.Of(manifest));
        contents.InsertRange(0, [(ManifestName, text), (ListName, Encoding.UTF8.GetBytes(ListOf(manifest, Hash(text))))]);
        return new(file.Matter.Id, Hash(text), Zip(contents, day));
    }

    private static string RecordOf(CaseFile file, CaseStep step)
    {
        var label = CaseWords.OfEvent(file.Definition, step.Event);
        var words = step.Words is { Length: > 0 } said ? $"\n   {said}" : "";
        return $"{step.Number}. {BureauTime.LocalOf(step.At):yyyy-MM-dd HH:mm} {label.Zh} / {label.En}{words}{(step.Document is { Length: > 0 } paper ? $"\n   SHA-256: {paper}" : "")}\n";
    }

    /// <summary>The file behind a hash, whole; null where only the hash was entered.</summary>
    private async Task<(string Name, byte[] Content)?> Kept(string hash, CancellationToken cancel)
    {
        var digest = Digest.Parse(hash);
        var evidence = await db.EvidenceFiles.AsNoTracking().SingleOrDefaultAsync(e => e.Digest == digest, cancel);
        if (evidence is null) return null;
        using var content = new MemoryStream();
        foreach (var part in await db.EvidenceParts.AsNoTracking().Where(p => p.Evidence == evidence.Id).OrderBy(p => p.Number).Select(p => p.Content).ToListAsync(cancel)) content.Write(part);
        return (evidence.Name, content.ToArray());
    }

    /// <summary>The list for people, in both languages; it names the hash of the list for programs.</summary>
    private static string ListOf(PacketManifest manifest, string digest)
    {
        var text = new StringBuilder()
            .Append("移送材料清单 / List of the packet\n")
            .Append(System.Globalization.CultureInfo.InvariantCulture, $"移送编号 / Referral: {manifest.Referral}\n案号 / Case: {manifest.Case}\n当事人 / Party: {manifest.Party}\n")
            .Append(System.Globalization.CultureInfo.InvariantCulture, $"制作日 / Made on: {manifest.MadeOn:yyyy-MM-dd}\n{ManifestName} SHA-256: {digest}\n\n");
        foreach (var entry in manifest.Entries)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{entry.Number}. {entry.TitleZh} / {entry.TitleEn}\n   {entry.File ?? "原件另交，按哈希值核对 / handed over apart, checked by its hash"}\n   SHA-256: {entry.Sha256}\n");
        return text.ToString();
    }

    private static byte[] Zip(IEnumerable<(string File, byte[] Content)> contents, DateOnly day)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
            foreach (var (file, content) in contents)
            {
                var entry = zip.CreateEntry(file, CompressionLevel.NoCompression);
                // A ZIP keeps no zone: the day itself is written, on every machine the same.
                entry.LastWriteTime = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
                using var into = entry.Open();
                into.Write(content);
            }
        return stream.ToArray();
    }

    private static string Hash(byte[] content) => Digest.FromBytes(SHA256.HashData(content)).ToString();
}
