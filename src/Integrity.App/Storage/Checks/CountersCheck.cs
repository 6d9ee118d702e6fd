using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Storage.Checks;

/// <summary>Each kept counter is the last number that was given: nothing was cut off the end.</summary>
internal sealed class CountersCheck : ICheck
{
    private static readonly (string Counter, string Table, string Last)[] Counted =
    [
        (Counters.Journal, "journal_entries", "SELECT COALESCE(MAX(number), 0) FROM journal_entries"),
        (Counters.LedgerEntries, "ledger_ranges", "SELECT COALESCE(MAX(last_entry), 0) FROM ledger_ranges"),
        (Counters.Postings, "postings", "SELECT COALESCE(MAX(id), 0) FROM postings"),
    ];

    public string Name => "storage.counters";
    public string Rule => "J-1";
    public string Zh => "各计数器等于最后一个编号，末尾没有被截去";
    public string En => "Each counter is the last number given: nothing was cut off the end";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var (counter, table, query) in Counted)
        {
            var kept = (await db.Database.SqlQuery<long>($"SELECT last AS \"Value\" FROM counters WHERE name = {counter}").ToListAsync(cancel)).SingleOrDefault();
            var last = 0L;
            BulkRead.Each(db, query, 1, row => last = row[0]);
            if (kept != last) yield return new(table, $"{last}", $"计数器 {counter} 为 {kept}，表中最后编号为 {last}。", $"The counter {counter} says {kept}, the table's last number is {last}.");
        }
    }
}
