using System.Text;
using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Exchange.LedgerImport;
using Integrity.App.Journal;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.Domain.Certificates;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Exchange;

/// <summary>C-9: a workbook opens new contracts as of its day and changes nothing that is there.</summary>
public sealed class ImportLedgerTests
{
    private static readonly DateOnly Sheet = new(2026, 9, 30);
    private static LedgerFile Shared => new(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Exchange", "data", "ledger-2026.xlsx")));

    [Fact]
    public async Task The_shared_ledger_is_taken_over_whole_or_by_its_good_rows()
    {
        await using var world = await World.Begin(on: new(2026, 10, 8));
        var refusal = await world.Refused(world.Engineer, new ImportLedger(Shared, false, null, null));
        Assert.Equal("exchange.rows_refused", refusal.Code);
        Assert.Equal(0, await world.Read(db => db.WorksContracts.CountAsync()));
        var plan = await world.Ask(world.Engineer, new PreviewLedger(Shared, null, null));
        Assert.Equal((112, 8, 0, Sheet), (plan.New.Count, plan.RefusedRows, plan.Equal.Count, plan.AsOf));
        Assert.All(plan.Refused, fault =>
        {
            Assert.Contains($"第 {fault.Row} 行“{fault.Column}”列“", refusal.Zh, StringComparison.Ordinal);
            Assert.Contains(fault.Why.Zh, refusal.Zh, StringComparison.Ordinal);
            Assert.Contains($"column “{fault.Column}”, “", refusal.En, StringComparison.Ordinal);
            Assert.Contains(fault.Why.En, refusal.En, StringComparison.Ordinal);
        });

        var done = await world.Do(world.Engineer, new ImportLedger(Shared, true, null, null));
        Assert.Equal((112, 0, 8), (done.Imported, done.Skipped, done.RefusedRows));
        var rows = plan.New;
        var owed = await world.Ask(world.Engineer, new WhatIsOwed(null, null, null, null, Sheet));
        Assert.Equal((rows.Sum(r => r.Certified), rows.Sum(r => r.Certified - r.Paid), rows.Sum(r => r.Certified - r.Paid)), (owed.Certified, owed.Outstanding, owed.Buckets.Due));
        Assert.Equal(Money.Zero, (await world.Ask(world.Engineer, new WhatIsOwed(null, null, null, null, Sheet.AddDays(-1)))).Certified);

        var one = rows.First(r => r.Certified > r.Paid && LedgerHasIntegrity(r));
        var contract = await world.Read(db => db.WorksContracts.SingleAsync(c => c.Number == one.Number));
        Assert.True(contract.OpeningMissing);
        var balance = await world.Balance(contract.Id, Sheet);
        Assert.Equal((one.Certified, one.Paid, one.Certified - one.Paid), (balance.Certified, balance.Settled, balance.Buckets.Due));
        Assert.All(balance.DueTranches, t => Assert.Equal(Sheet, t.Due));
        var integrity = await world.Read(db => db.LiveIntegrityContractOf(contract.Id, Sheet, default));
        Assert.Equal((one.Integrity, one.Band!.Value.Min, one.Band.Value.Max), (integrity!.Number, integrity.Bands.Single().Min, integrity.Bands.Single().Max));
        var certificate = await world.Read(db => db.Certificates.SingleAsync(c => c.Contract == contract.Id));
        Assert.Equal((CertificateKind.Opening, CertificateState.Approved, Shared.Digest), (certificate.Kind, certificate.State, certificate.Document));
        var entry = await world.Read(db => db.Postings.FirstAsync(p => p.Owner == contract.Id.Value));
        Assert.Equal(certificate.Entry, entry.Entry);
        // The journal keeps the workbook's hash and not the workbook.
        var payload = await world.Read(db => db.JournalPayloads.OrderByDescending(p => p.Entry).FirstAsync());
        Assert.Contains(Shared.Digest, payload.Payload, StringComparison.Ordinal);
        Assert.True(payload.Payload.Length < 400, payload.Payload);

        var again = await world.Do(world.Engineer, new ImportLedger(Shared, true, null, null));
        Assert.Equal((0, 112, 0), (again.Imported, again.Skipped, again.Different.Count));
        Assert.Equal(112, await world.Read(db => db.WorksContracts.CountAsync()));
    }

    [Fact]
    public async Task A_later_workbook_imports_what_is_new_and_reports_what_differs_and_changes_nothing()
    {
        await using var world = await World.Begin(on: new(2026, 10, 8));
        var first = await world.Taken(100_000, 60_000, Sheet);
        var book = WorldCertificates.Workbook(Sheet, ("HT-1", "91329900MAJU5HND5H", 100_001, 50_000), ("HT-2", "91329900MAJU5HND5H", 7, 7), ("HT-3", "91329900MA7JQXFN28", 0, 0));
        var done = await world.Do(world.Engineer, new ImportLedger(book, false, null, null));
        Assert.Equal((2, 0), (done.Imported, done.Skipped));
        Assert.Equal([("HT-1", "certified", "1000.01", "1000.00"), ("HT-1", "paid", "500.00", "600.00")], done.Different.Select(d => (d.Number, d.Field, d.InSheet, d.InBooks)));
        Assert.Equal((100_000L, 40_000L), ((await world.Balance(first)).Certified.Fen, (await world.Balance(first)).Outstanding.Fen));
        // One party and one project behind three contracts of two firms.
        Assert.Equal((2, 1, 3), (await world.Read(db => db.Counterparties.CountAsync()), await world.Read(db => db.Projects.CountAsync()), await world.Read(db => db.WorksContracts.CountAsync())));
        Assert.Equal(ProjectKind.MajorMaintenance, await world.Read(db => db.Projects.Select(p => p.Kind).SingleAsync()));
        // The other spelling of a number is the same contract.
        Assert.Single((await world.Ask(world.Engineer, new PreviewLedger(WorldCertificates.Workbook(Sheet, ("HT—2", "91329900MAJU5HND5H", 7, 7)), null, null))).Equal);
    }

    [Fact]
    public async Task A_sheet_of_a_day_to_come_or_of_none_is_refused()
    {
        await using var world = await World.Begin(on: new(2026, 9, 29));
        await world.Refused("exchange.sheet_from_future", world.Engineer, new ImportLedger(WorldCertificates.Workbook(Sheet, ("HT-1", "91329900MAJU5HND5H", 1, 0)), false, null, null));
        var none = new LedgerFile(Encoding.UTF8.GetBytes("合同编号,合同金额,签订日期,乙方名称,信用代码,乙方类型,工程名称,累计计量,累计已付\nHT-1,10,2023-4-16,甲,91329900MAJU5HND5H,施工队,甲线,5,5\n"));
        await world.Refused("exchange.as_of_missing", world.Engineer, new ImportLedger(none, false, null, null));
        Assert.Equal(1, (await world.Do(world.Engineer, new ImportLedger(none, false, null, new(2026, 9, 1)))).Imported);
        await world.Refused("exchange.file_empty", world.Engineer, new ImportLedger(new([]), false, null, null));
        var head = new LedgerFile(Encoding.UTF8.GetBytes("合同编号,合同金额,签订日期,乙方名称,信用代码,乙方类型,工程名称,累计计量,累计已付\n"));
        await world.Refused("exchange.no_rows", world.Engineer, new ImportLedger(head, false, null, new(2026, 9, 1)));
        await world.Refused("acts.not_permitted", world.Finance, new ImportLedger(none, false, null, null));
    }

    [Fact]
    public async Task A_refused_import_names_twenty_faults_with_place_value_and_reason_and_says_how_many_more()
    {
        await using var world = await World.Begin(on: new(2026, 10, 8));
        var rows = Enumerable.Range(1, 23).Select(i => ($"HT-{i}", "91329900MAJU5HND5A", 1L, 0L)).ToArray();
        var refusal = await world.Refused(world.Engineer, new ImportLedger(WorldCertificates.Workbook(Sheet, rows), false, null, null));
        Assert.Equal("exchange.rows_refused", refusal.Code);
        Assert.Contains("第 3 行“信用代码”列“…ND5A”：", refusal.Zh, StringComparison.Ordinal);
        Assert.Contains("Row 22, column “信用代码”, “…ND5A”: ", refusal.En, StringComparison.Ordinal);
        Assert.DoesNotContain("第 23 行", refusal.Zh, StringComparison.Ordinal);
        Assert.Contains("另有 3 处。", refusal.Zh, StringComparison.Ordinal);
        Assert.Contains("And 3 more.", refusal.En, StringComparison.Ordinal);
    }

    /// <summary>What another module's rule refuses is a faulty row, with that rule's words.</summary>
    [Fact]
    public async Task A_row_that_another_rule_refuses_is_reported_with_its_row()
    {
        await using var world = await World.Begin(on: new(2026, 10, 8));
        var plan = await world.Ask(Caller.Operator("test"), new PreviewLedger(
            WorldCertificates.Workbook(Sheet, (new string('长', 61), "91329900MAJU5HND5H", 1, 0), ("HT-2", "91329900MA7JQXFN28", 1, 0)), null, null));
        Assert.Equal([(3, "contracts.number_missing")], plan.Refused.Select(r => (r.Row, r.Why.Code)));
        Assert.Equal("HT-2", Assert.Single(plan.New).Number);
    }

    [Fact]
    public async Task A_day_of_signature_in_the_future_is_reported_with_its_column_and_value()
    {
        await using var world = await World.Begin(on: new(2026, 10, 8));
        var sheet = new LedgerFile(Encoding.UTF8.GetBytes("合同编号,合同金额,签订日期,乙方名称,信用代码,乙方类型,工程名称,累计计量,累计已付\nHT-1,10,2027-1-1,甲,91329900MAJU5HND5H,施工队,甲线,5,5\n"));
        var fault = Assert.Single((await world.Ask(world.Engineer, new PreviewLedger(sheet, null, new(2026, 9, 1)))).Refused);
        Assert.Equal(("签订日期", "signed", "2027-01-01", "contracts.signed_in_future"), (fault.Column, fault.Field, fault.Value, fault.Why.Code));
    }

    /// <summary>C-5, P-8: a contract signed inside the exclusion of its party is not taken over.</summary>
    [Fact]
    public async Task A_contract_signed_inside_an_exclusion_is_a_faulty_row()
    {
        await using var world = await World.Begin(on: new(2026, 10, 8));
        await world.Taken(100, 0, Sheet);
        var party = await world.Read(db => db.Counterparties.Select(p => p.Id).SingleAsync());
        await world.Exclude(party, new(2025, 1, 1));
        var plan = await world.Ask(world.Engineer, new PreviewLedger(WorldCertificates.Workbook(Sheet, ("HT-2", "91329900MAJU5HND5H", 1, 0)), null, null));
        Assert.StartsWith("parties.", Assert.Single(plan.Refused).Why.Code, StringComparison.Ordinal);
        await world.Refused("exchange.rows_refused", world.Engineer, new ImportLedger(WorldCertificates.Workbook(Sheet, ("HT-2", "91329900MAJU5HND5H", 1, 0)), false, null, null));
    }

    /// <summary>P-8: that each row's party was looked up and found excluded stays on record, whether the workbook is refused or its other rows are taken; a preview keeps nothing.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_row_refused_for_an_exclusion_leaves_its_screening(bool acceptValid)
    {
        await using var world = await World.Begin(on: new(2026, 10, 8));
        await world.Taken(100, 0, Sheet);
        var party = await world.Read(db => db.Counterparties.Select(p => p.Id).SingleAsync());
        await world.Exclude(party, new(2025, 1, 1));
        var before = (await world.Ask(world.Engineer, new ListScreenings(party, null))).Items.Count;
        var book = WorldCertificates.Workbook(Sheet, ("HT-2", "91329900MAJU5HND5H", 1, 0), ("HT-3", "91329900MA7JQXFN28", 1, 0), ("HT-4", "91329900MAJU5HND5H", 1, 0));
        Assert.Equal(2, (await world.Ask(world.Engineer, new PreviewLedger(book, null, null))).RefusedRows);
        Assert.Equal(before, (await world.Ask(world.Engineer, new ListScreenings(party, null))).Items.Count);

        if (acceptValid) Assert.Equal(1, (await world.Do(world.Engineer, new ImportLedger(book, true, null, null))).Imported);
        else await world.Refused("exchange.rows_refused", world.Engineer, new ImportLedger(book, false, null, null));
        var kept = (await world.Ask(world.Engineer, new ListScreenings(party, null))).Items;
        Assert.Equal(before + 2, kept.Count);
        Assert.All(kept.Take(2), row => Assert.Equal((0L, ScreeningPurpose.Registration, true, 1), (row.About, row.Purpose, row.Refused, row.OnRecord)));
        // The test's exclusion has no decision; everything else that is proven holds.
        // The exclusion was laid without an act.
        Assert.All(await world.Verify(), found => Assert.True(found.Check == "cases.sanctions" || found.Finding.Table == "market_exclusions"));
    }

    private static bool LedgerHasIntegrity(LedgerRow row) => row.Integrity.Length > 0 && row is { IntegritySigned: not null, Band: not null };
}
