using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Integrity.App.Ledger;

/// <summary>A posting as the table keeps it.</summary>
public sealed class PostingRow
{
    public required long Id { get; init; }
    public required long Entry { get; init; }
    public required DateOnly Day { get; init; }
    public required long Owner { get; init; }
    public required Account Account { get; init; }
    public required Standing Standing { get; init; }
    public required long Tranche { get; init; }
    public required DateOnly Due { get; init; }
    public required long Subject { get; init; }
    public required long Fen { get; init; }

    public Posting ToPosting() => new(Entry, Day, Owner, Account, Standing, Tranche, Due, Subject, Fen);
}

/// <summary>The ledger entries of one act: a range without gaps, with the RFC 6962 root of its posting lines.</summary>
public sealed class LedgerRange
{
    public required long FirstEntry { get; init; }
    public required long LastEntry { get; init; }
    public required long FirstPosting { get; init; }
    public required long LastPosting { get; init; }

    /// <summary>The journal entry of the act that posted it.</summary>
    public required long Act { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>What happened, as the act calls it.</summary>
    public required string Kind { get; init; }

    /// <summary>The first entry of the range that this one reverses, or 0 (L-1).</summary>
    public required long Reverses { get; init; }

    /// <summary>SHA-256 of the document behind it, in hexadecimal, or empty.</summary>
    public required string Document { get; init; }

    public required byte[] Root { get; init; }
}

/// <summary>What one day added to an account and standing, by payee type, project and due day.</summary>
public sealed class DayTotal
{
    public required DateOnly Day { get; init; }
    public required Account Account { get; init; }
    public required Standing Standing { get; init; }
    public required long PayeeType { get; init; }
    public required long Project { get; init; }
    public required DateOnly Due { get; init; }
    public required long Fen { get; set; }
}

/// <summary>A day as a whole number, 20260930: orders and compares alike on both engines and takes four bytes.</summary>
public sealed class DayNumber() : ValueConverter<DateOnly, int>(day => Of(day), number => From(number))
{
    public static int Of(DateOnly day) => day.Year * 10_000 + day.Month * 100 + day.Day;
    public static DateOnly From(int number) => new(number / 10_000, number / 100 % 100, number % 100);
}

public static class LedgerSets
{
    extension(IntegrityDb db)
    {
        public DbSet<PostingRow> Postings => db.Set<PostingRow>();
        public DbSet<LedgerRange> LedgerRanges => db.Set<LedgerRange>();
        public DbSet<DayTotal> DayTotals => db.Set<DayTotal>();
    }
}

internal sealed class LedgerStorage : IModuleStorage
{
    public void Map(ModelBuilder model)
    {
        model.Entity<PostingRow>(e =>
        {
            e.ToTable("postings").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.Property(x => x.Day).HasConversion<DayNumber>();
            e.Property(x => x.Due).HasConversion<DayNumber>();
            e.Property(x => x.Account).HasConversion<short>();
            e.Property(x => x.Standing).HasConversion<short>();
        });
        model.Entity<LedgerRange>(e =>
        {
            e.ToTable("ledger_ranges").HasKey(x => x.FirstEntry);
            e.Property(x => x.FirstEntry).ValueGeneratedNever();
            e.Property(x => x.Day).HasConversion<DayNumber>();
        });
        model.Entity<DayTotal>(e =>
        {
            e.ToTable("day_totals").HasKey(x => new { x.Account, x.Standing, x.PayeeType, x.Project, x.Day, x.Due });
            e.Property(x => x.Day).HasConversion<DayNumber>();
            e.Property(x => x.Due).HasConversion<DayNumber>();
            e.Property(x => x.Account).HasConversion<short>();
            e.Property(x => x.Standing).HasConversion<short>();
        });
    }
}
