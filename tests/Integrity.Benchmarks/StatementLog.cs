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

/// <summary>What the program sends to the database, and how long the database takes over it: in the program's hand, or in ours at the same place.</summary>
/// <remarks>At the same place, because a statement that follows another at once finds the processor's caches warm, and one that follows the program's work does not.</remarks>
public sealed class StatementLog : DbCommandInterceptor
{
    private readonly List<TimedReader> readers = [];
    private readonly List<TimeSpan> spentByHand = [];
    private List<Statement>? kept;
    private DbConnection? hand;

    /// <summary>Whether what is asked is timed; acts are not, their saving wants the driver's own reader.</summary>
    public bool On { get; set; }

    /// <summary>Begins to keep statements.</summary>
    public List<Statement> Keep() => kept = [];

    public void KeepNoMore() => kept = null;

    /// <summary>Begins anew, in the program's hand; with a connection, each statement is sent on it first, and only that is timed.</summary>
    public void Restart(DbConnection? byHand = null)
    {
        readers.Clear();
        spentByHand.Clear();
        hand = byHand;
    }

    /// <summary>On each statement since the restart: from sending to the last row, without what is made of the rows.</summary>
    public IEnumerable<TimeSpan> Spent => hand is null ? readers.Select(reader => reader.Spent) : spentByHand;

    /// <summary>Sends it in the program's place, with its own command and on its own connection: what is timed is the statement, not what the program writes about it.</summary>
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (!On) return result;
        var statement = new Statement(command.CommandText, [.. command.Parameters.Cast<DbParameter>()]);
        kept?.Add(statement);
        if (hand is not null) spentByHand.Add(await statement.Run(hand));
        var sent = Stopwatch.GetTimestamp();
        var timed = new TimedReader(await command.ExecuteReaderAsync(cancellationToken), Stopwatch.GetElapsedTime(sent));
        readers.Add(timed);
        return InterceptionResult<DbDataReader>.SuppressWithResult(timed);
    }
}
