using Integrity.App.Storage;
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

public static class FundSets
{
    extension(IntegrityDb db)
    {
        public DbSet<Receipt> Receipts => db.Set<Receipt>();
        public DbSet<RunFund> RunFunds => db.Set<RunFund>();
        public DbSet<ExpectedRecovery> ExpectedRecoveries => db.Set<ExpectedRecovery>();
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
    }
}
