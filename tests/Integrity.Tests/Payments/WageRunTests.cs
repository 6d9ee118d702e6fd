using Integrity.App.Payments;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Tests.Certificates;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>O-5: wages are paid on any day by two people in finance, oldest certificate first, whole lines.</summary>
public sealed class WageRunTests
{
    [Fact]
    public async Task Wages_are_paid_oldest_certificate_first_in_whole_lines_and_a_shortage_is_an_alarm()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var (a, b) = (await world.Contract("HT-A"), await world.Contract("HT-B"));
        await world.WageAccount(a);
        await world.WageAccount(b);
        await world.Certify(a, 123_456_789);
        world.Clock.Set(new(2026, 8, 4));
        await world.Certify(b, 87_654_321);
        world.Clock.Set(new(2026, 8, 5));
        await world.Certify(a, 5_000_000, "JL-2");
        var receipt = await world.Fund(24_691_357 + 17_530_863);

        var preview = await world.Ask(world.Finance, new PreviewWages(null, null));
        Assert.Equal((24_691_357, 18_530_864, 3), (preview.Paid.Fen, preview.Uncovered.Fen, preview.Count));
        Assert.Equal([a.Value, b.Value, a.Value], preview.Lines.Items.Select(l => l.Contract));

        var run = await world.PrepareWages();
        Assert.Equal([a.Value, b.Value, a.Value], (await world.Ask(world.Finance, new ListWageLines(run, null))).Items.Select(l => l.Contract));
        var prepared = await world.Read(db => db.WageRuns.Include(r => r.Lines).SingleAsync(r => r.Id == run));
        Assert.Equal([(a.Value, 24_691_357L, WageLineStanding.Paid), (b.Value, 17_530_864, WageLineStanding.Uncovered), (a.Value, 1_000_000, WageLineStanding.Uncovered)],
            prepared.Lines.OrderBy(l => l.Ordinal).Select(l => (l.Contract, l.Amount.Fen, l.Standing)));
        Assert.Equal((24_691_357, 18_530_864, true), (prepared.Amount.Fen, prepared.Uncovered.Fen, prepared.IsShort));
        Assert.Equal(17_530_863, await world.Balance(receipt.Value, Account.Fund));

        await world.ConfirmWages(run);
        var balance = await world.Balance(a);
        Assert.Equal((24_691_357, 1_000_000), (balance.Buckets.InFlight.Fen, balance.Buckets.Wage.Fen));
        var instruction = await world.Read(db => db.Instructions.SingleAsync());
        Assert.Equal((InstructionKind.Wage, 24_691_357, InstructionState.InFlight), (instruction.Kind, instruction.Fen, instruction.State));
        Assert.Equal(24_691_357, await world.Balance(run.Value, Account.RunCash));
    }

    [Fact]
    public async Task Certificates_of_one_contract_share_an_instruction_and_each_has_its_entry()
    {
        await using var world = await World.Begin();
        var a = await world.Contract("HT-A");
        await world.WageAccount(a);
        await world.Certify(a, 1_000_000);
        await world.Certify(a, 500_000, "JL-2");
        await world.Fund(300_000);
        var run = await world.PrepareWages();
        await world.ConfirmWages(run);
        Assert.Equal([300_000L], await world.Read(db => db.Instructions.Select(i => i.Fen).ToListAsync()));
        Assert.Equal(2, (await world.Lines(a)).Where(p => p.Standing == Standing.InFlight).Select(p => p.Entry).Distinct().Count());
    }

    [Fact]
    public async Task Nobody_confirms_the_wage_run_that_he_prepared()
    {
        await using var world = await World.Begin();
        await world.OneWage();
        var both = await world.Person("both", Office.Finance, Duty.ReadBusiness, Duty.RecordFunds, Duty.ConfirmFunds);
        var run = await world.Do(both, new PrepareWageRun(null));
        await world.Refused("payments.second_person_needed", both, new ConfirmWageRun(run, await world.Seen(run.Value)));
    }

    [Fact]
    public async Task A_line_without_a_wage_account_is_shown_and_holds_up_no_other()
    {
        await using var world = await World.Begin();
        var (a, b) = (await world.Contract("HT-A"), await world.Contract("HT-B"));
        await world.Fund(1_000_000);
        await world.Refused("payments.no_wages_owed", world.Finance, new PrepareWageRun(null));
        await world.Certify(a, 1_000_000);
        await world.Refused("payments.wage_accounts_missing", world.Finance, new PrepareWageRun(null));
        await world.WageAccount(b);
        await world.Certify(b, 500_000);
        var run = await world.PrepareWages();
        var prepared = await world.Read(db => db.WageRuns.SingleAsync(r => r.Id == run));
        Assert.Equal((100_000, 0, 200_000), (prepared.Amount.Fen, prepared.Uncovered.Fen, prepared.WithoutAccount.Fen));
    }

    [Fact]
    public async Task A_run_that_cannot_pay_its_oldest_line_whole_is_refused()
    {
        await using var world = await World.Begin();
        await world.OneWage(fund: 199_999);
        await world.Refused("payments.wage_money_short", world.Finance, new PrepareWageRun(null));
    }

    [Fact]
    public async Task A_second_run_for_the_same_contracts_waits_for_the_first_to_be_confirmed_or_withdrawn()
    {
        await using var world = await World.Begin();
        await world.OneWage();
        var run = await world.PrepareWages();
        await world.Refused("payments.wage_run_waits", world.Finance, new PrepareWageRun(null));
        await world.Refused("payments.reason_missing", world.Finance, new WithdrawWageRun(run, "", await world.Seen(run.Value)));
        await world.Do(world.Finance, new WithdrawWageRun(run, "等待专户更正", await world.Seen(run.Value)));
        await world.Refused("payments.wage_run_not_prepared", world.FinanceTwo, new ConfirmWageRun(run, await world.Seen(run.Value)));
        Assert.Equal(1_000_000, (await world.Available(FundScope.All)).Fen);
        await world.PrepareWages();
    }

    [Fact]
    public async Task Wages_that_changed_after_the_run_was_prepared_are_not_paid_twice()
    {
        await using var world = await World.Begin();
        var contract = await world.OneWage();
        var run = await world.PrepareWages();
        await world.Certify(contract, 500_000, "JL-2");
        await world.Sabotage(async db =>
        {
            // As if a round had paid them in between.
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO postings (id, entry, day, owner, account, standing, tranche, due, subject, fen)
                SELECT 1000000 + id, 1000000, day, owner, account, standing, tranche, due, subject, -fen FROM postings WHERE owner = {contract.Value} AND standing = 2 AND fen = -200000
                """);
        });
        await world.Refused("payments.wages_changed", world.FinanceTwo, new ConfirmWageRun(run, await world.Seen(run.Value)));
    }

    [Fact]
    public async Task A_run_is_not_executed_with_money_that_has_proved_wrong()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract("HT-A");
        await world.WageAccount(contract);
        await world.Certify(contract, 1_000_000);
        var wrong = await world.Fund(200_000);
        var run = await world.PrepareWages();
        await world.Do(world.Finance, new AskReversalOfReceipt(wrong, "银行退款", await world.Seen(wrong.Value)));
        await world.Do(world.FinanceTwo, new ConfirmReversalOfReceipt(wrong, await world.Seen(wrong.Value)));
        await world.Refused("payments.run_money_proved_wrong", world.FinanceTwo, new ConfirmWageRun(run, await world.Seen(run.Value)));
        await world.Fund(200_000);
        await world.ConfirmWages(run);
    }
}
