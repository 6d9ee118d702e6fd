using System.Text.Json;
using Integrity.App.Exchange.LedgerImport;
using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Exchange;

/// <summary>C-9: the ledger workbook made for this project against the truth about it.</summary>
public sealed class SharedLedgerTests
{
    private static readonly LedgerReading Reading = LedgerReader.Read(Data("ledger-2026.xlsx")).Value;
    private static readonly JsonElement Truth = JsonDocument.Parse(Data("ledger-2026.truth.json")).RootElement;

    [Fact]
    public void Every_fault_is_found_in_its_row_and_column_and_nothing_else_is_refused()
    {
        var faults = Truth.GetProperty("faults").EnumerateArray().Select(fault => (Row: fault.GetProperty("row").GetInt32(), Field: fault.GetProperty("field").GetString()!))
            .Where(fault => fault.Field != "integrity").Order().ToList();
        Assert.Equal(faults, Reading.Refused.Select(refused => (refused.Row, refused.Field)).Order());
        Assert.Equal(
            [
                (11, "exchange.contract_twice"), (18, "exchange.certified_above_contract"), (19, "exchange.contract_twice"), (21, "exchange.not_a_number"),
                (68, "exchange.band_upside_down"), (82, "exchange.paid_above_certified"), (98, "exchange.no_such_date"), (131, "values.resident_id_check_wrong"),
            ],
            Reading.Refused.Select(refused => (refused.Row, Provoked.Saw(refused.Why).Code)));
    }

    [Fact]
    public void A_contract_without_an_integrity_contract_is_accepted_with_a_warning()
    {
        var row = Reading.Accepted.Single(row => row.Integrity.Length == 0);
        Assert.Equal(35, row.Row);
        Assert.Equal(["exchange.no_integrity_contract"], row.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void Nothing_else_needs_a_look() =>
        Assert.Equal(35, Reading.Accepted.Single(row => row.Warnings.Count > 0).Row);

    [Fact]
    public void The_day_of_the_sheet_is_read_from_its_title_lines()
    {
        Assert.Equal(new DateOnly(2026, 9, 30), Reading.AsOf);
        Assert.Empty(Reading.Warnings);
    }

    [Fact]
    public void Every_accepted_contract_has_the_values_of_the_truth()
    {
        var truth = Truth.GetProperty("contracts").EnumerateArray().ToDictionary(contract => contract.GetProperty("row").GetInt32());
        Assert.Equal(120, truth.Count);
        Assert.Equal(truth.Keys.Order(), Reading.Accepted.Select(row => row.Row).Concat(Reading.Refused.Select(refused => refused.Row)).Distinct().Order());
        foreach (var row in Reading.Accepted) Same(truth[row.Row], row);
    }

    private static void Same(JsonElement truth, LedgerRow row)
    {
        string Text(string name) => truth.GetProperty(name).GetString()!;
        Assert.Equal(Text("number"), row.Number);
        Assert.Equal(Text("project"), row.Project);
        Assert.Equal(Text("project_kind"), row.ProjectKind);
        Assert.Equal(Text("party"), row.Party);
        Assert.Equal(Text("code"), row.Code);
        Assert.Equal(truth.GetProperty("person").GetBoolean(), row.IsPerson);
        Assert.Equal(Text("kind"), LedgerJson.NameOf(row.Kind));
        Assert.Equal(new Money(truth.GetProperty("amount").GetInt64()), row.Amount);
        Assert.Equal(Text("signed"), row.Signed.ToString("yyyy-MM-dd"));
        Assert.Equal(Text("integrity"), row.Integrity);
        Assert.Equal(Text("integrity_signed"), row.IntegritySigned?.ToString("yyyy-MM-dd") ?? "");
        Assert.Equal(truth.GetProperty("band")[0].GetInt32() * 10_000, row.Band!.Value.Min.Ppm);
        Assert.Equal(truth.GetProperty("band")[1].GetInt32() * 10_000, row.Band!.Value.Max.Ppm);
        Assert.Equal(new Money(truth.GetProperty("certified").GetInt64()), row.Certified);
        Assert.Equal(new Money(truth.GetProperty("paid").GetInt64()), row.Paid);
    }

    private static byte[] Data(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Exchange", "data", name));
}
