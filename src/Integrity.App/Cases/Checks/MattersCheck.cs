using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases.Checks;

/// <summary>Where a matter stands agrees with what was done: a bar is on record while it is in force, a packet was handed over and is whole, names were sealed before they left.</summary>
internal sealed class MattersCheck : ICheck
{
    public string Name => "cases.matters";
    public string Rule => "P-8, P-9, P-11";
    public string Zh => "派生事项的环节与登记一致：禁入有登记，移送有材料且清单摘要相符，移交前姓名已密封";
    public string En => "Each matter's step agrees with what is on record: a bar in force, a packet that is whole, names sealed before they left";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var packets = await db.MatterPackets.AsNoTracking().ToDictionaryAsync(p => p.Matter, cancel);
        var bars = await db.MarketExclusions.AsNoTracking().ToDictionaryAsync(x => x.Id, cancel);
        foreach (var matter in await db.Matters.AsNoTracking().OrderBy(m => m.Id).ToListAsync(cancel))
        {
            var top = matter.State.Split('.')[0];
            if (matter.Kind == MatterKind.Exclusion && (top == "barred") != (matter.Exclusion is { } id && bars[id].LiftedOn is null && !matter.Ended))
                yield return Of(matter, "环节与禁入登记不符。", "Its step does not agree with the bar on record.");
            if (matter.Kind == MatterKind.Referral && (top is "reported" or "approved" or "notReferred") == packets.ContainsKey(matter.Id))
                yield return Of(matter, "环节与移交材料不符。", "Its step does not agree with the packet.");
            if (matter.Kind == MatterKind.StaffMatter && top is "handedOver" or "answered" or "closed" && matter.SealedNames is null)
                yield return Of(matter, "姓名未密封即已移交。", "It was handed over without sealed names.");
        }
        foreach (var packet in packets.Values.OrderBy(p => p.Matter))
            if (ManifestOf(packet.Content) != packet.Digest) yield return new("matter_packets", $"{packet.Matter.Value}", "材料清单与摘要不符。", "The list in the packet is not the one whose hash was kept.");
    }

    private static string? ManifestOf(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content));
            using var manifest = zip.GetEntry(Packets.ManifestName)?.Open();
            return manifest is null ? null : Digest.FromBytes(SHA256.HashData(manifest)).ToString();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static Finding Of(Matter matter, string zh, string en) => new("matters", $"{matter.Id.Value}", zh, en);
}
