using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Disclosure;

/// <summary>Signs and publishes the journal's size and root as they are now: whoever keeps the note can prove any later change of what it covers.</summary>
/// <remarks>Rules: J-1. Done by the clock, and by whoever publishes.</remarks>
[May(Duty.Publish, Operator = true), Said("公布日志检查点", "Publish a checkpoint")]
public sealed record PublishCheckpoint : IAct<long>;

public sealed class PublishCheckpointHandler(IntegrityDb db, IDataProtectionProvider protection, Chance chance) : IHandle<PublishCheckpoint, long>
{
    /// <summary>Names the journal and its key.</summary>
    public const string Origin = "integrity.bureau/journal";

    private const string Purpose = "Integrity.Checkpoint";

    public async Task<Outcome<long>> Handle(PublishCheckpoint act, ActContext context, CancellationToken cancel)
    {
        // Gather: the leaves so far; this act's own entry comes after them.
        var frontier = await JournalTree.Read(db, context.Number - 1, cancel);
        var key = await Key(cancel);

        // Decide and keep.
        if (await db.Checkpoints.AnyAsync(c => c.Size == frontier.Size, cancel)) return frontier.Size;
        var checkpoint = new Checkpoint(Origin, frontier.Size, frontier.Root(), context.Now);
        db.Checkpoints.Add(new() { Size = checkpoint.Size, At = checkpoint.Time, Root = checkpoint.Root, Note = checkpoint.Sign(key) });
        return checkpoint.Size;
    }

    private async Task<CheckpointKey> Key(CancellationToken cancel)
    {
        var protector = protection.CreateProtector(Purpose);
        if (await db.CheckpointKeys.SingleOrDefaultAsync(k => k.Name == Origin, cancel) is { } stored) return CheckpointKey.FromStoredText(protector.Unprotect(stored.Protected));
        var made = CheckpointKey.Make(Origin, chance.Bytes(32));
        db.CheckpointKeys.Add(new() { Name = Origin, Protected = protector.Protect(made.ToStoredText()) });
        return made;
    }
}

/// <summary>The journal as a tree.</summary>
internal static class JournalTree
{
    /// <summary>The tree over the first entries.</summary>
    public static async Task<Frontier> Read(IntegrityDb db, long size, CancellationToken cancel)
    {
        var frontier = new Frontier();
        var leaves = db.JournalEntries.AsNoTracking().Where(e => e.Number <= size).OrderBy(e => e.Number).Select(e => e.LeafHash);
        await foreach (var leaf in leaves.AsAsyncEnumerable().WithCancellation(cancel)) frontier.AppendHash(Digest.FromBytes(leaf));
        return frontier;
    }

    /// <summary>The roots of the subtrees that a proof asks for, each computed from its own leaves.</summary>
    public static async Task<Func<Subtree, Digest>> Subtrees(IntegrityDb db, Action<Func<Subtree, Digest>> makeProof, CancellationToken cancel)
    {
        var roots = new Dictionary<Subtree, Digest>();
        foreach (var subtree in MerkleProof.Needs(makeProof))
        {
            var first = (subtree.Index << subtree.Level) + 1;
            var last = first + (1L << subtree.Level) - 1;
            var frontier = new Frontier();
            var leaves = db.JournalEntries.AsNoTracking().Where(e => e.Number >= first && e.Number <= last).OrderBy(e => e.Number).Select(e => e.LeafHash);
            await foreach (var leaf in leaves.AsAsyncEnumerable().WithCancellation(cancel)) frontier.AppendHash(Digest.FromBytes(leaf));
            roots[subtree] = frontier.Root();
        }
        return subtree => roots[subtree];
    }
}
