using System.Text.Json;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Trial;

/// <summary>A trial as a table for people and as JSON for programs.</summary>
public static class TrialOutput
{
    private static readonly string[] Titles = ["contract", "type", "base", "ratio", "pay"];

    /// <summary>Ratio in percent with four decimals, money in yuan with two, rows in the order of the input.</summary>
    public static void WriteCsv(TrialResult result, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(result);
        var csv = new CsvWriter(writer);
        csv.Row(Titles[0], Titles[1], Titles[2], Titles[3], Titles[4]);
        foreach (var line in result.Lines)
            csv.Row(line.Contract, line.Type, CsvCell.Figure(line.Base.ToPlainYuan()), CsvCell.Figure(line.Ratio.ToPercent()), CsvCell.Figure(line.Pay.ToPlainYuan()));
    }

    /// <summary>The same as a workbook; money stays text, because a spreadsheet's numbers are not exact.</summary>
    public static void WriteXlsx(TrialResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        XlsxWriter.Write(stream, "trial", Titles, result.Lines.Select(line => new[] { line.Contract, line.Type, line.Base.ToPlainYuan(), line.Ratio.ToPercent(), line.Pay.ToPlainYuan() }));
    }

    /// <summary>Amounts in integer fen; fund and residual are null without a fund.</summary>
    public static void WriteJson(TrialResult result, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        Write("fund", result.Ratios.Fund);
        Write("pay", result.Ratios.Entitlement);
        Write("residual", result.Ratios.Residual);
        json.WriteStartArray("types");
        foreach (var (name, type) in result.Types.Zip(result.Ratios.Types))
        {
            json.WriteStartObject();
            json.WriteString("type", name);
            json.WriteNumber("contracts", type.Contracts);
            Write("base", type.Base);
            json.WriteNumber("ratioPpm", type.Ratio.Ppm);
            Write("pay", type.Entitlement);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();

        void Write(string name, Money? money)
        {
            if (money is { } amount) json.WriteNumber(name, amount.Fen); else json.WriteNull(name);
        }
    }
}
