using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Identity;

public static class IdentitySets
{
    extension(IntegrityDb db)
    {
        public DbSet<Official> Officials => db.Set<Official>();
        public DbSet<Substitution> Substitutions => db.Set<Substitution>();
        public DbSet<AccessToken> AccessTokens => db.Set<AccessToken>();
    }
}

internal sealed class IdentityStorage : IModuleStorage
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Official>(e =>
        {
            e.ToTable("officials").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<IdentityUser<Guid>>().WithMany().HasForeignKey(x => x.Account);
        });
        model.Entity<Substitution>(e =>
        {
            e.ToTable("substitutions").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<Official>().WithMany().HasForeignKey(x => x.Absent);
            e.HasOne<Official>().WithMany().HasForeignKey(x => x.Substitute);
            e.HasOne<Official>().WithMany().HasForeignKey(x => x.EnteredBy);
        });
        model.Entity<AccessToken>(e =>
        {
            e.ToTable("access_tokens").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<Official>().WithMany().HasForeignKey(x => x.Owner);
        });
    }
}
