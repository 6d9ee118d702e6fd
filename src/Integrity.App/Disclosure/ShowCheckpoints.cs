using System.Text;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Disclosure;

public sealed record CheckpointRow(long Size, DateTime At, Digest Root, string Note);

/// <summary>The published checkpoints, the newest first.</summary>
[May(Public = true), Said("公示：检查点", "In public: the checkpoints")]
public sealed record ListCheckpoints(string? Cursor) : IAsk<Listed<CheckpointRow>>;

public sealed class ListCheckpointsAnswer(IntegrityDb db) : IAnswer<ListCheckpoints, Listed<CheckpointRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<CheckpointRow>>> Answer(ListCheckpoints ask, AskContext context, CancellationToken cancel)
    {
        var checkpoints = db.Checkpoints.AsNoTracking();
        if (Cursor.Read(ask.Cursor) is { } after) checkpoints = checkpoints.Where(c => c.Size < after.Id);
        var page = await checkpoints.OrderByDescending(c => c.Size).Take(PageSize + 1).Select(c => new CheckpointRow(c.Size, c.At, c.Root, c.Note)).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write("", last.Size));
    }
}

/// <param name="LeafHash">SHA-256 of 0x00 and the leaf: where the path begins.</param>
/// <param name="Leaf">The entry's leaf, word for word: canonical JSON without the payload. Null for whoever does not read the bureau's business: who did what to which contract would tell of an open case (V-1).</param>
/// <param name="Path">From the leaf upwards (RFC 6962, 2.1.1).</param>
public sealed record EntryProof(long Number, Digest LeafHash, string? Leaf, long Size, Digest Root, IReadOnlyList<Digest> Path);

/// <summary>That an entry is in the journal that a checkpoint covers; what the entry's act said stays closed.</summary>
[May(Public = true), Said("证明日志条目在册", "Prove that an entry is in the journal")]
public sealed record ProveEntry(long Number, long Size) : IAsk<EntryProof>;

public sealed class ProveEntryAnswer(IntegrityDb db) : IAnswer<ProveEntry, EntryProof>
{
    public async Task<Outcome<EntryProof>> Answer(ProveEntry ask, AskContext context, CancellationToken cancel)
    {
        var checkpoint = await db.Checkpoints.AsNoTracking().SingleOrDefaultAsync(c => c.Size == ask.Size, cancel);
        if (checkpoint is null || ask.Number < 1 || ask.Number > ask.Size) return ActRefusals.NotFound();
        var entry = await db.JournalEntries.AsNoTracking().SingleAsync(e => e.Number == ask.Number, cancel);
        var leaf = entry.Leaf();
        var subtrees = await JournalTree.Subtrees(db, roots => MerkleProof.Inclusion(ask.Number - 1, ask.Size, roots), cancel);
        return new EntryProof(ask.Number, MerkleTree.Leaf(leaf), await MayRead(entry, context, cancel) ? Encoding.UTF8.GetString(leaf) : null, ask.Size, checkpoint.Root, MerkleProof.Inclusion(ask.Number - 1, ask.Size, subtrees));
    }

    // Not of a staff matter that looks like none to him, and of nothing that he is kept away from (P-11, D-4).
    private async Task<bool> MayRead(JournalEntry entry, AskContext context, CancellationToken cancel)
    {
        if (context.Official is not { } reader || !reader.Has(Duty.ReadBusiness)) return false;
        var closed = (await db.StaffMattersHiddenFrom(reader, context.Today, cancel)).ConvertAll(id => id.Value);
        closed.AddRange(await db.ClosedTo(reader.Id, cancel));
        if (closed.Count == 0) return true;
        var subjects = await db.JournalSubjects.AsNoTracking().Where(s => s.Entry == entry.Number).Select(s => s.Subject).ToListAsync(cancel);
        return !closed.Exists(id => subjects.Contains(id) || entry.Effects.Contains($"\"{id}\"", StringComparison.Ordinal));
    }
}

/// <param name="Path">As RFC 6962, 2.1.2.</param>
public sealed record GrowthProof(long OldSize, Digest OldRoot, long Size, Digest Root, IReadOnlyList<Digest> Path);

/// <summary>That a later checkpoint only added to an earlier one.</summary>
[May(Public = true), Said("证明日志只增不改", "Prove that the journal only grew")]
public sealed record ProveGrowth(long OldSize, long Size) : IAsk<GrowthProof>;

public sealed class ProveGrowthAnswer(IntegrityDb db) : IAnswer<ProveGrowth, GrowthProof>
{
    public async Task<Outcome<GrowthProof>> Answer(ProveGrowth ask, AskContext context, CancellationToken cancel)
    {
        var old = await db.Checkpoints.AsNoTracking().SingleOrDefaultAsync(c => c.Size == ask.OldSize, cancel);
        var now = await db.Checkpoints.AsNoTracking().SingleOrDefaultAsync(c => c.Size == ask.Size, cancel);
        if (old is null || now is null || old.Size > now.Size) return ActRefusals.NotFound();
        var subtrees = await JournalTree.Subtrees(db, roots => MerkleProof.Consistency(old.Size, now.Size, roots), cancel);
        return new GrowthProof(old.Size, old.Root, now.Size, now.Root, MerkleProof.Consistency(old.Size, now.Size, subtrees));
    }
}
