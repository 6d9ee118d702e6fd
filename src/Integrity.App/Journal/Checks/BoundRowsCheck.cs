using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Integrity.App.Storage;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.App.Journal.Checks;

/// <summary>Every row that is not bound otherwise is the one that the last act which wrote it committed to in its leaf, and none is gone.</summary>
public sealed class BoundRowsCheck(IntegrityDb storage) : ICheck
{
    public string Name => "journal.rows";
    public string Rule => "J-1";
    public string Zh => "每一行与最后写入它的日志叶一致，没有多出或缺少";
    public string En => "Every row is what the leaf of the last act that wrote it committed to; none was added or lost";
    public IReadOnlyList<string> Proves => [.. BoundRows.TypesOf(storage.Model).Select(t => t.GetTableName()!).Distinct()];

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (committed, bulk) = await Committed(db, cancel);
        foreach (var table in committed.Keys.Except(Proves))
            yield return new("journal_entries", table, $"日志写入的表 {table} 已不在数据库中。", $"The journal names rows of {table}, which is not there any more.");
        // A table that is empty, and in which no act wrote, is right.
        var filled = await Filled(db, Proves, cancel);
        foreach (var type in BoundRows.TypesOf(db.Model).Where(t => filled.Contains(t.GetTableName()!) || committed.ContainsKey(t.GetTableName()!)).OrderBy(t => t.GetTableName(), StringComparer.Ordinal))
            foreach (var finding in await Compare(db, type, committed.GetValueOrDefault(type.GetTableName()!) ?? [], bulk, cancel)) yield return finding;
    }

    private static async Task<HashSet<string>> Filled(IntegrityDb db, IEnumerable<string> tables, CancellationToken cancel)
    {
        var any = string.Join(" UNION ALL ", tables.Select(table => $"SELECT '{table}' AS \"Value\" WHERE EXISTS (SELECT 1 FROM {table})"));
        return [.. await db.Database.SqlQueryRaw<string>(any).ToListAsync(cancel)];
    }

    /// <summary>What is wrong with one table.</summary>
    public static async Task<IReadOnlyList<Finding>> OfTable(IntegrityDb db, string table, CancellationToken cancel)
    {
        var (committed, bulk) = await Committed(db, cancel);
        return await Compare(db, BoundRows.TypesOf(db.Model).Single(t => t.GetTableName() == table), committed.GetValueOrDefault(table) ?? [], bulk, cancel);
    }

    private static async Task<List<Finding>> Compare(IntegrityDb db, IEntityType type, Dictionary<string, Leaf> rows, List<BulkRange> bulk, CancellationToken cancel)
    {
        var table = type.GetTableName()!;
        var findings = new List<Finding>();
        try
        {
            await foreach (var row in BoundRows.All(db, type).WithCancellation(cancel))
            {
                var key = BoundRows.KeyOf(type, row);
                if (!rows.Remove(key, out var leaf))
                {
                    if (!bulk.Any(range => range.Has(table, key))) findings.Add(new(table, key, "没有任何日志写入过这一行。", "No journal entry wrote this row."));
                }
                else if (Digest.Parse(BoundRows.DigestOf(leaf.Salt, type, row)) != leaf.Digest)
                    findings.Add(new(table, key, $"与第 {leaf.Entry} 条日志写入的不同。", $"It is not what journal entry {leaf.Entry} wrote."));
                if (findings.Count == Verification.Most) return findings;
            }
            findings.AddRange(rows.Take(Verification.Most).Select(row => new Finding(table, row.Key, $"第 {row.Value.Entry} 条日志写入的行已不存在。", $"The row that journal entry {row.Value.Entry} wrote is gone.")));
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            findings.Add(new(table, "", $"无法读取：{wrong.Message}", $"It cannot be read: {wrong.Message}"));
        }
        return findings;
    }

    /// <summary>The last digest of each row, by table and key; and the ranges that were written in bulk.</summary>
    private static async Task<(Dictionary<string, Dictionary<string, Leaf>>, List<BulkRange>)> Committed(IntegrityDb db, CancellationToken cancel)
    {
        var (committed, bulk) = (new Dictionary<string, Dictionary<string, Leaf>>(), new List<BulkRange>());
        var entries = db.JournalEntries.AsNoTracking().Where(e => e.Effects.Contains("\"rows\"") || e.Effects.Contains("\"bulk\""))
            .Join(db.JournalPayloads.AsNoTracking(), e => e.Number, p => p.Entry, (e, p) => new { e.Number, e.Effects, p.Salt }).OrderBy(e => e.Number);
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (JsonNode.Parse(entry.Effects) is not JsonObject effects) continue;
            bulk.AddRange(BulkRange.Of(effects));
            foreach (var (table, rows) in effects[JournalEntry.RowsEffect] as JsonObject ?? [])
            {
                if (!committed.TryGetValue(table, out var known)) committed[table] = known = [];
                foreach (var (key, digest) in rows!.AsObject())
                {
                    if (digest is null) known.Remove(key);
                    else known[key] = new(entry.Number, entry.Salt, Digest.TryParse(digest.GetValue<string>(), out var wrote) ? wrote : default);
                }
            }
        }
        return (committed, bulk);
    }

    private readonly record struct Leaf(long Entry, byte[] Salt, Digest Digest);
}
