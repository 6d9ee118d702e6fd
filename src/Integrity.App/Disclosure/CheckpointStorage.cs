using Integrity.App.Storage;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Disclosure;

/// <summary>A checkpoint as it was published: outsiders who keep it can prove any later change of what it covers (J-1).</summary>
public sealed class PublishedCheckpoint
{
    /// <summary>How many journal entries it covers.</summary>
    public required long Size { get; init; }

    public required DateTime At { get; init; }
    public required Digest Root { get; init; }

    /// <summary>The signed note, word for word.</summary>
    public required string Note { get; init; }
}

/// <summary>The journal's signing key; its text is readable only with the bureau's data-protection keys.</summary>
public sealed class StoredCheckpointKey
{
    public required string Name { get; init; }
    public required string Protected { get; init; }
}

public static class CheckpointSets
{
    extension(IntegrityDb db)
    {
        public DbSet<PublishedCheckpoint> Checkpoints => db.Set<PublishedCheckpoint>();
        public DbSet<StoredCheckpointKey> CheckpointKeys => db.Set<StoredCheckpointKey>();
    }
}

internal sealed class CheckpointStorage : IModuleStorage
{
    public void Map(ModelBuilder model)
    {
        model.Entity<PublishedCheckpoint>(e =>
        {
            e.ToTable("checkpoints").HasKey(x => x.Size);
            e.Property(x => x.Size).ValueGeneratedNever();
        });
        model.Entity<StoredCheckpointKey>().ToTable("checkpoint_keys").HasKey(x => x.Name);
    }
}
