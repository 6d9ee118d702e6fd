using Integrity.App.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Integrity.Benchmarks;

/// <summary>The rows that an execution wrote, put once more into bare tables with the same indexes and guards: SQLite one prepared row a statement, PostgreSQL binary COPY.</summary>
public static class BareInsert
{
    private sealed record Table(string Name, string Columns, short[] Widths, string Create, string Guards, string Where);

    public static async Task<(double Wall, double Cpu)> Run(IntegrityDb db, long firstInstruction)
    {
        var (wall, cpu) = (0.0, 0.0);
        await db.Database.OpenConnectionAsync();
        var last = await db.Database.SqlQuery<long>($"SELECT first_posting AS \"Value\" FROM ledger_ranges WHERE kind = {"round"}").SingleAsync();
        foreach (var table in new[]
        {
            new Table("bare_postings", "id, entry, day, owner, account, standing, tranche, due, subject, fen", [8, 8, 4, 8, 2, 2, 8, 4, 8, 8],
                "CREATE TABLE bare_postings (id @rowid@, entry BIGINT NOT NULL, day INTEGER NOT NULL, owner BIGINT NOT NULL, account SMALLINT NOT NULL, standing SMALLINT NOT NULL, tranche BIGINT NOT NULL, due INTEGER NOT NULL, subject BIGINT NOT NULL, fen BIGINT NOT NULL)",
                "CREATE INDEX bare_postings_by_owner ON bare_postings (owner, day)", $"FROM postings WHERE id >= {last} ORDER BY id"),
            new Table("bare_instructions", "id, run, contract, kind, account, fen, state, replaces", [8, 8, 8, 2, 8, 8, 2, 8],
                "CREATE TABLE bare_instructions (id @rowid@, run BIGINT NOT NULL, contract BIGINT NOT NULL, kind SMALLINT NOT NULL, account BIGINT NOT NULL, fen BIGINT NOT NULL, state SMALLINT NOT NULL, replaces BIGINT NOT NULL)",
                "CREATE INDEX bare_instructions_by_run ON bare_instructions (run, id); CREATE INDEX bare_instructions_by_contract ON bare_instructions (contract, id)",
                $"FROM instructions WHERE id >= {firstInstruction} ORDER BY id"),
        })
        {
            var rows = new List<long[]>();
            BulkRead.Each(db, $"SELECT {table.Columns} {table.Where}", table.Widths.Length, row => rows.Add(row.ToArray()));
            // The real tables hold a seed of rows already: the bare ones get the same rows before, so that both indexes grow alike.
            await Setup(db, table);
            var name = $"bare: {rows.Count:N0} rows, {table.Create[13..table.Create.IndexOf('(')]}";
            Console.WriteLine($"    {table.Guards}; guards as on the real table");
            await Meter.Phase(name, () => Insert(db, table, rows));
            (wall, cpu) = (wall + Meter.Phases[name].Wall, cpu + Meter.Phases[name].Cpu);
        }
        return (wall, cpu);
    }

    private static async Task Setup(IntegrityDb db, Table table)
    {
        var script = new SchemaScript(0, "bare", table.Create + ";\n" + table.Guards + ";\n" + (table.Name == "bare_postings" ? "-- @append-only bare_postings\n" : ""));
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = script.For(db.Engine.Kind);
        await command.ExecuteNonQueryAsync();
        if (table.Name != "bare_postings") return;
        command.CommandText = $"INSERT INTO bare_postings SELECT * FROM postings WHERE id < {table.Where[(table.Where.IndexOf(">= ", StringComparison.Ordinal) + 3)..table.Where.IndexOf(" ORDER", StringComparison.Ordinal)]}";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task Insert(IntegrityDb db, Table table, List<long[]> rows)
    {
        if (db.Database.GetDbConnection() is SqliteConnection sqlite)
        {
            await using var transaction = await sqlite.BeginTransactionAsync();
            var sql = $"INSERT INTO {table.Name} ({table.Columns}) VALUES ({string.Join(',', Enumerable.Repeat("?", table.Widths.Length))})";
            raw.sqlite3_prepare_v2(sqlite.Handle, sql, out var statement);
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++) raw.sqlite3_bind_int64(statement, i + 1, row[i]);
                if (raw.sqlite3_step(statement) != raw.SQLITE_DONE) throw new InvalidOperationException(raw.sqlite3_errmsg(sqlite.Handle).utf8_to_string());
                raw.sqlite3_reset(statement);
            }
            statement.Dispose();
            await transaction.CommitAsync();
            return;
        }
        var postgres = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var inTransaction = await postgres.BeginTransactionAsync();
        await using (var copy = await postgres.BeginBinaryImportAsync($"COPY {table.Name} ({table.Columns}) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var row in rows)
            {
                copy.StartRow();
                for (var i = 0; i < row.Length; i++)
                {
                    if (table.Widths[i] == 2) copy.Write((short)row[i], NpgsqlDbType.Smallint);
                    else if (table.Widths[i] == 4) copy.Write((int)row[i], NpgsqlDbType.Integer);
                    else copy.Write(row[i], NpgsqlDbType.Bigint);
                }
            }
            await copy.CompleteAsync();
        }
        await inTransaction.CommitAsync();
    }
}
