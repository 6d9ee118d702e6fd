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
/// SQLite: prepared statements of <see cref="RowsAStatement"/> rows. PostgreSQL: binary COPY, during which the connection does nothing else.
/// Rows count only after <see cref="Complete"/>; without it they are given up.
/// </remarks>
public abstract class BulkRows : IDisposable
{
    public const int RowsAStatement = 100;

    private readonly long[] row;
    private int filled;

    protected BulkRows(int width) => row = new long[width];

    /// <summary>Rows written so far.</summary>
    public long Count { get; private set; }

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

    /// <summary>The next value of the row; after the last column the row is written.</summary>
    public void Add(long value)
    {
        row[filled++] = value;
        if (filled < row.Length) return;
        Write(row);
        filled = 0;
        Count++;
    }

    public virtual void Complete()
    {
        if (filled != 0) throw new InvalidOperationException("The last row is not whole.");
    }

    public abstract void Dispose();

    protected abstract void Write(long[] values);

    private sealed class SqliteRows : BulkRows
    {
        private readonly sqlite3 handle;
        private readonly string table;
        private readonly BulkColumn[] columns;
        private readonly sqlite3_stmt many;
        private readonly long[] pending;
        private int rows;

        public SqliteRows(SqliteConnection connection, string table, BulkColumn[] columns) : base(columns.Length)
        {
            (handle, this.table, this.columns) = (connection.Handle!, table, columns);
            many = Prepare(RowsAStatement);
            pending = new long[RowsAStatement * columns.Length];
        }

        protected override void Write(long[] values)
        {
            values.CopyTo(pending, rows * columns.Length);
            if (++rows < RowsAStatement) return;
            Step(many, rows * columns.Length);
            rows = 0;
        }

        public override void Complete()
        {
            base.Complete();
            if (rows == 0) return;
            using var rest = Prepare(rows);
            Step(rest, rows * columns.Length);
            rows = 0;
        }

        public override void Dispose() => many.Dispose();

        private sqlite3_stmt Prepare(int count)
        {
            var values = "(" + string.Join(',', Enumerable.Repeat("?", columns.Length)) + ")";
            var sql = $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) VALUES {string.Join(',', Enumerable.Repeat(values, count))}";
            Check(raw.sqlite3_prepare_v2(handle, sql, out var statement));
            return statement;
        }

        private void Step(sqlite3_stmt statement, int count)
        {
            for (var i = 0; i < count; i++) raw.sqlite3_bind_int64(statement, i + 1, pending[i]);
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

        protected override void Write(long[] values)
        {
            importer.StartRow();
            for (var i = 0; i < columns.Length; i++)
            {
                switch (columns[i].Width)
                {
                    case ColumnWidth.Small: importer.Write((short)values[i], NpgsqlDbType.Smallint); break;
                    case ColumnWidth.Whole: importer.Write((int)values[i], NpgsqlDbType.Integer); break;
                    default: importer.Write(values[i], NpgsqlDbType.Bigint); break;
                }
            }
        }

        public override void Complete()
        {
            base.Complete();
            importer.Complete();
        }

        public override void Dispose() => importer.Dispose();
    }
}
