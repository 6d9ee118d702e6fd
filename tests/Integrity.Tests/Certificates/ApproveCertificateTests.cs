using Integrity.App.Certificates;
using Integrity.App.Ledger;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Certificates;

/// <summary>C-6, O-1, O-4, O-5, O-7: certified work through the door, by two people.</summary>
public sealed class ApproveCertificateTests
{
    private const string Paper = WorldCertificates.Paper;

    /// <summary>ACCEPTANCE, posting of A1: O-4, L-1.</summary>
    [Fact]
    public async Task Certificate_A1_posts_work_wages_payable_and_retention_and_sums_to_zero()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        var a1 = await world.Certify(contract, 123_456_789);
        Assert.Equal(
            [(Account.WorkCertified, Standing.None, 123_456_789L), (Account.Payable, Standing.Wage, -24_691_357), (Account.Retention, Standing.None, -3_703_703), (Account.Payable, Standing.Open, -95_061_729)],
            (await world.Lines(contract)).Select(p => (p.Account, p.Standing, p.Fen)));
        var open = (await world.Lines(contract)).Single(p => p.Standing == Standing.Open);
        Assert.Equal((a1.Value, new DateOnly(2026, 9, 9)), (open.Tranche, open.Due));
        var kept = await world.Read(db => db.Certificates.SingleAsync());
        Assert.Equal((CertificateState.Approved, 24_691_357L, 3_703_703L, new DateOnly(2026, 9, 9)), (kept.State, kept.Labour.Fen, kept.Retention.Fen, kept.Due!.Value));
        var range = await world.Read(db => db.LedgerRanges.SingleAsync());
        Assert.Equal((kept.Entry!.Value, Paper, "certificate"), (range.FirstEntry, range.Document, range.Kind));
    }

    /// <summary>O-1: an unapproved measurement is not debt.</summary>
    [Fact]
    public async Task What_is_only_prepared_or_sent_back_is_no_debt()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract();
        var id = await world.Prepare(contract, 1_000);
        Assert.Empty(await world.Lines(contract));
        await world.Refused("certificates.reject_reason_missing", world.EngineerTwo, new RejectCertificate(id, " ", await world.Seen(id.Value)));
        await world.Do(world.EngineerTwo, new RejectCertificate(id, "工程量未经监理签认", await world.Seen(id.Value)));
        Assert.Empty(await world.Lines(contract));
        await world.Refused("certificates.certificate_decided", world.EngineerTwo, new ApproveCertificate(id, await world.Seen(id.Value)));
        await world.Refused("certificates.certificate_decided", world.EngineerTwo, new RejectCertificate(id, "重复", await world.Seen(id.Value)));
    }

    /// <summary>C-6: one number is one certificate under a contract, however it is typed; one that was sent back comes again under its own.</summary>
    [Fact]
    public async Task A_number_stands_for_one_certificate_of_a_contract()
    {
        await using var world = await World.Begin();
        var (contract, other) = (await world.Contract(), await world.Contract("HT-2"));
        var sentBack = await world.Prepare(contract, 1_000, "JL-7");
        var same = new PrepareCertificate(contract, " ｊｌ-７", null, null, new(1_000), Paper);
        var refusal = await world.Refused(world.Engineer, same);
        Assert.Equal("certificates.number_taken", refusal.Code);
        Assert.Contains("“JL-7”", refusal.Zh, StringComparison.Ordinal);
        await world.Certify(other, 1_000, "JL-7");
        await world.Do(world.EngineerTwo, new RejectCertificate(sentBack, "工程量未经监理签认", await world.Seen(sentBack.Value)));
        await world.Do(world.Engineer, same);
        await world.Refused("certificates.number_taken", world.Engineer, same with { Number = "JL-7" });
    }

    /// <summary>C-6: prepared by one person and approved by another, whatever duties the one has.</summary>
    [Fact]
    public async Task Whoever_prepared_a_certificate_cannot_approve_it()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract();
        var both = await world.Person("both", Domain.Identity.Office.Engineering, Domain.Identity.Duty.ReadBusiness, Domain.Identity.Duty.PrepareCertificates, Domain.Identity.Duty.ApproveCertificates);
        var id = await world.Do(both, new PrepareCertificate(contract, "JL-1", null, null, new(1_000), Paper));
        await world.Refused("certificates.prepared_by_same_person", both, new ApproveCertificate(id, await world.Seen(id.Value)));
        await world.Refused("acts.not_permitted", world.Finance, new ApproveCertificate(id, await world.Seen(id.Value)));
        await world.Approve(id);
    }

    [Fact]
    public async Task Certified_work_cannot_exceed_the_contract_amount()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract(amount: 1_000);
        var first = await world.Prepare(contract, 600);
        var second = await world.Prepare(contract, 600, "JL-2");
        await world.Approve(first);
        // Both fitted when they were prepared; the second no longer does.
        await world.Refused("certificates.above_contract_amount", world.EngineerTwo, new ApproveCertificate(second, await world.Seen(second.Value)));
        await world.Refused("certificates.above_contract_amount", world.Engineer, new PrepareCertificate(contract, "JL-3", null, null, new(401), Paper));
        Assert.Equal(new Money(600), (await world.Balance(contract)).Certified);
    }

    [Fact]
    public async Task Two_people_on_one_certificate_the_second_is_told_what_happened()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract();
        var id = await world.Prepare(contract, 1_000);
        var seen = await world.Seen(id.Value);
        await world.Approve(id);
        await world.Refused("acts.changed_since", world.EngineerTwo, new RejectCertificate(id, "重复", seen));
    }

    [Theory]
    [InlineData(" ", null, null, 1_000, Paper, "certificates.number_missing")]
    [InlineData("JL", null, null, 1_000, "no digest", "certificates.document_missing")]
    [InlineData("JL", "2026-07-31", "2026-07-01", 1_000, Paper, "certificates.period_upside_down")]
    [InlineData("JL", "2026-08-01", "2026-08-31", 1_000, Paper, "certificates.period_not_over")]
    [InlineData("JL", null, null, -1, Paper, "certificates.negative_is_a_correction")]
    [InlineData("JL", null, null, 0, Paper, "certificates.nothing_certified")]
    public async Task A_paper_that_cannot_be_is_refused(string number, string? from, string? until, long gross, string document, string code)
    {
        await using var world = await World.Begin();
        var contract = await world.Contract();
        await world.Refused(code, world.Engineer, new PrepareCertificate(contract, number, Day(from), Day(until), new(gross), document));
    }

    [Fact]
    public async Task A_certificate_names_a_contract_that_exists()
    {
        await using var world = await World.Begin();
        await world.Refused("certificates.contract_unknown", world.Engineer, new PrepareCertificate(new(7), "JL-1", null, null, new(1), Paper));
        await world.Refused("certificates.contract_unknown", world.Engineer, new MarkDisputed(new(7), new(1), null, false, "缺陷", Paper));
    }

    /// <summary>C-6: unheld amounts first, the latest due first, never Wage; the excess is a receivable, and later work repays it first (O-1).</summary>
    [Fact]
    public async Task A_correction_takes_what_is_open_and_its_excess_is_recovered_from_later_work()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        var first = await world.Certify(contract, 1_000);
        world.Clock.Set(new(2026, 8, 20));
        await world.Certify(contract, 500, "JL-2");
        await world.Refused("certificates.correction_is_negative", world.Engineer, new CorrectCertificate(contract, "GZ", new(1), "多报", Paper));
        await world.Refused("certificates.correction_reason_missing", world.Engineer, new CorrectCertificate(contract, "GZ", new(-1), "", Paper));
        await world.Refused("certificates.correction_above_certified", world.Engineer, new CorrectCertificate(contract, "GZ", new(-1_501), "多报", Paper));
        await world.Correct(contract, -400);
        var balance = await world.Balance(contract);
        Assert.Equal([(first.Value, 755L)], balance.OpenTranches.Select(t => (t.Certificate, t.Amount.Fen)));
        Assert.Equal(new Money(300), balance.Buckets.Wage);
        await world.Correct(contract, -800);
        Assert.Equal((45L, 0L, 300L), ((await world.Balance(contract)).Overpaid.Fen, (await world.Balance(contract)).OpenTranches.Sum(t => t.Amount).Fen, (await world.Balance(contract)).Buckets.Wage.Fen));
        var later = await world.Certify(contract, 100, "JL-3");
        Assert.Equal(new Money(45), (await world.Read(db => db.Certificates.SingleAsync(c => c.Id == later))).OverpaidRecovered);
        balance = await world.Balance(contract);
        Assert.Equal((0L, 32L), (balance.Overpaid.Fen, balance.OpenTranches.Sum(t => t.Amount).Fen));
        Assert.Equal(balance.OutstandingByDefinition, balance.Outstanding);
    }

    /// <summary>C-6, O-4.</summary>
    [Fact]
    public async Task One_settlement_brings_certified_work_and_retention_to_the_settled_amount()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract(amount: 2_000);
        await world.Certify(contract, 1_000);
        await world.Refused("certificates.settled_amount_negative", world.Engineer, new SettleContract(contract, "JS", new(-1), Paper));
        await world.Settle(contract, 1_500);
        var balance = await world.Balance(contract);
        Assert.Equal((1_500L, 45L, 300L), (balance.Certified.Fen, balance.RetentionNotDue.Fen, balance.Buckets.Wage.Fen));
        await world.Refused("certificates.settled_already", world.Engineer, new SettleContract(contract, "JS-2", new(1_600), Paper));
        await world.Refused("certificates.settled_already", world.Engineer, new PrepareCertificate(contract, "JL-9", null, null, new(1), Paper));
        await world.Correct(contract, -100);
    }

    /// <summary>O-4: retention gets its day from acceptance; a later certificate's retention has it at once.</summary>
    [Fact]
    public async Task Acceptance_fixes_the_day_on_which_retention_falls_due()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract(terms: WorldCertificates.TeamTerms with { DefectMonths = 12 });
        await world.Certify(contract, 1_000);
        var accept = new RecordAcceptance(contract, new(2026, 8, 9), Paper, 0);
        await world.Refused("certificates.accepted_in_future", world.Engineer, accept with { AcceptedOn = new(2026, 8, 11), Seen = await world.Seen(contract.Value) });
        await world.Refused("certificates.document_missing", world.Engineer, accept with { Document = "", Seen = await world.Seen(contract.Value) });
        await world.Do(world.Engineer, accept with { Seen = await world.Seen(contract.Value) });
        await world.Refused("certificates.accepted_already", world.Engineer, accept with { Seen = await world.Seen(contract.Value) });
        Assert.Equal((30L, 0L), ((await world.Balance(contract, new(2027, 8, 8))).RetentionNotDue.Fen, (await world.Balance(contract, new(2027, 8, 9))).RetentionNotDue.Fen));
        await world.Certify(contract, 1_000, "JL-2");
        Assert.Equal(60L, (await world.Balance(contract, new(2027, 8, 8))).RetentionNotDue.Fen);
        Assert.Equal(0L, (await world.Balance(contract, new(2027, 8, 9))).RetentionNotDue.Fen);
    }

    [Fact]
    public async Task A_guarantee_letter_makes_retention_due_at_once()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        await world.Certify(contract, 1_000);
        await world.Do(world.EngineerTwo, new ReleaseRetentionAgainstGuarantee(contract, Paper, await world.Seen(contract.Value)));
        var balance = await world.Balance(contract);
        Assert.Equal((0L, 30L), (balance.RetentionNotDue.Fen, balance.Buckets.Due.Fen));
        await world.Refused("certificates.no_retention", world.EngineerTwo, new ReleaseRetentionAgainstGuarantee(contract, Paper, await world.Seen(contract.Value)));
        await world.Refused("certificates.document_missing", world.EngineerTwo, new ReleaseRetentionAgainstGuarantee(contract, "x", await world.Seen(contract.Value)));
    }

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day);
}
