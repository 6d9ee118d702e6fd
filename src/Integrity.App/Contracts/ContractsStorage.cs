using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
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
        public DbSet<SigningProof> SigningProofs => db.Set<SigningProof>();
        public DbSet<Deposit> Deposits => db.Set<Deposit>();
        public DbSet<ConsortiumMember> ConsortiumMembers => db.Set<ConsortiumMember>();
        public DbSet<ContractProposal> ContractProposals => db.Set<ContractProposal>();

        /// <summary>The bindings in force on the day: a works contract without one is left out of the ratio step (C-4, C-5). One statement for any number of contracts.</summary>
        public IQueryable<IntegrityBinding> LiveIntegrityBindings(DateOnly day) =>
            db.IntegrityBindings.Where(b => b.BoundOn <= day && (b.EndedOn == null || b.EndedOn > day));

        /// <summary>The contracts whose money is closed to who asks, with all its papers: their lines in a round are voted apart, because he is recused from them (D-4).</summary>
        public async Task<IReadOnlyList<ContractId>> ContractsClosedTo(AskContext context, CancellationToken cancel) =>
            [.. (await db.LinesClosedTo(context.Caller.Official, cancel)).Select(ContractId.From)];

        /// <summary>Why the money of one of these contracts, with all its papers, is closed to who asks, or null (D-4).</summary>
        public async Task<Refusal?> KeptFrom(IQueryable<WorksContract> contracts, AskContext context, CancellationToken cancel) =>
            await db.ContractsClosedTo(context, cancel) is { Count: > 0 } closed && await contracts.AnyAsync(c => closed.Contains(c.Id), cancel) ? DecisionRefusals.PapersClosedToRecused() : null;

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

        /// <summary>The integrity contract that measures an act of that day: in force then and signed before it, so on the day of a change still the old one (P-1, P-7). Null where there is none.</summary>
        public async Task<IntegrityContract?> ClauseFor(ContractId contract, DateOnly actDay, CancellationToken cancel) =>
            await (from binding in db.IntegrityBindings
                   where binding.Contract == contract && binding.BoundOn < actDay && (binding.EndedOn == null || binding.EndedOn >= actDay)
                   join integrity in db.IntegrityContracts on binding.IntegrityContract equals integrity.Id
                   orderby binding.BoundOn descending, integrity.Id descending
                   select integrity).FirstOrDefaultAsync(cancel);

        /// <summary>The day on which an integrity contract was put on record: its day of signature rests on whoever entered it then (P-1).</summary>
        public async Task<DateOnly> RecordedOn(IntegrityContractId integrity, CancellationToken cancel)
        {
            var first = await db.JournalSubjects.Where(s => s.Subject == integrity.Value).MinAsync(s => s.Entry, cancel);
            return BureauTime.DayOf(await db.JournalEntries.Where(e => e.Number == first).Select(e => e.At).SingleAsync(cancel));
        }

        /// <summary>With whom something was agreed on which day: each contract with its party and every member of its consortium, its extensions likewise, each subcontract with its subcontractor (C-3, C-5, P-8).</summary>
        public IQueryable<AgreedWith> AgreedWith() =>
            db.WorksContracts.Select(c => new AgreedWith { Contract = c.Id, Party = c.Party, SignedOn = c.SignedOn })
                .Concat(from member in db.ConsortiumMembers
                        join contract in db.WorksContracts on member.Contract equals contract.Id
                        select new AgreedWith { Contract = contract.Id, Party = member.Party, SignedOn = contract.SignedOn })
                .Concat(db.ContractAgreements.Select(a => new AgreedWith { Contract = a.Contract, Party = a.Party, SignedOn = a.SignedOn }))
                .Concat(from agreement in db.ContractAgreements
                        where agreement.Kind == AgreementKind.Extension
                        join member in db.ConsortiumMembers on agreement.Contract equals member.Contract
                        select new AgreedWith { Contract = agreement.Contract, Party = member.Party, SignedOn = agreement.SignedOn });

        /// <summary>Works contracts that were signed, extended or subcontracted inside an exclusion: left out of the ratio step (P-8). One statement.</summary>
        public IQueryable<ContractId> ContractsAgreedInsideExclusion() =>
            (from agreed in db.AgreedWith()
             join exclusion in db.MarketExclusions on agreed.Party equals exclusion.Party
             where exclusion.StartsOn <= agreed.SignedOn && agreed.SignedOn <= exclusion.EndsOn
                 && (exclusion.LiftedOn == null || agreed.SignedOn < exclusion.LiftedOn)
             select agreed.Contract).Distinct();

        /// <summary>The members of a contract's consortium, in its own order; none where its party stands alone (C-3).</summary>
        internal Task<List<ConsortiumMember>> MembersOf(ContractId contract, CancellationToken cancel) =>
            db.ConsortiumMembers.Where(m => m.Contract == contract).OrderBy(m => m.Number).ToListAsync(cancel);

        /// <summary>The same with their names, to be shown.</summary>
        internal async Task<IReadOnlyList<MemberRow>> MemberRows(ContractId contract, CancellationToken cancel) =>
            await (from member in db.ConsortiumMembers
                   where member.Contract == contract
                   join party in db.Counterparties on member.Party equals party.Id
                   orderby member.Number
                   select new MemberRow(member.Party, party.Name, member.Share)).ToListAsync(cancel);

        /// <summary>What is certified under a contract so far, from the ledger.</summary>
        internal async Task<Money> CertifiedUnder(ContractId contract, CancellationToken cancel)
        {
            var owner = contract.Value;
            return new(await db.Postings.Where(p => p.Owner == owner && p.Account == Account.WorkCertified).SumAsync(p => p.Fen, cancel));
        }
    }
}

/// <summary>Something that was agreed with a party on a day, under a contract.</summary>
public sealed record AgreedWith
{
    public required ContractId Contract { get; init; }
    public required CounterpartyId Party { get; init; }
    public required DateOnly SignedOn { get; init; }
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
        model.Entity<ConsortiumMember>(e =>
        {
            e.ToTable("consortium_members").HasKey(x => new { x.Contract, x.Number });
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
            e.HasOne<Counterparty>().WithMany().HasForeignKey(x => x.Party);
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
        model.Entity<SigningProof>(e =>
        {
            e.ToTable("signing_proofs").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
            e.HasOne<ContractAgreement>().WithMany().HasForeignKey(x => x.Agreement);
        });
        model.Entity<Deposit>(e =>
        {
            e.ToTable("deposits").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
        });
        model.Entity<ContractProposal>(e =>
        {
            e.ToTable("contract_proposals").HasKey(x => x.Item);
            e.Property(x => x.Item).ValueGeneratedNever();
            e.HasOne<Item>().WithOne().HasForeignKey<ContractProposal>(x => x.Item);
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
        });
    }
}
