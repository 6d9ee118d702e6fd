using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Acts;

/// <param name="Size">How many entries the journal has.</param>
/// <param name="Root">The RFC 6962 root over them; compare it with a published checkpoint of the same size.</param>
public sealed record JournalHead(long Size, Digest Root);

/// <summary>The journal's size and root, worked out from the leaves as they are stored now.</summary>
/// <remarks>Rules: J-1.</remarks>
[May(Operator = true)]
public sealed record ShowJournalHead : IAsk<JournalHead>;

public sealed class ShowJournalHeadAnswer(IntegrityDb db) : IAnswer<ShowJournalHead, JournalHead>
{
    public async Task<Outcome<JournalHead>> Answer(ShowJournalHead ask, AskContext context, CancellationToken cancel)
    {
        var tree = new Frontier();
        await foreach (var leaf in db.JournalEntries.AsNoTracking().OrderBy(e => e.Number).Select(e => e.LeafHash).AsAsyncEnumerable().WithCancellation(cancel))
            tree.AppendHash(Digest.FromBytes(leaf));
        return new JournalHead(tree.Size, tree.Root());
    }
}
