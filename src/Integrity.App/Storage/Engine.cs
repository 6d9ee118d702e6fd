using Microsoft.Data.Sqlite;

namespace Integrity.App.Storage;

public enum EngineKind
{
    Sqlite = 0,
    PostgreSql = 1,
}

/// <summary>Which database, from one connection string: <c>Host=…</c> is PostgreSQL, a file name or <c>Data Source=…</c> is SQLite.</summary>
public sealed record Engine(EngineKind Kind, string ConnectionString)
{
    public static Engine Of(string connection)
    {
        if (connection.Contains("Host=", StringComparison.OrdinalIgnoreCase)) return new(EngineKind.PostgreSql, connection);
        var path = connection.Contains('=') ? new SqliteConnectionStringBuilder(connection).DataSource : connection;
        return new(EngineKind.Sqlite, new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 30 }.ToString());
    }

    public bool IsSqlite => Kind == EngineKind.Sqlite;

    /// <summary>What a person may read of it: the file, or the server and database, without a password.</summary>
    public string Shown => File ?? Server(new(ConnectionString));

    private static string Server(Npgsql.NpgsqlConnectionStringBuilder server) => $"{server.Host}:{server.Port}/{server.Database}";

    /// <summary>The SQLite file, or null.</summary>
    public string? File => IsSqlite ? new SqliteConnectionStringBuilder(ConnectionString).DataSource : null;
}
