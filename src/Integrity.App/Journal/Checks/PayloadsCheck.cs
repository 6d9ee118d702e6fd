using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Journal.Checks;

/// <summary>Every payload with its salt hashes to the digest in its leaf.</summary>
internal sealed class PayloadsCheck : ICheck
{
    public string Name => "journal.payloads";
    public string Rule => "J-1";
    public string Zh => "日志内容加盐后与叶中的摘要一致";
    public string En => "Every payload with its salt hashes to the digest in its leaf";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var pairs = db.JournalEntries.AsNoTracking()
            .LeftJoin(db.JournalPayloads.AsNoTracking(), e => e.Number, p => p.Entry, (e, p) => new { e.Number, e.PayloadDigest, p!.Salt, p.Payload, e.Effects, Sealed = (bool?)p.Sealed })
            .OrderBy(pair => pair.Number);
        foreach (var stray in await db.JournalPayloads.Where(p => !db.Set<JournalEntry>().Any(e => e.Number == p.Entry)).Select(p => p.Entry).OrderBy(entry => entry).Take(Verification.Most).ToListAsync(cancel))
            yield return new("journal_payloads", $"{stray}", "没有这一条日志。", "There is no such journal entry.");
        await foreach (var pair in pairs.AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (pair.Payload is null) yield return new("journal_payloads", $"{pair.Number}", "内容缺失。", "The payload is missing.");
            else if (!SHA256.HashData([.. pair.Salt, .. Encoding.UTF8.GetBytes(pair.Payload)]).AsSpan().SequenceEqual(pair.PayloadDigest))
                yield return new("journal_payloads", $"{pair.Number}", "内容与叶中的摘要不符。", "The payload does not hash to the digest in its leaf.");
            else if (pair.Sealed != pair.Effects.Contains($"\"{JournalEntry.SealedEffect}\":", StringComparison.Ordinal))
                yield return new("journal_payloads", $"{pair.Number}", "是否密封与叶中所记不符。", "Whether it is sealed is not what its leaf says.");
        }
    }
}
