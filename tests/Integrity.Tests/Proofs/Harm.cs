using System.Data.Common;
using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Tests.Proofs;

/// <summary>What somebody with the database's password could do behind the guards: one value changed, the guards put back.</summary>
public sealed class Harm(IntegrityDb db)
{
    /// <summary>Runs a statement with guards and foreign keys out of the way, and puts them back.</summary>
    public async Task Behind(string table, string sql, params object?[] values)
    {
        await db.Database.OpenConnectionAsync();
        var guards = new List<string>();
        if (db.Engine.IsSqlite)
        {
            guards = await db.Database.SqlQuery<string>($"SELECT sql AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND tbl_name = {table}").ToListAsync();
            foreach (var guard in SchemaScript.TriggersOf(table, EngineKind.Sqlite)) await Execute($"DROP TRIGGER IF EXISTS {guard}");
            await Execute("PRAGMA foreign_keys=OFF");
            await Execute("PRAGMA ignore_check_constraints=ON");
        }
        else
        {
            await Execute("SET session_replication_role = replica");
            guards = await db.Database.SqlQuery<string>(
                $"SELECT 'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid) || ' NOT VALID' AS \"Value\" FROM pg_constraint WHERE conrelid = {table}::regclass AND contype = 'c'").ToListAsync();
            foreach (var rule in guards) await Execute(rule.Split(" ADD ")[0] + " DROP CONSTRAINT " + rule.Split(' ')[5]);
        }
        await Execute(sql, values);
        foreach (var guard in guards) await Execute(guard);
        if (db.Engine.IsSqlite) await Execute("PRAGMA ignore_check_constraints=OFF");
        await Execute(db.Engine.IsSqlite ? "PRAGMA foreign_keys=ON" : "SET session_replication_role = origin");
        await db.Database.CloseConnectionAsync();
    }

    /// <summary>Changes one column of the last row, and says how to undo it; null when the table is empty.</summary>
    public async Task<Func<IntegrityDb, Task>?> Change(IEntityType type, IProperty column)
    {
        var table = type.GetTableName()!;
        var keys = type.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName()).ToArray();
        var name = column.GetColumnName();
        await db.Database.OpenConnectionAsync();
        await using var select = db.Database.GetDbConnection().CreateCommand();
        select.CommandText = $"SELECT {name}, {string.Join(", ", keys)} FROM {table} ORDER BY {string.Join(", ", keys.Select(k => k + " DESC"))} LIMIT 1";
        object before;
        var at = new object[keys.Length];
        await using (var reader = await select.ExecuteReaderAsync())
        {
            if (!await reader.ReadAsync()) return null;
            before = reader.GetValue(0);
            for (var i = 0; i < keys.Length; i++) at[i] = reader.GetValue(i + 1);
        }
        var after = Other(before, column);
        await Set(this, before, after);
        return later => Set(new(later), after, before);

        Task Set(Harm on, object from, object to)
        {
            var where = at.Select((value, i) => keys[i] == name ? from : value).Prepend(to).ToArray();
            return on.Behind(table, $"UPDATE {table} SET {name} = @p0 WHERE {string.Join(" AND ", keys.Select((k, i) => $"{k} = @p{i + 1}"))}", where);
        }
    }

    private static object Other(object value, IProperty column)
    {
        var kept = column.GetTypeMapping().Converter?.ProviderClrType ?? column.ClrType;
        kept = Nullable.GetUnderlyingType(kept) ?? kept;
        return value switch
        {
            DBNull => kept == typeof(string) ? "x" : kept == typeof(bool) ? true : kept == typeof(Guid) ? Guid.NewGuid()
                : kept == typeof(DateOnly) ? new DateOnly(2001, 1, 1) : kept == typeof(DateTime) ? new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc) : 1,
            string text when kept == typeof(DateTime) || kept == typeof(DateOnly) => "2001" + text[4..],
            string text => text + "x",
            long number when kept == typeof(bool) => 1 - number,
            // Far away: a person who is not the other one of two.
            long number => number + 1_000_003,
            int number => number + 1,
            short number => (short)(number + 1),
            bool yes => !yes,
            byte[] bytes => bytes.Length == 0 ? [1] : (byte[])[(byte)(bytes[0] ^ 0xff), .. bytes[1..]],
            DateTime instant => instant.AddDays(-1),
            DateOnly day => day.AddDays(-1),
            Guid => Guid.NewGuid(),
            _ => throw new NotSupportedException($"{column.DeclaringType.DisplayName()}.{column.Name}: {value.GetType().Name}"),
        };
    }

    private async Task Execute(string sql, params object?[] values)
    {
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"p{i}", values[i] ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        await command.ExecuteNonQueryAsync();
    }
}
