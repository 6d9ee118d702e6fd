using System.Globalization;
using System.Text.Json.Nodes;

namespace Integrity.App.Journal;

/// <summary>Rows that an act wrote in bulk, by the numbers that it took for them.</summary>
/// <param name="Table">Null for every table: whatever bears such a number was planted.</param>
/// <param name="First">The first number.</param>
/// <param name="Last">The last one.</param>
/// <param name="Digest">SHA-256 of what never changes in the rows; null where nothing is proved of them.</param>
public sealed record BulkRange(string? Table, long First, long Last, string? Digest)
{
    private const string Effect = "bulk";

    /// <summary>Names it in an act's effects.</summary>
    public void NameIn(JsonObject effects)
    {
        if (effects[Effect] is not JsonArray ranges) effects[Effect] = ranges = [];
        ranges.Add(new JsonObject { ["table"] = Table, ["first"] = First, ["last"] = Last, ["digest"] = Digest });
    }

    /// <summary>Those of an entry's effects.</summary>
    public static IEnumerable<BulkRange> Of(JsonObject effects) => (effects[Effect] as JsonArray ?? [])
        .Select(range => new BulkRange((string?)range!["table"], Number(range["first"]), Number(range["last"]), (string?)range["digest"]));

    // In canonical JSON a long is a string.
    private static long Number(JsonNode? value) => long.Parse(value!.ToString(), CultureInfo.InvariantCulture);

    /// <summary>Whether a row's key begins with one of its numbers.</summary>
    public bool Has(string table, string key)
    {
        var end = key.IndexOf('|', StringComparison.Ordinal);
        return (Table is null || Table == table) && long.TryParse(end < 0 ? key : key.AsSpan(0, end), CultureInfo.InvariantCulture, out var number) && number >= First && number <= Last;
    }
}
