using Integrity.App.Storage;
using Npgsql;

namespace Integrity.Tests;

/// <summary>Databases that are used again and again: all rows go, and those of what the next user begins with come.</summary>
public sealed class PostgreSqlPool
{
    /// <summary>After so many uses it is left: what was deleted still takes room in its tables.</summary>
    private const int Uses = 25;

    private readonly Engine template;
    private readonly Func<string, Task<Engine>> create;
    private readonly IReadOnlyList<string> tables;
    private readonly Stack<Engine> idle = new();
    private readonly Dictionary<string, int> used = [];
    private readonly string empty;

    private PostgreSqlPool(Engine template, Func<string, Task<Engine>> create, IReadOnlyList<string> tables)
    {
        (this.template, this.create, this.tables) = (template, create, tables);
        // Guards and foreign keys are out of the way in this session only.
        empty = "SET session_replication_role = replica; " + string.Concat(tables.Select(t => $"DELETE FROM {t}; "));
    }

    /// <param name="template">A database with the schema; nobody writes to it any more.</param>
    /// <param name="create">Makes a copy of a database, by its name.</param>
    public static async Task<PostgreSqlPool> Of(Engine template, Func<string, Task<Engine>> create)
    {
        var tables = new List<string>();
        await using var connection = new NpgsqlConnection(template.ConnectionString);
        await connection.OpenAsync();
        await using (var list = new NpgsqlCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename", connection))
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        await connection.CloseAsync();
        NpgsqlConnection.ClearPool(connection);
        return new(template, create, tables);
    }

    /// <summary>A database that is as the template.</summary>
    public async Task<Engine> New()
    {
        var engine = await create(new NpgsqlConnectionStringBuilder(template.ConnectionString).Database!);
        lock (idle) used[engine.ConnectionString] = 1;
        return engine;
    }

    public async Task<Engine> Take(Kept kept)
    {
        Engine? engine = null;
        lock (idle) idle.TryPop(out engine);
        engine ??= await New();
        await using var connection = new NpgsqlConnection(engine.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand(empty, connection)) await command.ExecuteNonQueryAsync();
        foreach (var (table, rows) in kept.Rows)
        {
            await using var writer = await connection.BeginTextImportAsync($"COPY {table} FROM STDIN");
            await writer.WriteAsync(rows);
        }
        await using (var command = new NpgsqlCommand("SET session_replication_role = origin", connection)) await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return engine;
    }

    public async Task<Kept> Keep(Engine engine)
    {
        var kept = new List<(string, string)>();
        await using var connection = new NpgsqlConnection(engine.ConnectionString);
        await connection.OpenAsync();
        foreach (var table in tables)
        {
            using var rows = await connection.BeginTextExportAsync($"COPY {table} TO STDOUT");
            if (await rows.ReadToEndAsync() is { Length: > 0 } text) kept.Add((table, text));
        }
        return new(null, kept);
    }

    public void GiveBack(Engine engine)
    {
        lock (idle)
        {
            if (!used.TryGetValue(engine.ConnectionString, out var uses) || uses >= Uses || idle.Contains(engine)) return;
            used[engine.ConnectionString] = uses + 1;
            idle.Push(engine);
        }
    }
}
