using System.Runtime.CompilerServices;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Disclosure.Checks;

/// <summary>Every published checkpoint still covers the journal as it is now: its root is recomputed from the leaves.</summary>
internal sealed class CheckpointsCheck : ICheck
{
    public string Name => "journal.checkpoints";
    public string Rule => "J-1";
    public string Zh => "每个已公布检查点的根与现有日志一致";
    public string En => "Every published checkpoint's root is that of the journal as it is now";
    public IReadOnlyList<string> Proves => [];

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var frontier = new Frontier();
        var published = new Queue<PublishedCheckpoint>(await db.Checkpoints.AsNoTracking().OrderBy(c => c.Size).ToListAsync(cancel));
        await foreach (var leaf in db.JournalEntries.AsNoTracking().OrderBy(e => e.Number).Select(e => e.LeafHash).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (published.Count == 0) yield break;
            frontier.AppendHash(Digest.FromBytes(leaf));
            if (published.Peek().Size != frontier.Size) continue;
            var checkpoint = published.Dequeue();
            if (checkpoint.Root != frontier.Root() || !checkpoint.Note.Contains(Convert.ToBase64String(checkpoint.Root.ToArray()), StringComparison.Ordinal))
                yield return new("checkpoints", $"{checkpoint.Size}", "检查点与日志不符，日志在公布后被改动。", "It does not fit the journal, which was changed after it was published.");
        }
        foreach (var beyond in published) yield return new("checkpoints", $"{beyond.Size}", "检查点超出日志，日志被截短。", "It covers more than the journal has, which was cut short.");
    }
}
