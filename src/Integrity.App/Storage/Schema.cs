using Integrity.Domain.Acts;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Storage;

/// <summary>Brings a database up to date with the numbered scripts and checks that every guard is there.</summary>
public sealed class Schema(IntegrityDb db)
{
    private const long Lock = 0x496e74656772;

    /// <summary>Applies what is missing, each script in one transaction; returns the names of those applied.</summary>
    /// <remarks>Errors: a database of another version, or without a guard, is not used.</remarks>
    public async Task<IReadOnlyList<string>> BringUpToDate(CancellationToken cancel)
    {
        if (db.Engine.File is { } file && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        await db.Database.OpenConnectionAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!db.Engine.IsSqlite)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancel);
            await db.Database.ExecuteSqlRawAsync(RefuseChange, cancel);
        }
        await db.Database.ExecuteSqlRawAsync(VersionsTable, cancel);
        var applied = await db.Database.SqlQuery<Applied>($"SELECT number AS \"Number\", digest AS \"Digest\" FROM schema_versions").ToListAsync(cancel);
        var done = new List<string>();
        foreach (var script in SchemaScript.All)
        {
            if (applied.FirstOrDefault(a => a.Number == script.Number) is { } before)
            {
                if (before.Digest != script.Digest)
                    throw new UnusableDatabaseException(MaintenanceRefusals.OtherSchema(db.Engine.Shown, script.Number));
                continue;
            }
            await using (var command = db.Database.GetDbConnection().CreateCommand())
            {
                command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction);
                command.CommandText = script.For(db.Engine.Kind);
                await command.ExecuteNonQueryAsync(cancel);
            }
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO schema_versions (number, name, digest) VALUES ({script.Number}, {script.Name}, {script.Digest})", cancel);
            done.Add($"{script.Number:000} {script.Name}");
        }
        await transaction.CommitAsync(cancel);
        await CheckGuards(cancel);
        return done;
    }

    private async Task CheckGuards(CancellationToken cancel)
    {
        var missing = (await SchemaShape.Of(db, cancel)).MissingGuards;
        if (missing.Count > 0) throw new UnusableDatabaseException(MaintenanceRefusals.GuardsMissing(db.Engine.Shown, string.Join(", ", missing)));
    }

    internal const string RefuseChangeBody = "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END";

    private const string RefuseChange = $"CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ {RefuseChangeBody} $$";

    internal const string VersionsTable = "CREATE TABLE IF NOT EXISTS schema_versions (number INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL)";

    private sealed record Applied(int Number, string Digest);
}

/// <summary>The program must not run on this database; the refusal says what to do.</summary>
public sealed class UnusableDatabaseException(Refusal refusal) : InvalidOperationException($"{refusal.Code}: {refusal.Zh} / {refusal.En}")
{
    public Refusal Refusal { get; } = refusal;
}
