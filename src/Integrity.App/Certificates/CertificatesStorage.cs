using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

public static class CertificateSets
{
    extension(IntegrityDb db)
    {
        public DbSet<Certificate> Certificates => db.Set<Certificate>();
        public DbSet<OpeningSplit> OpeningSplits => db.Set<OpeningSplit>();
        public DbSet<Earmark> Earmarks => db.Set<Earmark>();
        public DbSet<ThirdPartyPayment> ThirdPartyPayments => db.Set<ThirdPartyPayment>();
    }
}

internal sealed class CertificatesStorage : IModuleStorage
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Certificate>(e =>
        {
            e.ToTable("certificates").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
        });
        model.Entity<OpeningSplit>(e =>
        {
            e.ToTable("opening_splits").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
        });
        model.Entity<Earmark>(e =>
        {
            e.ToTable("earmarks").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
            e.HasOne<Certificate>().WithMany().HasForeignKey(x => x.Certificate);
        });
        model.Entity<ThirdPartyPayment>(e =>
        {
            e.ToTable("third_party_payments").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
        });
    }
}
