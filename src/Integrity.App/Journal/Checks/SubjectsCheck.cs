using System.Runtime.CompilerServices;
using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Journal.Checks;

/// <summary>The table of subjects, from which versions are read, says what the leaves say.</summary>
internal sealed class SubjectsCheck : ICheck
{
    private const int Batch = 10_000;

    public string Name => "journal.subjects";
    public string Rule => "J-1";
    public string Zh => "事项索引与日志叶一致";
    public string En => "The table of subjects says what the leaves say";
    public IReadOnlyList<string> Proves => ["journal_subjects"];

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var last = await db.JournalEntries.MaxAsync(e => (long?)e.Number, cancel) ?? 0;
        for (var from = 0L; from < last; from += Batch)
        {
            var entries = await db.JournalEntries.AsNoTracking().Where(e => e.Number > from && e.Number <= from + Batch)
                .Select(e => new { e.Number, e.Subjects }).ToListAsync(cancel);
            var kept = (await db.JournalSubjects.AsNoTracking().Where(s => s.Entry > from && s.Entry <= from + Batch).ToListAsync(cancel))
                .Select(s => (s.Entry, Subject: $"{s.Subject}")).ToHashSet();
            var said = entries.SelectMany(e => e.Subjects.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => (Entry: e.Number, Subject: s))).ToHashSet();
            foreach (var (entry, subject) in said.Except(kept)) yield return Of(entry, subject, "叶中有而索引中没有。", "The leaf names it, the table does not.");
            foreach (var (entry, subject) in kept.Except(said)) yield return Of(entry, subject, "索引中有而叶中没有。", "The table names it, the leaf does not.");
        }
        foreach (var beyond in await db.JournalSubjects.AsNoTracking().Where(s => s.Entry > last || s.Entry < 1).OrderBy(s => s.Entry).Take(Verification.Most).ToListAsync(cancel))
            yield return Of(beyond.Entry, $"{beyond.Subject}", "没有这条日志。", "There is no such entry.");
    }

    private static Finding Of(long entry, string subject, string zh, string en) => new("journal_subjects", $"{subject}, {entry}", zh, en);
}
