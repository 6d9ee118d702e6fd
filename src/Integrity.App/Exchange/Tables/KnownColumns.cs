using System.Text.Json;
using Integrity.Domain.Parties;

namespace Integrity.App.Exchange.Tables;

/// <summary>The usual names of columns and of what stands in them: the data file <c>seed/ledger-columns.json</c>.</summary>
/// <param name="Ledger">Columns of a contract ledger.</param>
/// <param name="Trial">Columns of a trial calculation.</param>
/// <param name="Kinds">Kinds of party by every usual word (C-1).</param>
/// <param name="ProjectKinds">Kinds of project by every usual word (C-3).</param>
/// <param name="Totals">Words that make a row a total.</param>
/// <param name="None">Words for "there is none".</param>
public sealed record KnownColumns(
    ColumnSet Ledger, ColumnSet Trial, IReadOnlyDictionary<string, CounterpartyKind> Kinds, IReadOnlyDictionary<string, string> ProjectKinds,
    IReadOnlySet<string> Totals, IReadOnlySet<string> None)
{
    private static readonly Lazy<KnownColumns> Seeded = new(() =>
    {
        using var stream = typeof(KnownColumns).Assembly.GetManifestResourceStream("seed/ledger-columns.json")!;
        return Read(JsonDocument.Parse(stream).RootElement);
    });

    /// <summary>Those the program comes with.</summary>
    public static KnownColumns Default => Seeded.Value;

    public static KnownColumns Read(JsonElement json) => new(
        ColumnSet.Read(json.GetProperty("ledger")),
        ColumnSet.Read(json.GetProperty("trial")),
        Words(json.GetProperty("kinds")).ToDictionary(pair => pair.Key, pair => Enum.Parse<CounterpartyKind>(pair.Value)),
        Words(json.GetProperty("projectKinds")),
        json.GetProperty("totals").EnumerateArray().Select(word => HeaderText.Fold(word.GetString()!)).ToHashSet(),
        json.GetProperty("none").EnumerateArray().Select(word => PlainText.Fold(word.GetString()!)).ToHashSet(StringComparer.OrdinalIgnoreCase));

    private static Dictionary<string, string> Words(JsonElement json) =>
        json.EnumerateObject().SelectMany(kind => kind.Value.EnumerateArray().Select(word => (Word: HeaderText.Fold(word.GetString()!), Kind: kind.Name)))
            .ToDictionary(pair => pair.Word, pair => pair.Kind);
}
