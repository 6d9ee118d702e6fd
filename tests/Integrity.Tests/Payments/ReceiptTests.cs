using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Payments;
using Integrity.App.Projects;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>F-1: a receipt is money when two people stand for it, and a wrong one is reversed by two.</summary>
public sealed class ReceiptTests
{
    private static RecordReceipt Some(long fen = 100, string payer = "江州市财政局", string document = WorldFunds.Evidence) =>
        new(FundSource.Budget, new(fen), new(2026, 8, 3), payer, null, null, document);

    [Fact]
    public async Task A_receipt_is_money_only_when_a_second_person_has_confirmed_it()
    {
        await using var world = await World.Begin();
        var receipt = await world.Record(60_000_000);
        Assert.Equal(0, (await world.Available(FundScope.All)).Fen);
        await world.Do(world.FinanceTwo, new ConfirmReceipt(receipt, await world.Seen(receipt.Value)));
        Assert.Equal(60_000_000, (await world.Available(FundScope.All)).Fen);
        Assert.Equal((60_000_000, -60_000_000), (await world.Balance(receipt.Value, Account.Fund), await world.Balance(receipt.Value, Account.FundSource)));
        Assert.Equal(WorldFunds.Evidence, await world.Read(db => db.LedgerRanges.Select(r => r.Document).SingleAsync()));
    }

    [Fact]
    public async Task Nobody_confirms_his_own_receipt_or_his_own_reversal()
    {
        await using var world = await World.Begin();
        var both = await world.Person("both", Office.Finance, Duty.ReadBusiness, Duty.RecordFunds, Duty.ConfirmFunds);
        var receipt = await world.Do(both, Some());
        await world.Refused("payments.second_person_needed", both, new ConfirmReceipt(receipt, await world.Seen(receipt.Value)));
        await world.Do(world.FinanceTwo, new ConfirmReceipt(receipt, await world.Seen(receipt.Value)));
        await world.Do(both, new AskReversalOfReceipt(receipt, "重复登记", await world.Seen(receipt.Value)));
        await world.Refused("payments.second_person_needed", both, new ConfirmReversalOfReceipt(receipt, await world.Seen(receipt.Value)));
        // The one who recorded it is a second person, too: the only one who confirms money may be the one who asked.
        await world.Do(both, new DeclineReversalOfReceipt(receipt, await world.Seen(receipt.Value)));
        await world.Do(world.FinanceTwo, new AskReversalOfReceipt(receipt, "重复登记", await world.Seen(receipt.Value)));
        await world.Refused("payments.second_person_needed", world.FinanceTwo, new ConfirmReversalOfReceipt(receipt, await world.Seen(receipt.Value)));
        await world.Do(both, new ConfirmReversalOfReceipt(receipt, await world.Seen(receipt.Value)));
    }

    [Fact]
    public async Task Money_restricted_to_a_project_or_a_purpose_serves_only_that()
    {
        await using var world = await World.Begin();
        var bridge = await world.Do(world.Engineer, new RegisterProject("GC-7", "江州大桥", ProjectKind.NewConstruction));
        await world.Fund(30, project: bridge);
        await world.Fund(5, purpose: ProjectKind.MinorMaintenance);
        await world.Fund(2);
        Assert.Equal(2, (await world.Available(FundScope.All)).Fen);
        Assert.Equal(32, (await world.Available(Funds.ScopeOf(bridge.Value))).Fen);
        Assert.Equal(2, (await world.Available(Funds.ScopeOf(4711))).Fen);
        // Money for a purpose is usable for every contract of a single project of that purpose too.
        var surface = await world.Do(world.Engineer, new RegisterProject("GC-8", "路面小修", ProjectKind.MinorMaintenance));
        Assert.Equal(7, (await world.Available(Funds.ScopeOf(surface.Value))).Fen);
        Assert.Equal(7, (await world.Available(new(FundScopeKind.Purpose, (long)ProjectKind.MinorMaintenance))).Fen);
        await world.Refused("payments.restriction_unknown", world.Finance, Some() with { Project = new(4711) });
        await world.Refused("payments.restricted_twice", world.Finance, Some() with { Project = bridge, Purpose = ProjectKind.PrecastYard });
    }

    [Fact]
    public async Task A_wrong_receipt_leaves_a_visible_deficit_that_the_next_receipt_makes_good_first()
    {
        await using var world = await World.Begin();
        var wrong = await world.Fund(100);
        await world.SetApart(run: 1, 80);
        await world.Do(world.Finance, new AskReversalOfReceipt(wrong, "银行退款", await world.Seen(wrong.Value)));
        Assert.Equal(0, (await world.Available(FundScope.All)).Fen);
        await world.Do(world.FinanceTwo, new ConfirmReversalOfReceipt(wrong, await world.Seen(wrong.Value)));
        Assert.Equal(-80, await world.Balance(wrong.Value, Account.Fund));
        var ranges = await world.Read(db => db.LedgerRanges.OrderBy(r => r.FirstEntry).ToListAsync());
        Assert.Equal(ranges[0].FirstEntry, ranges[^1].Reverses);

        var next = await world.Fund(200);
        Assert.Equal((0, 120), (await world.Balance(wrong.Value, Account.Fund), await world.Balance(next.Value, Account.Fund)));
        Assert.Equal(120, (await world.Available(FundScope.All)).Fen);
    }

