using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

public static class ContractSets
{
    extension(IntegrityDb db)
    {
        public DbSet<WorksContract> WorksContracts => db.Set<WorksContract>();
        public DbSet<IntegrityContract> IntegrityContracts => db.Set<IntegrityContract>();
        public DbSet<IntegrityBinding> IntegrityBindings => db.Set<IntegrityBinding>();
        public DbSet<IntegrityTemplate> IntegrityTemplates => db.Set<IntegrityTemplate>();
        public DbSet<ContractVariation> ContractVariations => db.Set<ContractVariation>();
        public DbSet<AccountChange> AccountChanges => db.Set<AccountChange>();
        public DbSet<ContractAgreement> ContractAgreements => db.Set<ContractAgreement>();
        public DbSet<Deposit> Deposits => db.Set<Deposit>();

        /// <summary>The bindings in force on the day: a works contract without one is left out of the ratio step (C-4, C-5). One statement for any number of contracts.</summary>
        public IQueryable<IntegrityBinding> LiveIntegrityBindings(DateOnly day) =>
            db.IntegrityBindings.Where(b => b.BoundOn <= day && (b.EndedOn == null || b.EndedOn > day));

        /// <summary>The agreed rates of overdue interest, by contract; the others have the lawful one (O-7).</summary>
        public Task<Dictionary<long, Ratio>> AgreedDailyRates(CancellationToken cancel) =>
            db.WorksContracts.AsNoTracking().Where(c => c.OverdueDailyRate != null).ToDictionaryAsync(c => c.Id.Value, c => c.OverdueDailyRate!.Value, cancel);

        /// <summary>The integrity contract in force for a works contract on the day, or null.</summary>
        public async Task<IntegrityContract?> LiveIntegrityContractOf(ContractId contract, DateOnly day, CancellationToken cancel) =>
            await (from binding in db.LiveIntegrityBindings(day)
                   where binding.Contract == contract
                   join integrity in db.IntegrityContracts on binding.IntegrityContract equals integrity.Id
                   orderby binding.BoundOn descending, integrity.Id descending
                   select integrity).FirstOrDefaultAsync(cancel);

        /// <summary>Works contracts that were signed, extended or subcontracted inside an exclusion: left out of the ratio step (P-8). One statement.</summary>
        public IQueryable<ContractId> ContractsAgreedInsideExclusion() =>
            (from contract in db.WorksContracts
             join exclusion in db.MarketExclusions on contract.Party equals exclusion.Party
             where exclusion.StartsOn <= contract.SignedOn && contract.SignedOn <= exclusion.EndsOn
                 && (exclusion.LiftedOn == null || contract.SignedOn < exclusion.LiftedOn)
             select contract.Id)
            .Union(
                from agreement in db.ContractAgreements
                join exclusion in db.MarketExclusions on agreement.Party equals exclusion.Party
                where exclusion.StartsOn <= agreement.SignedOn && agreement.SignedOn <= exclusion.EndsOn
                    && (exclusion.LiftedOn == null || agreement.SignedOn < exclusion.LiftedOn)
                select agreement.Contract);

        /// <summary>What is certified under a contract so far, from the ledger.</summary>
        internal async Task<Money> CertifiedUnder(ContractId contract, CancellationToken cancel)
        {
            var owner = contract.Value;
            return new(await db.Postings.Where(p => p.Owner == owner && p.Account == Account.WorkCertified).SumAsync(p => p.Fen, cancel));
        }
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
            e.HasOne<PayeeAccount>().WithMany().HasForeignKey(x => x.PayeeAccount);
            e.HasOne<PayeeAccount>().WithMany().HasForeignKey(x => x.WageAccount);
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
        model.Entity<IntegrityTemplate>(e =>
        {
            e.ToTable("integrity_templates").HasKey(x => x.Version);
            e.Property(x => x.Version).ValueGeneratedNever();
        });
        model.Entity<ContractVariation>(e =>
        {
            e.ToTable("contract_variations").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
        });
        model.Entity<AccountChange>(e =>
        {
            e.ToTable("account_changes").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
            e.HasOne<PayeeAccount>().WithMany().HasForeignKey(x => x.Account);
        });
        model.Entity<ContractAgreement>(e =>
        {
            e.ToTable("contract_agreements").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
            e.HasOne<Counterparty>().WithMany().HasForeignKey(x => x.Party);
        });
        model.Entity<Deposit>(e =>
        {
            e.ToTable("deposits").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
        });
    }
}
