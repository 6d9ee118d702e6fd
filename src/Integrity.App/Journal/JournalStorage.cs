using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Journal;

public static class JournalSets
{
    extension(IntegrityDb db)
    {
        public DbSet<JournalEntry> JournalEntries => db.Set<JournalEntry>();
        public DbSet<JournalPayload> JournalPayloads => db.Set<JournalPayload>();
        public DbSet<JournalSubject> JournalSubjects => db.Set<JournalSubject>();
        public DbSet<ActAnswer> ActAnswers => db.Set<ActAnswer>();

        /// <summary>The version of a thing: the number of the last journal entry that names it, 0 if none does.</summary>
        public async Task<long> VersionOf(long subject, CancellationToken cancel) =>
            await db.JournalSubjects.Where(s => s.Subject == subject).MaxAsync(s => (long?)s.Entry, cancel) ?? 0;
    }
}

internal sealed class JournalStorage : IModuleStorage
{
    public void Map(ModelBuilder model)
    {
        model.Entity<JournalEntry>(e =>
        {
            e.ToTable("journal_entries").HasKey(x => x.Number);
            e.Property(x => x.Number).ValueGeneratedNever();
        });
        model.Entity<JournalPayload>(e =>
        {
            e.ToTable("journal_payloads").HasKey(x => x.Entry);
            e.Property(x => x.Entry).ValueGeneratedNever();
            e.HasOne<JournalEntry>().WithMany().HasForeignKey(x => x.Entry);
        });
        model.Entity<JournalSubject>(e =>
        {
            e.ToTable("journal_subjects").HasKey(x => new { x.Subject, x.Entry });
            e.HasOne<JournalEntry>().WithMany().HasForeignKey(x => x.Entry);
        });
        model.Entity<ActAnswer>().ToTable("act_answers").HasKey(x => new { x.Actor, x.Key });
    }
}
