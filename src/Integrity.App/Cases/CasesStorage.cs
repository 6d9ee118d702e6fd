using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>A definition under which cases run, as it was when the first of them began: a running case pins its text (HOUSE, Workflows).</summary>
public sealed record CaseDefinition(string Hash, string Code, int Version, string Text);

public static class CaseSets
{
    extension(IntegrityDb db)
    {
        public DbSet<PenaltyCase> PenaltyCases => db.Set<PenaltyCase>();
        public DbSet<Matter> Matters => db.Set<Matter>();
        public DbSet<MatterPacket> MatterPackets => db.Set<MatterPacket>();
        public DbSet<CaseDefinition> CaseDefinitions => db.Set<CaseDefinition>();
        public DbSet<CaseStep> CaseSteps => db.Set<CaseStep>();
        public DbSet<CaseFinding> CaseFindings => db.Set<CaseFinding>();
        public DbSet<CasePaper> CasePapers => db.Set<CasePaper>();
        public DbSet<CaseDefence> CaseDefences => db.Set<CaseDefence>();
        public DbSet<CaseTask> CaseTasks => db.Set<CaseTask>();
        public DbSet<CaseDeadline> CaseDeadlines => db.Set<CaseDeadline>();
        public DbSet<CaseInstalment> CaseInstalments => db.Set<CaseInstalment>();

        /// <summary>Instalments still to be taken under a contract: the cap is already theirs (P-4).</summary>
        internal async Task<Money> PlannedUnder(ContractId contract, CancellationToken cancel) =>
            new(await (from one in db.CaseInstalments
                       where one.TakenOn == null && one.UndoneOn == null
                       join @case in db.PenaltyCases on one.PenaltyCase equals @case.Id
                       where @case.Contract == contract
                       select one.Amount.Fen).SumAsync(cancel));
    }
}

internal sealed class CasesStorage : IModuleStorage
{
    public void Map(ModelBuilder model)
    {
        model.Entity<CaseDefinition>().ToTable("case_definitions").HasKey(x => x.Hash);
        model.Entity<PenaltyCase>(e =>
        {
            e.ToTable("penalty_cases").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<WorksContract>().WithMany().HasForeignKey(x => x.Contract);
            e.HasOne<Counterparty>().WithMany().HasForeignKey(x => x.Party);
            e.HasOne<IntegrityContract>().WithMany().HasForeignKey(x => x.IntegrityContract);
            e.HasOne<CaseDefinition>().WithMany().HasForeignKey(x => x.DefinitionHash);
            e.HasOne<MarketExclusion>().WithMany().HasForeignKey(x => x.Exclusion);
            e.Ignore(x => x.Band).Ignore(x => x.V).Ignore(x => x.VAtService);
        });
        model.Entity<Matter>(e =>
        {
            e.ToTable("matters").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<PenaltyCase>().WithMany().HasForeignKey(x => x.PenaltyCase);
            e.HasOne<Counterparty>().WithMany().HasForeignKey(x => x.Party);
            e.HasOne<CaseDefinition>().WithMany().HasForeignKey(x => x.DefinitionHash);
            e.HasOne<MarketExclusion>().WithMany().HasForeignKey(x => x.Exclusion);
        });
        model.Entity<MatterPacket>().ToTable("matter_packets").HasKey(x => x.Matter);
        model.Entity<CaseStep>().ToTable("case_steps").HasKey(x => new { x.Process, x.Number });
        model.Entity<CaseFinding>().ToTable("case_findings").HasKey(x => new { x.PenaltyCase, x.Number });
        model.Entity<CasePaper>().ToTable("case_papers").HasKey(x => new { x.PenaltyCase, x.Number });
        model.Entity<CaseDefence>().ToTable("case_defences").HasKey(x => new { x.PenaltyCase, x.Number });
        model.Entity<CaseTask>().ToTable("case_tasks").HasKey(x => new { x.PenaltyCase, x.Number });
        model.Entity<CaseInstalment>(e =>
        {
            e.ToTable("case_instalments").HasKey(x => new { x.PenaltyCase, x.Paper, x.Number });
            e.Ignore(x => x.Short);
        });
        model.Entity<CaseDeadline>(e =>
        {
            e.ToTable("case_deadlines").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.Ignore(x => x.PauseDays);
        });
        foreach (var part in new[] { typeof(CaseFinding), typeof(CasePaper), typeof(CaseDefence), typeof(CaseTask), typeof(CaseInstalment) })
            model.Entity(part).HasOne(typeof(PenaltyCase)).WithMany().HasForeignKey("PenaltyCase");
    }
}
