using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A frozen line as the table keeps it; fen in every amount .</summary>
public sealed class SnapshotLineRow
{
    public required long Id { get; init; }
    public required long Round { get; init; }
    public required long Contract { get; init; }
    public required long PayeeType { get; init; }
    public required long Project { get; init; }
    public required LeftOutGround LeftOut { get; init; }
    public required long Free { get; init; }
    public required long SetAsideDue { get; init; }
    public required long Wage { get; init; }
    public required long Ordered { get; init; }
    public required long OrderedReserved { get; init; }
    public required long NotYetDue { get; init; }
    public required long Disputed { get; init; }
    public required long Returned { get; init; }
    public required long InFlight { get; init; }
    public required long RetentionNotDue { get; init; }
    public required long Certified { get; init; }
    public required long Settled { get; init; }
}

/// <summary>A frozen tranche as the table keeps it.</summary>
public sealed class SnapshotTrancheRow
{
    public required long Id { get; init; }
    public required long Round { get; init; }
    public required long Contract { get; init; }
    public required Account Account { get; init; }
    public required Standing Standing { get; init; }
    public required long Certificate { get; init; }
    public required DateOnly Due { get; init; }
    public required long Subject { get; init; }
    public required long Fen { get; init; }
}

/// <summary>An order to the bank: one for each line of a run .</summary>
public sealed class Instruction
{
    public required long Id { get; init; }

    /// <summary>The round or wage run.</summary>
    public required long Run { get; init; }

    public required long Contract { get; init; }
    public required InstructionKind Kind { get; init; }

    /// <summary>The payee account, as it was when the instruction was made.</summary>
    public required long Account { get; init; }

    public required long Fen { get; init; }
    public required InstructionState State { get; set; }

    /// <summary>The returned instruction that this one pays again, or 0.</summary>
    public required long Replaces { get; init; }
}

public static class PaymentSets
{
    extension(IntegrityDb db)
    {
        public DbSet<PaymentRound> PaymentRounds => db.Set<PaymentRound>();
        public DbSet<RoundCandidate> RoundCandidates => db.Set<RoundCandidate>();
        public DbSet<SnapshotLineRow> SnapshotLines => db.Set<SnapshotLineRow>();
        public DbSet<SnapshotTrancheRow> SnapshotTrancheRows => db.Set<SnapshotTrancheRow>();
        public DbSet<LateSetAside> LateSetAsides => db.Set<LateSetAside>();
        public DbSet<Instruction> Instructions => db.Set<Instruction>();
    }
}

internal sealed class PaymentsStorage : IModuleStorage
{
    public void Map(ModelBuilder model)
    {
        model.Entity<PaymentRound>(e =>
        {
            e.ToTable("payment_rounds").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.Ignore(x => x.Scope);
            e.Ignore(x => x.PaidAtRatio).Ignore(x => x.LastDayToVote);
        });
        model.Entity<RoundCandidate>(e =>
        {
            e.ToTable("round_candidates").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<PaymentRound>().WithMany().HasForeignKey(x => x.Round);
            e.HasMany(x => x.Types).WithOne().HasForeignKey(x => x.Candidate);
            e.Navigation(x => x.Types).UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        });
        model.Entity<CandidateType>(e =>
        {
            e.ToTable("candidate_types").HasKey(x => new { x.Candidate, x.PayeeType });
            e.Ignore(x => x.Entitlement);
        });
        model.Entity<SnapshotLineRow>(e =>
        {
            e.ToTable("snapshot_lines").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.Property(x => x.LeftOut).HasConversion<short>();
        });
        model.Entity<SnapshotTrancheRow>(e =>
        {
            e.ToTable("snapshot_tranches").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.Property(x => x.Due).HasConversion<DayNumber>();
            e.Property(x => x.Account).HasConversion<short>();
            e.Property(x => x.Standing).HasConversion<short>();
        });
        model.Entity<LateSetAside>(e =>
        {
            e.ToTable("late_set_asides").HasKey(x => new { x.Round, x.Contract, x.Subject });
            e.Property(x => x.Ground).HasConversion<short>();
        });
        model.Entity<Instruction>(e =>
        {
            e.ToTable("instructions").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.Property(x => x.Kind).HasConversion<short>();
            e.Property(x => x.State).HasConversion<short>();
        });
    }
}
