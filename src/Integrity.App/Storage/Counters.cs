using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Storage;

/// <summary>Numbers without gaps: acts are serial, so each is last + 1, and an act that is rolled back gives its numbers back.</summary>
public sealed class Counters(IntegrityDb db)
{
    public const string Objects = "objects";
    public const string Journal = "journal";
    public const string LedgerEntries = "ledger_entries";
    public const string Postings = "postings";

    /// <summary>Takes <paramref name="count"/> numbers and returns the first.</summary>
    public async Task<long> Take(string name, long count, CancellationToken cancel)
    {
        var last = await db.Database.SqlQuery<long>(
            $"UPDATE counters SET last = last + {count} WHERE name = {name} RETURNING last AS \"Value\"").ToListAsync(cancel);
        return last.Single() - count + 1;
    }
}
