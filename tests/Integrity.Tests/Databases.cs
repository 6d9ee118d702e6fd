using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Exchange;
using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrity.Tests;

/// <summary>Fresh databases of the engine that this run is about: <c>INTEGRITY_TEST_ENGINE</c> is <c>sqlite</c> (default) or <c>postgresql</c>.</summary>
/// <remarks>Each is a copy of one template with the schema applied.</remarks>
public static class Databases
{
    private static readonly SemaphoreSlim One = new(1, 1);
    private static readonly string Folder = Directory.CreateTempSubdirectory("integrity-tests-").FullName;
    private static PostgreSqlServer? server;
    private static string? template;
    private static int count;

    public static bool OnPostgreSql { get; } = Environment.GetEnvironmentVariable("INTEGRITY_TEST_ENGINE") == "postgresql";

    /// <summary>Everything of this run goes away, the server with it.</summary>
    public static void End()
    {
        server?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>An engine with an empty database in it: the schema, and nobody.</summary>
    public static async Task<Engine> Fresh()
    {
        await One.WaitAsync();
        try
        {
            return OnPostgreSql ? await FreshPostgreSql() : await FreshSqlite();
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>Another database with the same in it; nobody may be using the first.</summary>
    public static async Task<Engine> CopyOf(Engine engine)
    {
        await One.WaitAsync();
        try
        {
            if (engine.IsSqlite)
            {
                var file = NewFile();
                await using var from = new Microsoft.Data.Sqlite.SqliteConnection(engine.ConnectionString);
                await using var to = new Microsoft.Data.Sqlite.SqliteConnection(Engine.Of(file).ConnectionString);
                await from.OpenAsync();
                await to.OpenAsync();
                from.BackupDatabase(to);
                return Engine.Of(file);
            }
            await using (var pool = new NpgsqlConnection(engine.ConnectionString)) NpgsqlConnection.ClearPool(pool);
            var name = $"t{Interlocked.Increment(ref count)}";
            await Command($"CREATE DATABASE {name} TEMPLATE {new NpgsqlConnectionStringBuilder(engine.ConnectionString).Database}");
            return Engine.Of(server!.Connection(name));
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>A place for a database that does not exist yet.</summary>
    public static string NewFile(string extension = "db") => Path.Combine(Folder, $"{Interlocked.Increment(ref count)}.{extension}");

    private static async Task<Engine> FreshSqlite()
    {
        if (template is null)
        {
            var path = NewFile();
            await Prepare(Engine.Of(path));
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            template = path;
        }
        var copy = NewFile();
        File.Copy(template, copy);
        return Engine.Of(copy);
    }

    private static async Task<Engine> FreshPostgreSql()
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException();
        server ??= PostgreSqlServer.Start();
        if (template is null)
        {
            await Command("CREATE DATABASE template_integrity");
            await Prepare(Engine.Of(server.Connection("template_integrity")));
            NpgsqlConnection.ClearAllPools();
            template = "template_integrity";
        }
        var name = $"t{Interlocked.Increment(ref count)}";
        await Command($"CREATE DATABASE {name} TEMPLATE template_integrity");
        return Engine.Of(server.Connection(name));
    }

    private static async Task Prepare(Engine engine)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        // Long before any test's world begins: time never runs backwards in a journal.
        services.AddSingleton<TimeProvider>(new TestClock(new(2020, 1, 1)));
        services.AddIntegrity(engine);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Schema>().BringUpToDate(CancellationToken.None);
        await provider.GetRequiredService<Door>().Enter(new ImportCalendar(null), Caller.Operator("test"), "calendar:shipped");
    }

    private static async Task Command(string sql)
    {
        await using var connection = new NpgsqlConnection(server!.Connection("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
