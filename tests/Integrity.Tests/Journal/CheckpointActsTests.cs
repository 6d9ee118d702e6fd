using System.Text;
using Integrity.App.Acts;
using Integrity.App.Disclosure;
using Integrity.App.Journal;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Journal;

/// <summary>J-1: signed checkpoints are published, and any later change to history is detectable by outsiders.</summary>
public sealed class CheckpointActsTests
{
    private static readonly Caller Nobody = Caller.Anonymous(Language.Chinese);

    [Fact]
    public async Task An_outsider_proves_an_entry_and_that_the_journal_only_grew()
    {
        await using var world = await World.Begin();
        var old = await world.Do(Caller.Clock, new PublishCheckpoint());
        await world.Person("someone", Domain.Identity.Office.Safety, Domain.Identity.Duty.ReadBusiness);
        var size = await world.Do(world.AuditorTwo, new PublishCheckpoint());

        var growth = await world.Ask(Nobody, new ProveGrowth(old, size));
        Assert.True(MerkleProof.IsConsistent(old, growth.OldRoot, size, growth.Root, growth.Path));
        var proof = await world.Ask(Nobody, new ProveEntry(2, size));
        var leaf = proof.LeafHash;
        // Who did what to which contract is not for everybody: it would tell of an open case (V-1).
        Assert.Null(proof.Leaf);
        var read = (await world.Ask(world.AuditorTwo, new ProveEntry(2, size))).Leaf!;
        Assert.Equal(leaf, MerkleTree.Leaf(Encoding.UTF8.GetBytes(read)));
        Assert.True(MerkleProof.IsIncluded(leaf, 1, size, proof.Path, proof.Root));
        Assert.False(MerkleProof.IsIncluded(leaf, 2, size, proof.Path, proof.Root));
        Assert.DoesNotContain("correct horse", read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_rewrites_an_entry_and_its_leaf_is_found_by_the_checkpoint()
    {
        await using var world = await World.Begin();
        await world.Do(Caller.Clock, new PublishCheckpoint());
        await world.Sabotage(async db =>
        {
            foreach (var trigger in App.Storage.SchemaScript.TriggersOf("journal_entries", db.Engine.Kind))
                await db.Database.ExecuteSqlRawAsync(db.Engine.IsSqlite ? $"DROP TRIGGER {trigger}" : $"DROP TRIGGER {trigger} ON journal_entries");
            var entry = await db.JournalEntries.AsNoTracking().SingleAsync(e => e.Number == 3);
            var forged = JournalEntry.Write(3, entry.At, "Nothing", entry.Actor, [], [], entry.PayloadDigest);
            await db.Database.ExecuteSqlAsync($"UPDATE journal_entries SET kind = {forged.Kind}, subjects = {forged.Subjects}, effects = {forged.Effects}, leaf_hash = {forged.LeafHash} WHERE number = 3");
        });
        Assert.Contains(await world.Verify(), f => f.Check == "journal.checkpoints");
    }

    [Fact]
    public async Task A_proof_of_what_no_checkpoint_covers_is_refused()
    {
        await using var world = await World.Begin();
        var size = await world.Do(Caller.Clock, new PublishCheckpoint());
        foreach (var ask in new IAsk<EntryProof>[] { new ProveEntry(0, size), new ProveEntry(size + 1, size), new ProveEntry(1, size - 1) })
            Assert.Equal("acts.not_found", Refusals.Provoked.Saw((await world.Door.Ask(ask, Nobody, TestContext.Current.CancellationToken)).Refusal!).Code);
    }
}
