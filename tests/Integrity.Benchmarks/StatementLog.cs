using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Integrity.Benchmarks;

/// <summary>A statement with its values, to be sent once more by hand.</summary>
public sealed record Statement(string Sql, IReadOnlyList<DbParameter> Parameters)
{
    /// <summary>By hand: gives the time in the database, from sending to the last row.</summary>
    public async Task<TimeSpan> Run(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        foreach (var parameter in Parameters) command.Parameters.Add(Copy(parameter, command));
        var started = Stopwatch.GetTimestamp();
        await using var reader = new TimedReader(await command.ExecuteReaderAsync(), Stopwatch.GetElapsedTime(started));
        while (await reader.ReadAsync())
            for (var i = 0; i < reader.FieldCount; i++) _ = reader.GetValue(i);
        return reader.Spent;
    }

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

/// <summary>What the program sends to the database, and how long the database takes over it.</summary>
public sealed class StatementLog : DbCommandInterceptor
{
    private readonly List<TimedReader> readers = [];
    private List<Statement>? kept;

    /// <summary>Whether what is asked is timed; acts are not, their saving wants the driver's own reader.</summary>
    public bool On { get; set; }

    /// <summary>From sending to the last row, without what the program makes of the rows.</summary>
    public TimeSpan Spent => readers.Aggregate(TimeSpan.Zero, (sum, reader) => sum + reader.Spent);

    /// <summary>Begins to keep statements.</summary>
    public List<Statement> Keep() => kept = [];

    public void KeepNoMore() => kept = null;

    public void Restart() => readers.Clear();

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (!On) return new(result);
        kept?.Add(new(command.CommandText, [.. command.Parameters.Cast<DbParameter>()]));
        var timed = new TimedReader(result, eventData.Duration);
        readers.Add(timed);
        return new(timed);
    }
}
