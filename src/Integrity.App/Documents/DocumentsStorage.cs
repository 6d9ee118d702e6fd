using Integrity.App.Storage;
using Integrity.Domain.Documents;
using Integrity.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Documents;

public static class DocumentSets
{
    extension(IntegrityDb db)
    {
        public DbSet<Evidence> EvidenceFiles => db.Set<Evidence>();
        public DbSet<EvidencePart> EvidenceParts => db.Set<EvidencePart>();
    }
}

internal sealed class DocumentsStorage : IModuleStorage
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Evidence>(e =>
        {
            e.ToTable("evidence_files").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<Official>().WithMany().HasForeignKey(x => x.BroughtInBy);
        });
        model.Entity<EvidencePart>(e =>
        {
            e.ToTable("evidence_parts").HasKey(x => new { x.Evidence, x.Number });
            e.HasOne<Evidence>().WithMany().HasForeignKey(x => x.Evidence);
        });
    }
}
