using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>What a run took from one receipt, in the order in which it took it, and what of it has gone back (F-1).</summary>
public sealed class RunFund
{
    /// <summary>The round or wage run.</summary>
    public required long Run { get; init; }

    public required int Ordinal { get; init; }
    public required FundReceiptId Receipt { get; init; }
    public required Money Taken { get; init; }
    public required Money Returned { get; set; }

    public Money Left => Taken - Returned;
}

/// <summary>One answer of the bank that was taken: its file by hash, and how many rows of it.</summary>
public sealed class BankImport
{
    public required BankImportId Id { get; init; }
    public required string File { get; init; }

    /// <summary>SHA-256, hexadecimal.</summary>
    public required string Document { get; init; }

    /// <summary>pain.002, camt.054 or sheet.</summary>
    public required string Source { get; init; }

    public required OfficialId ImportedBy { get; init; }
    public required DateOnly ImportedOn { get; init; }
    public required int Settled { get; init; }
    public required int Returned { get; init; }
    public required int Refused { get; init; }
}

public static class FundSets
{
    extension(IntegrityDb db)
    {
        public DbSet<Receipt> Receipts => db.Set<Receipt>();
        public DbSet<RunFund> RunFunds => db.Set<RunFund>();
        public DbSet<ExpectedRecovery> ExpectedRecoveries => db.Set<ExpectedRecovery>();
        public DbSet<WageRun> WageRuns => db.Set<WageRun>();
        public DbSet<WageRunLine> WageRunLines => db.Set<WageRunLine>();
        public DbSet<DecidedRun> DecidedRuns => db.Set<DecidedRun>();
        public DbSet<PayingAccount> PayingAccounts => db.Set<PayingAccount>();
        public DbSet<InstructionFile> InstructionFiles => db.Set<InstructionFile>();
        public DbSet<BankImport> BankImports => db.Set<BankImport>();
        public DbSet<ReturnedLine> ReturnedLines => db.Set<ReturnedLine>();
    }
}

internal sealed class FundsStorage : IModuleStorage
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Receipt>(e =>
        {
            e.ToTable("fund_receipts").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.Ignore(x => x.Restriction);
        });
        model.Entity<RunFund>(e =>
        {
            e.ToTable("run_funds").HasKey(x => new { x.Run, x.Ordinal });
            e.HasOne<Receipt>().WithMany().HasForeignKey(x => x.Receipt);
            e.Ignore(x => x.Left);
        });
        model.Entity<ExpectedRecovery>(e =>
        {
            e.ToTable("expected_recoveries").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<Project>().WithMany().HasForeignKey(x => x.Project);
            e.HasOne<Receipt>().WithMany().HasForeignKey(x => x.Receipt);
        });
        model.Entity<WageRun>(e =>
        {
            e.ToTable("wage_runs").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.Ignore(x => x.IsShort);
            e.HasMany(x => x.Lines).WithOne().HasForeignKey(x => x.Run);
            e.Navigation(x => x.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<DecidedRun>(e =>
        {
            e.ToTable("decided_runs").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasMany(x => x.Lines).WithOne().HasForeignKey(x => x.Run);
            e.Navigation(x => x.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<DecidedRunLine>().ToTable("decided_run_lines").HasKey(x => new { x.Run, x.Ordinal });
        model.Entity<PayingAccount>(e =>
        {
            e.ToTable("paying_accounts").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
        });
        model.Entity<InstructionFile>(e =>
        {
            e.ToTable("instruction_files").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<PayingAccount>().WithMany().HasForeignKey(x => x.PayingAccount);
        });
        model.Entity<BankImport>(e =>
        {
            e.ToTable("bank_imports").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
        });
        model.Entity<ReturnedLine>(e =>
        {
            e.ToTable("returned_lines").HasKey(x => x.Instruction);
            e.Property(x => x.Instruction).ValueGeneratedNever();
            e.Ignore(x => x.AccountBy);
            e.Ignore(x => x.IsOpen);
        });
        model.Entity<WageRunLine>().ToTable("wage_run_lines").HasKey(x => new { x.Run, x.Ordinal });
    }
}
