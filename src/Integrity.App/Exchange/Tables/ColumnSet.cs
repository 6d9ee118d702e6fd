using System.Text.Json;

namespace Integrity.App.Exchange.Tables;

/// <summary>One column that a table may have, under any of its usual names.</summary>
/// <param name="Key">Its name in code and JSON.</param>
/// <param name="Zh">Its first name, for people.</param>
/// <param name="En">The same in English.</param>
/// <param name="IsRequired">Whether a table without it is refused.</param>
/// <param name="HoldsAmounts">Whether its title may name a unit.</param>
/// <param name="Names">Folded; where two columns fit, the earlier name wins.</param>
public sealed record ColumnField(string Key, string Zh, string En, bool IsRequired, bool HoldsAmounts, IReadOnlyList<string> Names);

/// <summary>A title above several columns: what stands under it is completed by the prefix, and means only these fields.</summary>
public sealed record ColumnGroup(string Contains, string Prefix, IReadOnlyList<string> Fields);

/// <summary>The columns of one kind of table.</summary>
public sealed record ColumnSet(IReadOnlyList<ColumnField> Fields, IReadOnlyList<ColumnGroup> Groups)
{
    private readonly Dictionary<string, (ColumnField Field, int Rank)> byName = NamesOf(Fields);

    /// <summary>The field a folded title names, and how far down its list of names that one stands.</summary>
    public (ColumnField Field, int Rank)? Find(string title) => byName.TryGetValue(title, out var found) ? found : null;

    public ColumnField this[string key] => Fields.First(field => field.Key == key);

    public static ColumnSet Read(JsonElement json) => new(
        [.. json.GetProperty("fields").EnumerateObject().Select(field => new ColumnField(
            field.Name,
            field.Value.GetProperty("zh").GetString()!,
            field.Value.GetProperty("en").GetString()!,
            field.Value.GetProperty("required").GetBoolean(),
            field.Value.TryGetProperty("unit", out var unit) && unit.GetBoolean(),
            [.. Texts(field.Value.GetProperty("names")).Select(HeaderText.Fold)]))],
        [.. json.GetProperty("groups").EnumerateArray().Select(group => new ColumnGroup(
            group.GetProperty("contains").GetString()!,
            group.GetProperty("prefix").GetString()!,
            [.. Texts(group.GetProperty("fields"))]))]);

    private static IEnumerable<string> Texts(JsonElement array) => array.EnumerateArray().Select(text => text.GetString()!);

    private static Dictionary<string, (ColumnField, int)> NamesOf(IReadOnlyList<ColumnField> fields)
    {
        var names = new Dictionary<string, (ColumnField, int)>();
        foreach (var field in fields)
            for (var rank = 0; rank < field.Names.Count; rank++)
                if (!names.TryAdd(field.Names[rank], (field, rank)) && names[field.Names[rank]].Item1.Key != field.Key)
                    throw new InvalidOperationException($"The column name {field.Names[rank]} belongs to two fields.");
        return names;
    }
}
