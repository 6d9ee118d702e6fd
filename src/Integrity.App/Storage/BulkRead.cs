using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using SQLitePCL;

namespace Integrity.App.Storage;

/// <summary>Reads many rows of whole numbers in one pass, on EF's own connection: the counterpart of <see cref="BulkRows"/>.</summary>
public static class BulkRead
{
    /// <summary>Receives one row; the span is only good during the call.</summary>
    public delegate void Row(ReadOnlySpan<long> values);

    /// <summary>Runs a query whose columns are all whole numbers and never null.</summary>
    /// <param name="db">The database.</param>
    /// <param name="sql">The query; <c>$1</c>, <c>$2</c> … stand for the arguments.</param>
    /// <param name="columns">How many columns it has.</param>
    /// <param name="row">Called for each row in order.</param>
    /// <param name="arguments">Whole numbers.</param>
    public static void Each(IntegrityDb db, string sql, int columns, Row row, params ReadOnlySpan<long> arguments)
    {
        db.Database.OpenConnection();
        try
        {
            if (db.Database.GetDbConnection() is SqliteConnection sqlite) Sqlite(sqlite, sql, columns, row, arguments);
            else PostgreSql(db, sql, columns, row, arguments);
        }
        finally
        {
            db.Database.CloseConnection();
        }
    }

    private static void Sqlite(SqliteConnection connection, string sql, int columns, Row row, ReadOnlySpan<long> arguments)
    {
        var handle = connection.Handle!;
        // In SQLite $1 is a named parameter; ?1 is the numbered one.
        var result = raw.sqlite3_prepare_v2(handle, sql.Replace('$', '?'), out var statement);
        if (result != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(handle).utf8_to_string(), result);
        using (statement)
        {
            for (var i = 0; i < arguments.Length; i++) raw.sqlite3_bind_int64(statement, i + 1, arguments[i]);
            var values = new long[columns];
            while ((result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                for (var i = 0; i < columns; i++) values[i] = raw.sqlite3_column_int64(statement, i);
                row(values);
            }
            if (result != raw.SQLITE_DONE) throw new SqliteException(raw.sqlite3_errmsg(handle).utf8_to_string(), result);
        }
    }

    private static void PostgreSql(IntegrityDb db, string sql, int columns, Row row, ReadOnlySpan<long> arguments)
    {
        using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        foreach (var argument in arguments) command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = argument });
        using var reader = command.ExecuteReader();
        var values = new long[columns];
        while (reader.Read())
        {
            for (var i = 0; i < columns; i++) values[i] = reader.GetFieldValue<long>(i);
            row(values);
        }
    }
}
