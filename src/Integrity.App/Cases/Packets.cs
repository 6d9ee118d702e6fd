using System.IO.Compression;
using System.Text;
using Integrity.App.Cases.Documents;
using Integrity.App.Documents;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Documents;
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
/// <remarks>
/// Invariant: the same case, organ and day give the same bytes. Entries are stored, not compressed, and bear the day of the packet.
/// What is sent is sent with its list (P-9), and a letter without its receiver is no letter: so the organ is named before the packet is made. A preview can be made for it,
/// and the step that sends makes the packet anew for the organ that it names and keeps it; a packet that was looked at before and is out of date by then is nowhere kept.
/// The letter lists the papers of the manifest under their numbers, itself as the first; its own hash can only stand in the manifest.
/// </remarks>
public sealed class Packets(IntegrityDb db)
{
    public const string ManifestName = "00-manifest.json";
    public const string ListName = "00-清单-list.txt";

    /// <param name="file">The referral with its case.</param>
    /// <param name="organ">To whom it goes; blank in the letter where it is not named yet.</param>
    /// <param name="day">The day on which it is made.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="sentOn">The day of handing over, where it is entered later; the letter bears it.</param>
    public async Task<MatterPacket> Make(MatterFile file, string? organ, DateOnly day, CancellationToken cancel, DateOnly? sentOn = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        var facts = await db.DocumentFactsOf(file.Of, cancel);
        var papers = await db.PacketPapersOf(file.Of, facts, file.Matter.Id, cancel);
        var letter = CaseDocuments.ReferralOf(facts with { ReferralSent = string.IsNullOrWhiteSpace(organ) ? null : new(organ.Trim(), sentOn ?? day, null), Packet = [.. papers.Select(p => (p.Title, p.Sha256))] });
        var (contents, entries) = (new List<(string File, byte[] Content)>(), new List<PacketEntry>());
        void Add(Words title, string? name, string hash, byte[]? content)
        {
            var number = entries.Count + 1;
            var inside = content is null ? null : $"{number:00}-{name}";
            if (content is not null) contents.Add((inside!, content));
            entries.Add(new(number, title.Zh, title.En, inside, hash, content?.Length));
        }
        // The referral itself comes first, then what led to it.
        var (title, html) = (DocumentKinds.TitleOf(DocumentKind.Referral), DocumentHtml.Of(letter));
        Add(title, $"{title.Zh}.html", PacketPaper.Hash(html), html);
        foreach (var paper in papers) Add(paper.Title, paper.File, paper.Sha256, paper.Content ?? (paper.Kept is { } kept ? await Kept(kept, cancel) : null));

        var manifest = new PacketManifest(file.Matter.Number, facts.CaseNumber, facts.PartyName, day, entries);
        var text = Encoding.UTF8.GetBytes(CanonicalJson.Of(manifest));
        contents.InsertRange(0, [(ManifestName, text), (ListName, Encoding.UTF8.GetBytes(ListOf(manifest, PacketPaper.Hash(text))))]);
        return new(file.Matter.Id, PacketPaper.Hash(text), Zip(contents, day), CanonicalJson.Of(letter));
    }

    private async Task<byte[]> Kept(EvidenceId evidence, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        foreach (var part in await db.EvidenceParts.AsNoTracking().Where(p => p.Evidence == evidence).OrderBy(p => p.Number).Select(p => p.Content).ToListAsync(cancel)) content.Write(part);
        return content.ToArray();
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
}
