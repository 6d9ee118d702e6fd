using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Documents;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Documents;

/// <summary>A paper is named by who brought it in or may read it.</summary>
/// <remarks>
/// The attacker knows the hash of a paper that is closed to him and names it in something of his own, to read it there. Of a contractor a hash that is kept nowhere is refused as well,
/// or the answer would tell him whether the bureau has the file; the bureau's own people may name a paper that lies in a folder only.
/// </remarks>
public sealed class NamingRight(IntegrityDb db, EvidenceReaders readers) : INamingRight
{
    public async Task<Refusal?> Check(IReadOnlyList<string> hashes, ActContext context, CancellationToken cancel)
    {
        foreach (var hash in hashes)
        {
            if (!Digest.TryParse(hash, out var digest)) continue;
            var mayBeElsewhere = context.Official.Party is null;
            if (mayBeElsewhere && !await db.EvidenceFiles.AnyAsync(f => f.Digest == digest, cancel)) continue;
            if (await readers.Read(hash, context.Caller, context.Official.Party, context.Now, cancel) is null) return DocumentRefusals.PaperNotYours();
        }
        return null;
    }
}
