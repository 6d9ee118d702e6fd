using System.Globalization;
using System.Text.Json;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>A read ledger as JSON for programs: amounts in integer fen, shares in ppm, days as yyyy-MM-dd.</summary>
public static class LedgerJson
{
    /// <summary>The kind as the office writes it.</summary>
    public static string NameOf(CounterpartyKind kind) => kind switch
    {
        CounterpartyKind.ConstructionTeam => "施工队",
        CounterpartyKind.Supplier => "供货商",
        CounterpartyKind.MachineryOwner => "机械业主",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <param name="more">What an import adds after it: what it did.</param>
    public static void Write(LedgerReading reading, Language language, Utf8JsonWriter json, Action<Utf8JsonWriter>? more = null)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        Day(json, "asOf", reading.AsOf);
        json.WriteStartArray("accepted");
        foreach (var row in reading.Accepted) Write(row, language, json);
        json.WriteEndArray();
        json.WritePropertyName("refused");
        WriteRefused(reading.Refused, language, json);
        Warnings(json, reading.Warnings, language);
        more?.Invoke(json);
        json.WriteEndObject();
    }

    /// <summary>An array of row, column, value, code and message.</summary>
    public static void WriteRefused(IEnumerable<RowRefusal> refused, Language language, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(refused);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartArray();
        foreach (var one in refused)
        {
            json.WriteStartObject();
            if (one.Sheet.Length > 0) json.WriteString("sheet", one.Sheet);
            json.WriteNumber("row", one.Row);
            json.WriteString("column", one.Column);
            json.WriteString("field", one.Field);
            json.WriteString("value", one.Value);
            json.WriteString("code", one.Why.Code);
            json.WriteString("message", one.Why.In(language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(LedgerRow row, Language language, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (row.Sheet.Length > 0) json.WriteString("sheet", row.Sheet);
        json.WriteNumber("row", row.Row);
        json.WriteString("number", row.Number);
        json.WriteString("party", row.Party);
        json.WriteString("code", row.Code);
        json.WriteString("kind", NameOf(row.Kind));
        json.WriteString("project", row.Project);
        json.WriteString("projectKind", row.ProjectKind);
        json.WriteNumber("amountFen", row.Amount.Fen);
        Day(json, "signed", row.Signed);
        json.WriteString("integrity", row.Integrity);
        Day(json, "integritySigned", row.IntegritySigned);
        if (row.Band is { } band)
        {
            json.WriteStartArray("bandPpm");
            json.WriteNumberValue(band.Min.Ppm);
            json.WriteNumberValue(band.Max.Ppm);
            json.WriteEndArray();
        }
        else json.WriteNull("bandPpm");
        json.WriteNumber("certifiedFen", row.Certified.Fen);
        json.WriteNumber("paidFen", row.Paid.Fen);
        Warnings(json, row.Warnings, language);
        json.WriteEndObject();
    }

    private static void Warnings(Utf8JsonWriter json, IEnumerable<LedgerWarning> warnings, Language language)
    {
        json.WriteStartArray("warnings");
        foreach (var warning in warnings)
        {
            json.WriteStartObject();
            json.WriteString("code", warning.Code);
            json.WriteString("field", warning.Field);
            json.WriteString("message", warning.In(language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Day(Utf8JsonWriter json, string name, DateOnly? day) => json.WriteString(name, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
