using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.App.Journal;

/// <summary>Binds each row that an act adds to a guarded table to the act's leaf, by a digest under the entry's salt; <c>verify</c> works it out again from the row.</summary>
/// <remarks>
/// Salted, because a row may be a sealed ballot, which anyone could find out from a bare digest. The big tables are written in bulk and
/// bound by range and root instead (L-1, R-1); a row that came in any other way has no digest, and that is found too. Rules: J-1.
/// </remarks>
public sealed class GuardedRows(IntegrityDb db, byte[] salt)
{
    private static readonly HashSet<string> Guarded = [.. SchemaScript.All.SelectMany(s => s.AppendOnly)];

    /// <summary>These are the journal itself, or named whole in the effects, or bound by the hash that a file's row names.</summary>
    private static readonly string[] BoundOtherwise = ["journal_entries", "journal_subjects", "act_answers", "ledger_ranges", "evidence_parts"];

    private readonly SortedDictionary<string, SortedDictionary<string, string>> digests = new(StringComparer.Ordinal);

    /// <summary>Takes note of what is tracked as added. Called before each time that it is saved.</summary>
    public void Collect()
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State == EntityState.Added))
        {
            if (entry.Metadata.GetTableName() is not { } table || !Guarded.Contains(table) || BoundOtherwise.Contains(table)) continue;
            if (!digests.TryGetValue(table, out var rows)) digests[table] = rows = new(StringComparer.Ordinal);
            rows[KeyOf(entry.Metadata, entry.Entity)] = DigestOf(salt, entry.Metadata, entry.Entity);
        }
    }

    /// <summary>Forgets what a rolled-back act had added.</summary>
    public void Clear() => digests.Clear();

    /// <summary>By table and key; null when the act added no such row.</summary>
    public JsonObject? Effect() => digests.Count == 0
        ? null
        : new(digests.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)new JsonObject(t.Value.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)JsonValue.Create(r.Value)))))));

    public static string KeyOf(IEntityType type, object row) =>
        string.Join('|', type.FindPrimaryKey()!.Properties.Select(p => Text(p, row) ?? ""));

    public static string DigestOf(byte[] salt, IEntityType type, object row) =>
        Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(CanonicalJson.Of(RowOf(type, row)))]));

    /// <summary>Every column by its name, in a text that both engines give back alike.</summary>
    private static JsonObject RowOf(IEntityType type, object row)
    {
        var columns = new JsonObject();
        Add(type, row);
        return columns;

        void Add(ITypeBase part, object instance)
        {
            foreach (var property in part.GetProperties()) columns[property.GetColumnName()] = Text(property, instance);
            foreach (var complex in part.GetComplexProperties()) Add(complex.ComplexType, complex.PropertyInfo!.GetValue(instance)!);
        }
    }

    private static string? Text(IProperty property, object instance)
    {
        var member = property.PropertyInfo ?? throw new NotSupportedException($"{property.DeclaringType.DisplayName()}.{property.Name} is no property of the row's type.");
        var value = member.GetValue(instance);
        if (value is not null && property.GetTypeMapping().Converter is { } converter) value = converter.ConvertToProvider(value);
        return value switch
        {
            null => null,
            string text => text,
            bool yes => yes ? "true" : "false",
            byte[] bytes => Convert.ToHexStringLower(bytes),
            DateTime instant => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
            Guid id => id.ToString("D"),
            short or int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException($"{property.DeclaringType.DisplayName()}.{property.Name} is a {value.GetType().Name}, which has no canonical text."),
        };
    }
}
