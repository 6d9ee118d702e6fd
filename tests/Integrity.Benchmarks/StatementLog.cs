using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Integrity.Benchmarks;

/// <summary>A statement with its values, to be sent once more by hand.</summary>
public sealed record Statement(string Sql, IReadOnlyList<DbParameter> Parameters)
{
    /// <summary>By hand: every column of every row is read as what it is declared to be. Gives the time from sending to the last row.</summary>
    public async Task<TimeSpan> Run(DbConnection connection)
    {
        var watch = Stopwatch.StartNew();
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        foreach (var parameter in Parameters) command.Parameters.Add(Copy(parameter, command));
        await using (var reader = await command.ExecuteReaderAsync())
        {
            Action<DbDataReader, int>[]? read = null;
            while (await reader.ReadAsync())
            {
                read ??= [.. Enumerable.Range(0, reader.FieldCount).Select(i => As(reader.GetDataTypeName(i)))];
                for (var i = 0; i < read.Length; i++)
                    if (!reader.IsDBNull(i)) read[i](reader, i);
            }
        }
        return watch.Elapsed;
    }

    // SQLite keeps days, moments and truth as text and numbers: who reads them by hand makes them what they are, too.
    private static Action<DbDataReader, int> As(string type) => type.ToUpperInvariant() switch
    {
        "BIGINT" or "INTEGER" => (reader, i) => _ = reader.GetInt64(i),
        "DATE" => (reader, i) => _ = reader.GetFieldValue<DateOnly>(i),
        "TIMESTAMPTZ" or "TIMESTAMP WITH TIME ZONE" => (reader, i) => _ = reader.GetDateTime(i),
        "BOOLEAN" => (reader, i) => _ = reader.GetBoolean(i),
        "TEXT" => (reader, i) => _ = reader.GetString(i),
        _ => (reader, i) => _ = reader.GetValue(i),
    };

    public async Task<IReadOnlyList<string>> Plan(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = (connection is NpgsqlConnection ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + Sql;
        foreach (var parameter in Parameters) command.Parameters.Add(Copy(parameter, command));
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) lines.Add($"{reader.GetValue(reader.FieldCount - 1)}");
        return lines;
    }

    private static DbParameter Copy(DbParameter parameter, DbCommand command)
    {
        if (parameter is NpgsqlParameter typed) return typed.Clone();
        var copy = command.CreateParameter();
        (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
        return copy;
    }
}

/// <summary>What the program sends to the database, and how long that takes from sending to the last row.</summary>
public sealed class StatementLog : DbCommandInterceptor
{
    private List<Statement>? kept;

    public TimeSpan Spent { get; private set; }

    /// <summary>Begins to keep statements.</summary>
    public List<Statement> Keep() => kept = [];

    public void KeepNoMore() => kept = null;

    public void Restart() => Spent = default;

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Spent += eventData.Duration;
        kept?.Add(new(command.CommandText, [.. command.Parameters.Cast<DbParameter>()]));
        return new(result);
    }

    public override ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result) => new(result);

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        Spent += eventData.Duration;
        return result;
    }
}
