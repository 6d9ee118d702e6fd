using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.App.Journal.Checks;

/// <summary>Every row of a guarded table that no other check proves is the one that an act's leaf committed to, and none is gone.</summary>
internal sealed class GuardedRowsCheck(IServiceProvider services) : ICheck
{
    public string Name => "journal.rows";
    public string Rule => "J-1";
    public string Zh => "不可改表的每一行与写入它的日志叶一致，没有多出或缺少";
    public string En => "Every row of a guarded table is what its act's leaf committed to; none was added or lost";
    public IReadOnlyList<string> Proves => [.. SchemaScript.All.SelectMany(s => s.AppendOnly).Except(
        services.GetServices<ICheck>().Where(c => c is not GuardedRowsCheck).SelectMany(c => c.Proves))];

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var committed = await Committed(db, cancel);
        foreach (var table in committed.Keys.Except(SchemaScript.All.SelectMany(s => s.AppendOnly)))
            yield return new("journal_entries", table, $"日志写入的表 {table} 已不受保护。", $"The journal names rows of {table}, which is not guarded any more.");
        foreach (var table in Proves.Order(StringComparer.Ordinal))
            foreach (var finding in await Compare(db, table, committed.GetValueOrDefault(table) ?? [], cancel)) yield return finding;
    }

    private static async Task<List<Finding>> Compare(IntegrityDb db, string table, Dictionary<string, Leaf> rows, CancellationToken cancel)
    {
        if (db.Model.GetEntityTypes().FirstOrDefault(t => t.GetTableName() == table) is not { } type)
            return [new(table, "", "该表未映射，无法核对。", "The table is not mapped and cannot be checked.")];
        var findings = new List<Finding>();
        try
        {
            await foreach (var row in Rows(db, type).WithCancellation(cancel))
            {
                var key = GuardedRows.KeyOf(type, row);
                if (!rows.Remove(key, out var leaf)) findings.Add(new(table, key, "没有任何日志写入过这一行。", "No journal entry wrote this row."));
                else if (GuardedRows.DigestOf(leaf.Salt, type, row) != leaf.Digest)
                    findings.Add(new(table, key, $"与第 {leaf.Entry} 条日志写入的不同。", $"It is not what journal entry {leaf.Entry} wrote."));
                if (findings.Count == Verification.Most) return findings;
            }
            findings.AddRange(rows.Select(row => new Finding(table, row.Key, $"第 {row.Value.Entry} 条日志写入的行已不存在。", $"The row that journal entry {row.Value.Entry} wrote is gone.")));
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            findings.Add(new(table, "", $"无法读取：{wrong.Message}", $"It cannot be read: {wrong.Message}"));
        }
        return findings;
    }

    private static async Task<Dictionary<string, Dictionary<string, Leaf>>> Committed(IntegrityDb db, CancellationToken cancel)
    {
        var committed = new Dictionary<string, Dictionary<string, Leaf>>();
        var entries = db.JournalEntries.AsNoTracking().Where(e => e.Effects.Contains("\"rows\""))
            .Join(db.JournalPayloads.AsNoTracking(), e => e.Number, p => p.Entry, (e, p) => new { e.Number, e.Effects, p.Salt });
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (JsonNode.Parse(entry.Effects) is not JsonObject effects || effects[JournalEntry.RowsEffect] is not JsonObject named) continue;
            foreach (var (table, rows) in named)
            {
                if (!committed.TryGetValue(table, out var known)) committed[table] = known = [];
                foreach (var (key, digest) in rows!.AsObject()) known[key] = new(entry.Number, entry.Salt, digest!.GetValue<string>());
            }
        }
        return committed;
    }

    private static IAsyncEnumerable<object> Rows(IntegrityDb db, IEntityType type) =>
        (IAsyncEnumerable<object>)typeof(GuardedRowsCheck).GetMethod(nameof(All), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.ClrType).Invoke(null, [db])!;

    private static IAsyncEnumerable<object> All<T>(IntegrityDb db) where T : class => db.Set<T>().AsNoTracking().AsAsyncEnumerable();

    private readonly record struct Leaf(long Entry, byte[] Salt, string Digest);
}
