using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.App.Journal;

/// <summary>Binds each row that an act adds, changes or takes away to the act's leaf, by a digest under the entry's salt; <c>verify</c> works out the last one again from the row.</summary>
/// <remarks>
/// Salted, because a row may be a sealed ballot, which anyone could find out from a bare digest. The big tables are written in bulk and
/// bound by range and root instead (L-1, R-1); a row that came in any other way has no digest, and that is found too. Rules: J-1.
/// </remarks>
public sealed class BoundRows(IntegrityDb db, byte[] salt)
{
    /// <summary>These are the journal itself, or bound by range and root or by the hash that a file's row names, or kept totals with a check of their own, or how one signs in.</summary>
    private static readonly string[] BoundOtherwise =
    [
        "journal_entries", "journal_payloads", "journal_subjects", "act_answers",
        "postings", "ledger_ranges", "snapshot_lines", "snapshot_tranches", "evidence_parts",
        "counters", "day_totals", "search_words", "search_subjects",
        "sign_in_users", "sign_in_user_claims", "sign_in_user_logins", "sign_in_user_tokens", "data_protection_keys", "checkpoint_keys",
    ];

    private readonly SortedDictionary<string, SortedDictionary<string, string?>> digests = new(StringComparer.Ordinal);

    /// <summary>The tables whose rows are bound. A part that is owned stands in its owner's row.</summary>
    public static IEnumerable<IEntityType> TypesOf(IModel model) => model.GetEntityTypes().Where(IsBound);

    public static bool IsBound(string table) => !BoundOtherwise.Contains(table);

    private static bool IsBound(IReadOnlyEntityType type) => !type.IsOwned() && type.GetTableName() is { } table && IsBound(table);

    /// <summary>What the schema's scripts had put there before the first act of all.</summary>
    public async Task CollectGround(CancellationToken cancel)
    {
        foreach (var type in TypesOf(db.Model))
            await foreach (var row in All(db, type).WithCancellation(cancel)) Bind(type, row);
    }

    /// <summary>Takes note of what is tracked as added, changed or deleted. Called before each time that it is saved.</summary>
    public void Collect()
    {
        // What is gone first: another row may have come in its place.
        var written = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && IsBound(e.Metadata)).OrderBy(e => e.State != EntityState.Deleted);
        foreach (var entry in written) Bind(entry.Metadata, entry.Entity, entry.State == EntityState.Deleted);
    }

    private void Bind(IEntityType type, object row, bool isGone = false)
    {
        var table = type.GetTableName()!;
        if (!digests.TryGetValue(table, out var rows)) digests[table] = rows = new(StringComparer.Ordinal);
        rows[KeyOf(type, row)] = isGone ? null : DigestOf(salt, type, row);
    }

    /// <summary>Forgets what a rolled-back act had written.</summary>
    public void Clear() => digests.Clear();

    /// <summary>By table and key, null for a row that is gone; null when the act wrote no such row.</summary>
    public JsonObject? Effect() => digests.Count == 0
        ? null
        : new(digests.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)new JsonObject(t.Value.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)JsonValue.Create(r.Value)))))));

    /// <summary>Every row of a table, untracked.</summary>
    public static IAsyncEnumerable<object> All(IntegrityDb db, IEntityType type) =>
        (IAsyncEnumerable<object>)typeof(BoundRows).GetMethod(nameof(AllOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.ClrType).Invoke(null, [db])!;

    private static IAsyncEnumerable<object> AllOf<T>(IntegrityDb db) where T : class => db.Set<T>().AsNoTracking().AsAsyncEnumerable();

    public static string KeyOf(IEntityType type, object row) =>
        string.Join('|', type.FindPrimaryKey()!.Properties.Select(p => Text(p, row) ?? ""));

    public static string DigestOf(byte[] salt, IEntityType type, object row) =>
        Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(CanonicalJson.Of(RowOf(type, row)))]));

    /// <summary>Every column by its name, in a text that both engines give back alike.</summary>
    private static JsonObject RowOf(IEntityType type, object row)
    {
        var columns = new JsonObject();
        Add(type, row);
        foreach (var owned in type.GetNavigations().Where(n => n.TargetEntityType.IsOwned()))
            columns[owned.TargetEntityType.GetTableName()!] = new JsonArray([.. ((IEnumerable<object>)owned.PropertyInfo!.GetValue(row)!).Select(part => RowOf(owned.TargetEntityType, part)).OrderBy(part => CanonicalJson.Of(part), StringComparer.Ordinal)]);
        return columns;

        void Add(ITypeBase part, object instance)
        {
            foreach (var property in part.GetProperties().Where(p => !p.IsShadowProperty())) columns[property.GetColumnName()] = Text(property, instance);
            foreach (var complex in part.GetComplexProperties()) Add(complex.ComplexType, complex.PropertyInfo!.GetValue(instance)!);
        }
    }

    private static string? Text(IProperty property, object instance)
    {
        var member = (MemberInfo?)property.PropertyInfo ?? property.FieldInfo ?? throw new NotSupportedException($"{property.DeclaringType.DisplayName()}.{property.Name} is no member of the row's type.");
        var value = member is PropertyInfo read ? read.GetValue(instance) : ((FieldInfo)member).GetValue(instance);
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
            Enum word => word.ToString(),
            _ => throw new NotSupportedException($"{property.DeclaringType.DisplayName()}.{property.Name} is a {value.GetType().Name}, which has no canonical text."),
        };
    }
}
