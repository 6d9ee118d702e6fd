using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Integrity.App.Storage;
using Integrity.Domain.Documents;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Documents.Checks;

/// <summary>Every evidence file still has the content whose hash its name is: what acts and entries are bound to can be shown.</summary>
internal sealed class EvidenceCheck : ICheck
{
    public string Name => "documents.evidence";
    public string Rule => "P-2, J-1";
    public string Zh => "每份证据文件的内容与其 SHA-256 一致，分段齐全";
    public string En => "The content of every evidence file has its SHA-256; no part is missing or added";
    public IReadOnlyList<string> Proves => ["evidence_parts"];

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        // One part in memory at a time, however large the files are.
        foreach (var file in await db.EvidenceFiles.AsNoTracking().OrderBy(f => f.Id).ToListAsync(cancel))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var (length, last, gap) = (0L, 0, false);
            await foreach (var part in db.EvidenceParts.AsNoTracking().Where(p => p.Evidence == file.Id).OrderBy(p => p.Number).AsAsyncEnumerable().WithCancellation(cancel))
            {
                gap |= part.Number != ++last;
                length += part.Content.Length;
                hash.AppendData(part.Content);
            }
            if (gap || length != file.Length || Domain.Values.Digest.FromBytes(hash.GetHashAndReset()) != file.Digest)
                yield return Of($"{file.Id.Value}", "内容与其 SHA-256 不符，或分段缺失。", "The content does not have its SHA-256, or a part is missing.");
        }
        var stray = db.EvidenceParts.AsNoTracking().Where(p => !db.Set<Evidence>().Any(f => f.Id == p.Evidence)).Select(p => p.Evidence).Order().Take(Verification.Most);
        foreach (var part in await stray.ToListAsync(cancel)) yield return Of($"{part.Value}", "没有这份文件。", "There is no such file.");
    }

    private static Finding Of(string row, string zh, string en) => new("evidence_parts", row, zh, en);
}
