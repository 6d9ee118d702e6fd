using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.App.Storage;

/// <summary>One invariant that is proved again from what is stored. Each module brings its own; none changes anything.</summary>
public interface ICheck
{
    /// <summary>Stable name, <c>ledger.balanced</c>.</summary>
    string Name { get; }

    /// <summary>The rule's id in DOMAIN.</summary>
    string Rule { get; }

    string Zh { get; }

    string En { get; }

    /// <summary>The guarded tables of which this check proves every column of every row; the others are proved by the digests that their acts left.</summary>
    IReadOnlyList<string> Proves => [];

    IAsyncEnumerable<Finding> Run(IntegrityDb db, CancellationToken cancel);
}

/// <summary>What a check found: the table and row that cannot be right, and why.</summary>
public sealed record Finding(string Table, string Row, string Zh, string En);

/// <summary>Runs the checks, each on one unchanging view of the database and without a right to write.</summary>
public sealed class Verification(IntegrityDb db, IEnumerable<ICheck> checks)
{
    /// <summary>After so many findings a check stops: it is broken, and more lines say no more.</summary>
    public const int Most = 100;

    public IReadOnlyList<ICheck> Checks { get; } = [.. checks.OrderBy(c => c.Name, StringComparer.Ordinal)];

    /// <remarks>Errors: what cannot even be read is a finding too, because a changed value may be the reason.</remarks>
    public async Task<IReadOnlyList<Finding>> Run(ICheck check, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var view = await View(cancel);
            await foreach (var finding in check.Run(db, cancel))
            {
                findings.Add(finding);
                if (findings.Count == Most) break;
            }
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            var table = check.Proves.Count > 0 ? string.Join(", ", check.Proves) : check.Name;
            findings.Add(new(table, "", $"无法读取：{wrong.Message}", $"It cannot be read: {wrong.Message}"));
        }
        finally
        {
            db.ChangeTracker.Clear();
            if (db.Engine.IsSqlite) await db.Database.ExecuteSqlRawAsync("PRAGMA query_only=OFF", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
        return findings;
    }

    private async Task<IDbContextTransaction> View(CancellationToken cancel)
    {
        if (db.Database.GetDbConnection() is SqliteConnection sqlite)
        {
            // Deferred: a reader sees one state and keeps no writer waiting.
            await db.Database.ExecuteSqlRawAsync("PRAGMA query_only=ON", cancel);
            return (await db.Database.UseTransactionAsync(sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: true), cancel))!;
        }
        var view = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        await db.Database.ExecuteSqlRawAsync("SET TRANSACTION READ ONLY", cancel);
        return view;
    }
}
