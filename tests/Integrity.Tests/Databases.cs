using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Exchange;
using Integrity.App.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrity.Tests;

/// <summary>Fresh databases of the engine that this run is about: <c>INTEGRITY_TEST_ENGINE</c> is <c>sqlite</c> (default) or <c>postgresql</c>.</summary>
/// <remarks>Each begins as something that was kept: the schema alone, the bureau's people, or what several tests have behind them.</remarks>
public static class Databases
{
    private static readonly SemaphoreSlim One = new(1, 1);
    private static readonly string Folder = Directory.CreateTempSubdirectory("integrity-tests-").FullName;
    private static readonly Dictionary<string, Kept> Templates = [];
    private static PostgreSqlPool? pool;
    private static PostgreSqlServer? server;
    private static int count;

    /// <summary>Long before any test's world begins: time never runs backwards in a journal.</summary>
    public static readonly DateOnly Before = new(2020, 1, 1);

    public static bool OnPostgreSql { get; } = Environment.GetEnvironmentVariable("INTEGRITY_TEST_ENGINE") == "postgresql";

    /// <summary>Everything of this run goes away, the server with it.</summary>
    public static void End()
    {
        server?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>An engine with a database in which nothing has happened yet.</summary>
    /// <param name="prepared">What has happened in it after all, long before any test begins; a method with a name of its own.</param>
    public static async Task<Engine> Fresh(Func<Engine, Task>? prepared = null)
    {
        await One.WaitAsync();
        try
        {
            var name = prepared?.Method.Name ?? "";
            if (!Templates.TryGetValue(name, out var template)) Templates[name] = template = await Template(prepared);
            return await From(template);
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>An engine with a database that begins as what was kept.</summary>
    public static async Task<Engine> From(Kept kept)
    {
        if (pool is not null) return await pool.Take(kept);
        var copy = NewFile();
        File.Copy(kept.File!, copy);
        return Engine.Of(copy);
    }

    /// <summary>All that is in a database which nobody writes to, for others to begin with.</summary>
    public static async Task<Kept> Keep(Engine engine)
    {
        if (pool is not null) return await pool.Keep(engine);
        var file = NewFile();
        await using var from = new SqliteConnection(engine.ConnectionString);
        // Not kept open: closed, a database is one file.
        await using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        await from.OpenAsync();
        await to.OpenAsync();
        from.BackupDatabase(to);
        return new(file, []);
    }

    /// <summary>Whoever took it does not use it any more, and its guards are whole: on PostgreSQL it is emptied and used again, which is ten times as fast as a new one.</summary>
    public static void GiveBack(Engine engine) => pool?.GiveBack(engine);

    /// <summary>Another database with the same in it; nobody may be using the first.</summary>
    public static async Task<Engine> CopyOf(Engine engine)
    {
        await One.WaitAsync();
        try
        {
            if (!engine.IsSqlite)
            {
                await using (var connection = new NpgsqlConnection(engine.ConnectionString)) NpgsqlConnection.ClearPool(connection);
                return await Create(new NpgsqlConnectionStringBuilder(engine.ConnectionString).Database!);
            }
            var file = NewFile();
            await using var from = new SqliteConnection(engine.ConnectionString);
            await using var to = new SqliteConnection(Engine.Of(file).ConnectionString);
            await from.OpenAsync();
            await to.OpenAsync();
            from.BackupDatabase(to);
            return Engine.Of(file);
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>A place for a database that does not exist yet.</summary>
    public static string NewFile(string extension = "db") => Path.Combine(Folder, $"{Interlocked.Increment(ref count)}.{extension}");

    private static async Task<Kept> Template(Func<Engine, Task>? prepared)
    {
        if (OnPostgreSql && pool is null)
        {
            if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException();
            server = PostgreSqlServer.Start();
            var empty = await Create("template1");
            await Prepare(empty, null);
            pool = await PostgreSqlPool.Of(empty, Create);
        }
        var template = pool is null ? Engine.Of(NewFile()) : await pool.New();
        if (pool is null) await Prepare(template, prepared);
        else if (prepared is not null) await prepared(template);
        return await Keep(template);
    }

    private static async Task<Engine> Create(string template)
    {
        var name = $"t{Interlocked.Increment(ref count)}";
        await using var connection = new NpgsqlConnection(server!.Connection("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template}", connection);
        await command.ExecuteNonQueryAsync();
        return Engine.Of(server.Connection(name));
    }

    private static async Task Prepare(Engine engine, Func<Engine, Task>? prepared)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        services.AddSingleton<TimeProvider>(new TestClock(Before));
        services.AddIntegrity(engine);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Schema>().BringUpToDate(CancellationToken.None);
        await provider.GetRequiredService<Door>().Enter(new ImportCalendar(null), Caller.Operator("test"), "calendar:shipped");
        if (prepared is not null) await prepared(engine);
    }
}

/// <summary>What a database began with: on SQLite its file, on PostgreSQL its rows as COPY writes them.</summary>
public sealed record Kept(string? File, IReadOnlyList<(string Table, string Rows)> Rows);
