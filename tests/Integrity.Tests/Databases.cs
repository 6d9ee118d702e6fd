using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Exchange;
using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrity.Tests;

/// <summary>Fresh databases of the engine that this run is about: <c>INTEGRITY_TEST_ENGINE</c> is <c>sqlite</c> (default) or <c>postgresql</c>.</summary>
/// <remarks>Each is as one of two templates: the schema alone, or the schema with what is prepared once for many, such as the bureau's people.</remarks>
public static class Databases
{
    private static readonly SemaphoreSlim One = new(1, 1);
    private static readonly string Folder = Directory.CreateTempSubdirectory("integrity-tests-").FullName;
    private static readonly Dictionary<bool, Engine> Templates = [];
    private static readonly Dictionary<bool, PostgreSqlPool> Pools = [];
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
    /// <param name="prepared">What has happened in it after all, long before any test begins; the same for every caller that gives one.</param>
    public static async Task<Engine> Fresh(Func<Engine, Task>? prepared = null)
    {
        await One.WaitAsync();
        try
        {
            var more = prepared is not null;
            if (!Templates.TryGetValue(more, out var template)) Templates[more] = template = await Template(prepared);
            if (OnPostgreSql) return await Pools[more].Take();
            var copy = NewFile();
            File.Copy(template.File!, copy);
            return Engine.Of(copy);
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>Whoever took it does not use it any more, and its guards are whole: on PostgreSQL it is emptied and used again, which is ten times as fast as a new one.</summary>
    public static void GiveBack(Engine engine)
    {
        foreach (var pool in Pools.Values) pool.GiveBack(engine);
    }

    /// <summary>Another database with the same in it; nobody may be using the first.</summary>
    public static async Task<Engine> CopyOf(Engine engine)
    {
        await One.WaitAsync();
        try
        {
            if (!engine.IsSqlite)
            {
                await using (var pool = new NpgsqlConnection(engine.ConnectionString)) NpgsqlConnection.ClearPool(pool);
                return await Create(new NpgsqlConnectionStringBuilder(engine.ConnectionString).Database!);
            }
            var file = NewFile();
            await using var from = new Microsoft.Data.Sqlite.SqliteConnection(engine.ConnectionString);
            await using var to = new Microsoft.Data.Sqlite.SqliteConnection(Engine.Of(file).ConnectionString);
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

    private static async Task<Engine> Template(Func<Engine, Task>? prepared)
    {
        if (!OnPostgreSql)
        {
            var file = Engine.Of(NewFile());
            await Prepare(file, prepared);
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            return file;
        }
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException();
        server ??= PostgreSqlServer.Start();
        var template = await Create("template1");
        await Prepare(template, prepared);
        Pools[prepared is not null] = await PostgreSqlPool.Of(template, Create);
        return template;
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
