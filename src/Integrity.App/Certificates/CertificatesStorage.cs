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

        /// <summary>The accounts that orders and assignments name, by the number of the paper .</summary>
        public async Task<IReadOnlyDictionary<long, long>> EarmarkAccounts(CancellationToken cancel) =>
            await db.Earmarks.AsNoTracking().Where(e => e.Account != null).ToDictionaryAsync(e => e.Id.Value, e => e.Account!.Value.Value, cancel);

        /// <summary>The orders that demand payment, ended ones too; null where there are none .</summary>
        /// <remarks>Whether an order is paid or only freezes never changes, so a snapshot can be proved again at any time.</remarks>
        public async Task<IReadOnlySet<long>?> PayableOrders(CancellationToken cancel)
        {
            var orders = await db.Earmarks.AsNoTracking().Where(e => e.Kind == EarmarkKind.AuthorityOrder && e.Account != null).Select(e => e.Id).ToListAsync(cancel);
            return orders.Count == 0 ? null : orders.Select(e => e.Value).ToHashSet();
        }
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
