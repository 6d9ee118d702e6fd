using System.Buffers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Integrity.App.Storage;

/// <summary>How wide a whole-number column is on PostgreSQL; SQLite has one width.</summary>
public enum ColumnWidth
{
    Small = 2,
    Whole = 4,
    Big = 8,
}

public readonly record struct BulkColumn(string Name, ColumnWidth Width = ColumnWidth.Big);

/// <summary>Writes many rows of whole numbers to one of the few big tables, on EF's own connection and transaction.</summary>
/// <remarks>
/// SQLite: prepared statements of <see cref="RowsAStatement"/> rows. PostgreSQL: binary COPY. A full batch is written by another thread while the caller
/// fills the next, so until <see cref="Complete"/> or <see cref="Dispose"/> the connection does nothing else.
/// Rows count only after <see cref="Complete"/>; without it they are given up.
/// </remarks>
public abstract class BulkRows : IDisposable
{
    public const int RowsAStatement = 100;
    private const int RowsABatch = 40 * RowsAStatement;

    private readonly int width;
    private long[] batch;
    private long[]? other;
    private Task? writing;
    private int filled;

    protected BulkRows(int width)
    {
        this.width = width;
        batch = Rent();
    }

    public static BulkRows Open(IntegrityDb db, string table, params ReadOnlySpan<BulkColumn> columns)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Rows are written inside the act's transaction.");
        return db.Database.GetDbConnection() switch
        {
            SqliteConnection sqlite => new SqliteRows(sqlite, table, columns.ToArray()),
            NpgsqlConnection postgres => new PostgreSqlRows(postgres, table, columns.ToArray()),
            var other => throw new NotSupportedException(other.GetType().Name),
        };
    }

    /// <summary>The next value of the row.</summary>
    public void Add(long value)
    {
        batch[filled++] = value;
        if (filled == RowsABatch * width) HandOver();
    }

    /// <summary>Writes what is left; from now on the rows count.</summary>
    public void Complete()
    {
        if (filled % width != 0) throw new InvalidOperationException("The last row is not whole.");
        Wait();
        Write(batch.AsSpan(0, filled));
        filled = 0;
        Finish();
    }

    public void Dispose()
    {
        // A batch that failed has said so already, or is given up with the others.
        writing?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        Close();
        foreach (var rented in new[] { batch, other })
            if (rented is { Length: > 0 }) ArrayPool<long>.Shared.Return(rented);
        (batch, other) = ([], null);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes whole rows.</summary>
    protected abstract void Write(ReadOnlySpan<long> rows);

    protected virtual void Finish() { }

    protected abstract void Close();

    private void HandOver()
    {
        Wait();
        var (full, length) = (batch, filled);
        writing = Task.Run(() => Write(full.AsSpan(0, length)));
        (batch, other, filled) = (other ?? Rent(), full, 0);
    }

    private void Wait()
    {
        writing?.GetAwaiter().GetResult();
        writing = null;
    }

    private long[] Rent() => ArrayPool<long>.Shared.Rent(RowsABatch * width);

    private sealed class SqliteRows : BulkRows
    {
        private readonly sqlite3 handle;
        private readonly string table;
        private readonly BulkColumn[] columns;
        private readonly sqlite3_stmt many;

        public SqliteRows(SqliteConnection connection, string table, BulkColumn[] columns) : base(columns.Length)
        {
            (handle, this.table, this.columns) = (connection.Handle!, table, columns);
            many = Prepare(RowsAStatement);
        }

        protected override void Write(ReadOnlySpan<long> rows)
        {
            var whole = RowsAStatement * columns.Length;
            for (; rows.Length >= whole; rows = rows[whole..]) Step(many, rows[..whole]);
            if (rows.IsEmpty) return;
            using var rest = Prepare(rows.Length / columns.Length);
            Step(rest, rows);
        }

        protected override void Close() => many.Dispose();

        private sqlite3_stmt Prepare(int count)
        {
            var values = "(" + string.Join(',', Enumerable.Repeat("?", columns.Length)) + ")";
            // A statement that may abort half way keeps a record of every page it touches; one that fails leaves that to the act, which is rolled back whole.
            var sql = $"INSERT OR FAIL INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) VALUES {string.Join(',', Enumerable.Repeat(values, count))}";
            Check(raw.sqlite3_prepare_v2(handle, sql, out var statement));
            return statement;
        }

        private void Step(sqlite3_stmt statement, ReadOnlySpan<long> values)
        {
            for (var i = 0; i < values.Length; i++) raw.sqlite3_bind_int64(statement, i + 1, values[i]);
            var result = raw.sqlite3_step(statement);
            if (result != raw.SQLITE_DONE) Check(result);
            raw.sqlite3_reset(statement);
        }

        private void Check(int result)
        {
            if (result != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(handle).utf8_to_string(), result);
        }
    }

    private sealed class PostgreSqlRows(NpgsqlConnection connection, string table, BulkColumn[] columns) : BulkRows(columns.Length)
    {
        private readonly NpgsqlBinaryImporter importer =
            connection.BeginBinaryImport($"COPY {table} ({string.Join(", ", columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)");

        protected override void Write(ReadOnlySpan<long> rows)
        {
            for (; !rows.IsEmpty; rows = rows[columns.Length..])
            {
                importer.StartRow();
                for (var i = 0; i < columns.Length; i++)
                {
                    switch (columns[i].Width)
                    {
                        case ColumnWidth.Small: importer.Write((short)rows[i], NpgsqlDbType.Smallint); break;
                        case ColumnWidth.Whole: importer.Write((int)rows[i], NpgsqlDbType.Integer); break;
                        default: importer.Write(rows[i], NpgsqlDbType.Bigint); break;
                    }
                }
            }
        }

        protected override void Finish() => importer.Complete();

        protected override void Close() => importer.Dispose();
    }
}
