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
            .LeftJoin(db.JournalPayloads.AsNoTracking(), e => e.Number, p => p.Entry, (e, p) => new { e.Number, e.PayloadDigest, p!.Salt, p.Payload })
            .OrderBy(pair => pair.Number);
        await foreach (var pair in pairs.AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (pair.Payload is null) yield return new("journal_payloads", $"{pair.Number}", "内容缺失。", "The payload is missing.");
            else if (!SHA256.HashData([.. pair.Salt, .. Encoding.UTF8.GetBytes(pair.Payload)]).AsSpan().SequenceEqual(pair.PayloadDigest))
                yield return new("journal_payloads", $"{pair.Number}", "内容与叶中的摘要不符。", "The payload does not hash to the digest in its leaf.");
        }
    }
}
