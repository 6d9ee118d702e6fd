using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Storage;

/// <summary>What a database is made of, beside what the scripts make: a guard of the right name that guards nothing is no guard.</summary>
/// <param name="Missing">By kind and name, what the scripts make and is not there, or is not the same.</param>
/// <param name="Added">What no script makes.</param>
public sealed record SchemaShape(IReadOnlyList<(string Kind, string Name)> Missing, IReadOnlyList<(string Kind, string Name)> Added)
{
    private const string Trigger = "trigger";

    /// <summary>The guards that should stand and do not, or do something else.</summary>
    public IReadOnlyList<string> MissingGuards => [.. Missing.Where(one => one.Kind is Trigger or "function").Select(one => one.Name)];

    public static async Task<SchemaShape> Of(IntegrityDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var expected = db.Engine.IsSqlite ? OfScripts.Value : PostgreSql;
        var there = await db.Database.SqlQueryRaw<Part>(db.Engine.IsSqlite ? SqliteParts : PostgreSqlParts).ToListAsync(cancel);
        // Several of a name: each must be as it should.
        var known = there.ToLookup(part => (part.Kind, part.Name), part => part.Text);
        return new(
            [.. expected.Where(part => known[(part.Kind, part.Name)] is var texts && (!texts.Any() || texts.Any(text => text != part.Text))).Select(part => (part.Kind, part.Name))],
            [.. there.Where(part => !expected.Any(e => e.Kind == part.Kind && e.Name == part.Name)).Select(part => (part.Kind, part.Name))]);
    }

    private sealed record Part(string Kind, string Name, string Text);

    private const string SqliteParts = "SELECT type AS \"Kind\", name AS \"Name\", sql AS \"Text\" FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite|_%' ESCAPE '|'";

    // Indexes that a key or UNIQUE makes have no name in the scripts. A trigger that fires only on a replica guards nothing here.
    private const string PostgreSqlParts = """
        SELECT CASE relkind WHEN 'i' THEN 'index' WHEN 'r' THEN 'table' ELSE 'relation' END AS "Kind", relname::text AS "Name", '' AS "Text"
        FROM pg_class c WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'i') AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = c.oid)
            AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = c.oid AND deptype = 'e')
        UNION ALL SELECT 'trigger', tgname::text, regexp_replace(pg_get_triggerdef(t.oid), ' ON [^ ]*[.]', ' ON ') || CASE WHEN tgenabled IN ('O', 'A') THEN '' ELSE ' (off)' END
        FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace
        UNION ALL SELECT 'function', proname::text, btrim(prosrc) FROM pg_proc p WHERE pronamespace = current_schema()::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
        UNION ALL SELECT 'rule', rulename::text, '' FROM pg_rewrite r JOIN pg_class c ON c.oid = ev_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
        """;

    /// <summary>The scripts, run in an empty database.</summary>
    private static readonly Lazy<IReadOnlyList<Part>> OfScripts = new(() =>
    {
        using var empty = new SqliteConnection("Data Source=:memory:");
        empty.Open();
        using var command = empty.CreateCommand();
        command.CommandText = Schema.VersionsTable;
        command.ExecuteNonQuery();
        foreach (var script in SchemaScript.All)
        {
            command.CommandText = script.For(EngineKind.Sqlite);
            command.ExecuteNonQuery();
        }
        command.CommandText = SqliteParts;
        using var reader = command.ExecuteReader();
        var parts = new List<Part>();
        while (reader.Read()) parts.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return parts;
    });

    /// <summary>By name, as far as the scripts say it in words of their own; a guard to the letter.</summary>
    private static readonly IReadOnlyList<Part> PostgreSql =
    [
        new("table", "schema_versions", ""),
        .. SchemaScript.All.SelectMany(s => s.Tables).Select(table => new Part("table", table, "")),
        .. SchemaScript.All.SelectMany(s => s.Indexes).Select(index => new Part("index", index, "")),
        .. SchemaScript.All.SelectMany(s => s.AppendOnly).SelectMany(table => new Part[]
        {
            new(Trigger, $"{table}_no_change", $"CREATE TRIGGER {table}_no_change BEFORE DELETE OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"),
            new(Trigger, $"{table}_no_truncate", $"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"),
        }),
        new("function", "refuse_change", Schema.RefuseChangeBody),
    ];
}