    [Fact]
    public async Task A_declined_reversal_frees_the_money_again()
    {
        await using var world = await World.Begin();
        var receipt = await world.Fund(100);
        await world.Do(world.Finance, new AskReversalOfReceipt(receipt, "疑似重复", await world.Seen(receipt.Value)));
        Assert.Equal("payments.fund_not_enough", (await world.SetApart(run: 1, 1))?.Code);
        await world.Do(world.FinanceTwo, new DeclineReversalOfReceipt(receipt, await world.Seen(receipt.Value)));
        Assert.Equal(100, (await world.Available(FundScope.All)).Fen);
    }

    [Fact]
    public async Task An_unconfirmed_receipt_is_withdrawn_with_a_reason_and_never_becomes_money()
    {
        await using var world = await World.Begin();
        var receipt = await world.Record(100);
        await world.Refused("payments.reason_missing", world.Finance, new WithdrawReceipt(receipt, " ", await world.Seen(receipt.Value)));
        await world.Do(world.Finance, new WithdrawReceipt(receipt, "金额填错", await world.Seen(receipt.Value)));
        await world.Refused("payments.receipt_not_in", world.FinanceTwo, new ConfirmReceipt(receipt, await world.Seen(receipt.Value)));
        Assert.Equal(0, (await world.Available(FundScope.All)).Fen);
    }

    [Theory]
    [InlineData("payments.amount_not_positive", 0, "2026-08-03", "财政局", WorldFunds.Evidence)]
    [InlineData("acts.amount_too_large", 1_000_000_000_000_001, "2026-08-03", "财政局", WorldFunds.Evidence)]
    [InlineData("payments.received_in_future", 100, "2026-08-04", "财政局", WorldFunds.Evidence)]
    [InlineData("payments.payer_missing", 100, "2026-08-03", " ", WorldFunds.Evidence)]
    [InlineData("payments.evidence_missing", 100, "2026-08-03", "财政局", "none")]
    public async Task A_receipt_names_source_amount_day_payer_and_evidence(string code, long fen, string day, string payer, string document)
    {
        await using var world = await World.Begin();
        await world.Refused(code, world.Finance, new RecordReceipt(FundSource.Budget, new(fen), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), payer, null, null, document));
    }

    [Fact]
    public async Task What_a_run_does_not_need_goes_back_to_the_receipt_it_drew_on_last()
    {
        await using var world = await World.Begin();
        var first = await world.Fund(60);
        var second = await world.Fund(40, FundSource.Raised);
        await world.SetApart(run: 1, 90);
        Assert.Equal(10, (await world.Available(FundScope.All)).Fen);
        Assert.Equal(90, await world.Balance(1, Account.RunCash));
        await world.GiveBack(run: 1, 35);
        Assert.Equal((5, 40), (await world.Balance(first.Value, Account.Fund), await world.Balance(second.Value, Account.Fund)));
        await world.SetApart(run: 1, 45);
        await world.GiveBack(run: 1, 100);
        Assert.Equal((60, 40, 0), (await world.Balance(first.Value, Account.Fund), await world.Balance(second.Value, Account.Fund), await world.Balance(1, Account.RunCash)));
    }

    [Fact]
    public async Task Expected_recoveries_are_noted_with_their_chaser_and_are_never_usable()
    {
        await using var world = await World.Begin();
        var bridge = await world.Do(world.Engineer, new RegisterProject("GC-7", "江州大桥", ProjectKind.NewConstruction));
        var chaser = world.Finance.Official;
        await world.Refused("payments.restriction_unknown", world.Finance, new ExpectRecovery(new(4711), new(5), new(2026, 9, 1), chaser, "业主欠款"));
        await world.Refused("payments.chaser_unknown", world.Finance, new ExpectRecovery(bridge, new(5), new(2026, 9, 1), new(999), "业主欠款"));
        await world.Refused("payments.note_missing", world.Finance, new ExpectRecovery(bridge, new(5), new(2026, 9, 1), chaser, ""));
        var expected = await world.Do(world.Finance, new ExpectRecovery(bridge, new(500), new(2026, 9, 1), chaser, "业主欠付计量款"));
        Assert.Equal(0, (await world.Available(Funds.ScopeOf(bridge.Value))).Fen);
        var receipt = await world.Fund(500);
        await world.Do(world.Finance, new CloseExpected(expected, receipt, "已到账", await world.Seen(expected.Value)));
        await world.Refused("payments.recovery_closed", world.Finance, new CloseExpected(expected, null, "已到账", await world.Seen(expected.Value)));
    }
}
