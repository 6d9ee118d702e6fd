using Integrity.Domain.Acts;
using Integrity.Domain.Values;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Integrity.App.Storage;

/// <summary>Copies of the embedded database while it is in use, and back; for PostgreSQL the lines that do it.</summary>
public static class DatabaseFile
{
    /// <summary>Writes a whole and consistent copy; acts go on meanwhile.</summary>
    /// <remarks>Errors: a refusal where there is no database, or a file stands in the way.</remarks>
    public static Refusal? Backup(Engine engine, string file)
    {
        if (!File.Exists(engine.File)) return MaintenanceRefusals.NoDatabase(engine.File ?? "");
        if (File.Exists(file)) return MaintenanceRefusals.FileInTheWay(file);
        var beside = file + ".part";
        File.Delete(beside);
        Copy(engine.File, beside);
        File.Move(beside, file);
        return null;
    }

    /// <summary>Puts a copy in the place of the database. What stood there is kept beside it, and nothing is touched unless the copy is whole and of a known schema.</summary>
    /// <returns>Where the former database was kept, or null when there was none.</returns>
    public static Outcome<string?> Restore(Engine engine, string file, bool replace, string stamp)
    {
        if (!File.Exists(file)) return MaintenanceRefusals.NoDatabase(file);
        if (WhatIsWrong(file) is { } wrong) return wrong;
        var target = engine.File!;
        string? former = null;
        if (File.Exists(target))
        {
            if (!replace) return MaintenanceRefusals.DatabaseInTheWay(target);
            former = $"{target}.before-{stamp}";
            if (File.Exists(former)) return MaintenanceRefusals.FileInTheWay(former);
            Copy(target, former);
        }
        else if (Path.GetDirectoryName(Path.GetFullPath(target)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
        Copy(file, target, SqliteOpenMode.ReadOnly);
        return former;
    }

    /// <summary>The pg_dump and pg_restore lines; the password comes from where those programs read it.</summary>
    public static (string Dump, string Restore) Lines(Engine engine, string file)
    {
        var to = new NpgsqlConnectionStringBuilder(engine.ConnectionString);
        var where = $"--host={Quoted(to.Host)} --port={to.Port}" + (string.IsNullOrEmpty(to.Username) ? "" : $" --username={Quoted(to.Username)}");
        return ($"pg_dump {where} --format=custom --file={Quoted(file)} {Quoted(to.Database)}",
            $"pg_restore {where} --clean --if-exists --single-transaction --dbname={Quoted(to.Database)} {Quoted(file)}");
    }

    private static Refusal? WhatIsWrong(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            if (One(connection, "PRAGMA quick_check(1)") is not "ok") return MaintenanceRefusals.NotWhole(file);
            using var versions = connection.CreateCommand();
            versions.CommandText = "SELECT number, digest FROM schema_versions ORDER BY number";
            using var reader = versions.ExecuteReader();
            var any = false;
            while (reader.Read())
            {
                any = true;
                var (number, digest) = (reader.GetInt32(0), reader.GetString(1));
                if (SchemaScript.All.All(s => s.Number != number || s.Digest != digest)) return MaintenanceRefusals.OtherSchema(file, number);
            }
            return any ? null : MaintenanceRefusals.NotWhole(file);
        }
        catch (SqliteException)
        {
            return MaintenanceRefusals.NotWhole(file);
        }
    }

    private static void Copy(string from, string to, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        using var source = Open(from, mode);
        using var target = Open(to, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(target);
        // A file to carry away: nothing of it stays in a log beside it. A database in use keeps its log.
        if (mode == SqliteOpenMode.ReadWrite) One(target, "PRAGMA journal_mode=DELETE");
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static string? One(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }

    private static string Quoted(string? text) => "'" + (text ?? "").Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
