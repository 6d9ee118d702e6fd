using Integrity.App.Storage;
using Integrity.Domain.Projects;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Projects;

public static class ProjectSets
{
    extension(IntegrityDb db)
    {
        public DbSet<Project> Projects => db.Set<Project>();
    }
}

internal sealed class ProjectsStorage : IModuleStorage
{
    public void Map(ModelBuilder model) => model.Entity<Project>(e =>
    {
        e.ToTable("projects").HasKey(x => x.Id);
        e.Property(x => x.Id).ValueGeneratedNever();
    });
}
