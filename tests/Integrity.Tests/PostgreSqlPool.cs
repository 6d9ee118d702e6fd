using Integrity.App.Storage;
using Npgsql;

namespace Integrity.Tests;

/// <summary>Databases that are as their template again after each use: all rows go, and the template's come back.</summary>
public sealed class PostgreSqlPool
{
    /// <summary>After so many uses it is left: what was deleted still takes room in its tables.</summary>
    private const int Uses = 25;

    private readonly Engine template;
    private readonly Func<string, Task<Engine>> create;
    private readonly List<(string Table, string Rows)> seed = [];
    private readonly Stack<Engine> idle = new();
    private readonly Dictionary<string, int> used = [];
    private string empty = "";

    private PostgreSqlPool(Engine template, Func<string, Task<Engine>> create) => (this.template, this.create) = (template, create);

    /// <param name="template">A database with the rows that each use begins with; nobody writes to it any more.</param>
    /// <param name="create">Makes a copy of a database, by its name.</param>
    public static async Task<PostgreSqlPool> Of(Engine template, Func<string, Task<Engine>> create)
    {
        var pool = new PostgreSqlPool(template, create);
        await using var connection = new NpgsqlConnection(template.ConnectionString);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename", connection))
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        foreach (var table in tables)
        {
            using var rows = await connection.BeginTextExportAsync($"COPY {table} TO STDOUT");
            if (await rows.ReadToEndAsync() is { Length: > 0 } text) pool.seed.Add((table, text));
        }
        // Guards and foreign keys are out of the way in this session only.
        pool.empty = "SET session_replication_role = replica; " + string.Concat(tables.Select(t => $"DELETE FROM {t}; "));
        await connection.CloseAsync();
        NpgsqlConnection.ClearPool(connection);
        return pool;
    }

    public async Task<Engine> Take()
    {
        Engine? engine = null;
        lock (idle) idle.TryPop(out engine);
        if (engine is null)
        {
            engine = await create(new NpgsqlConnectionStringBuilder(template.ConnectionString).Database!);
            lock (idle) used[engine.ConnectionString] = 1;
            return engine;
        }
        await using var connection = new NpgsqlConnection(engine.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand(empty, connection)) await command.ExecuteNonQueryAsync();
        foreach (var (table, rows) in seed)
        {
            await using var writer = await connection.BeginTextImportAsync($"COPY {table} FROM STDIN");
            await writer.WriteAsync(rows);
        }
        await using (var command = new NpgsqlCommand("SET session_replication_role = origin", connection)) await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return engine;
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
