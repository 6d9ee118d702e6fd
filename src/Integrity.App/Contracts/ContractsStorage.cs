using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

public static class ContractSets
{
    extension(IntegrityDb db)
    {
        public DbSet<WorksContract> WorksContracts => db.Set<WorksContract>();
        public DbSet<IntegrityContract> IntegrityContracts => db.Set<IntegrityContract>();
        public DbSet<IntegrityBinding> IntegrityBindings => db.Set<IntegrityBinding>();

        /// <summary>The bindings in force on the day: a works contract without one is left out of the ratio step (C-4, C-5). One statement for any number of contracts.</summary>
        public IQueryable<IntegrityBinding> LiveIntegrityBindings(DateOnly day) =>
            db.IntegrityBindings.Where(b => b.BoundOn <= day && (b.EndedOn == null || b.EndedOn > day));

        /// <summary>The integrity contract in force for a works contract on the day, or null.</summary>
        public async Task<IntegrityContract?> LiveIntegrityContractOf(ContractId contract, DateOnly day, CancellationToken cancel) =>
            await (from binding in db.LiveIntegrityBindings(day)
                   where binding.Contract == contract
                   join integrity in db.IntegrityContracts on binding.IntegrityContract equals integrity.Id
                   orderby binding.BoundOn descending, integrity.Id descending
                   select integrity).FirstOrDefaultAsync(cancel);
    }
}

internal sealed class ContractsStorage : IModuleStorage
{
    public void Map(ModelBuilder model)
    {
        model.Entity<WorksContract>(e =>
        {
            e.ToTable("works_contracts").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<Project>().WithMany().HasForeignKey(x => x.Project);
            e.HasOne<Counterparty>().WithMany().HasForeignKey(x => x.Party);
            e.HasOne<PayeeType>().WithMany().HasForeignKey(x => x.PayeeType);
            e.Ignore(x => x.Ceiling);
        });
        model.Entity<IntegrityContract>(e =>
        {
            e.ToTable("integrity_contracts").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<Counterparty>().WithMany().HasForeignKey(x => x.Party);
            e.OwnsMany(x => x.Bands, band =>
            {
                band.ToTable("integrity_bands").WithOwner().HasForeignKey("IntegrityContract");
                band.HasKey("IntegrityContract", nameof(SeverityBand.Number));
                band.Property(x => x.Number).ValueGeneratedNever();
            }).Navigation(x => x.Bands).UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<IntegrityBinding>(e =>
        {
            e.ToTable("integrity_bindings").HasKey(x => new { x.Contract, x.IntegrityContract });
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
            e.HasOne<IntegrityContract>().WithMany().HasForeignKey(x => x.IntegrityContract);
        });
    }
}
