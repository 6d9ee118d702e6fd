using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Disclosure;
using Integrity.App.Exchange.Bank;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Integrity.Tests.Decisions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>R-8: a returned line is paid again after a two-person account check, or ended by two people.</summary>
public sealed class ReturnedLineTests
{
    private static async Task<(World World, PaymentRoundId Round, ContractId Supplier, long Instruction)> Returned()
    {
        var world = await World.Begin();
        var (round, supplier, instruction) = await world.ExecutedRound();
        await world.NamePayer();
        await world.Export(round.Value);
        world.Clock.Set(new(2026, 10, 15));
        await world.Result(instruction, "退回");
        return (world, round, supplier, instruction.Id);
    }

    [Fact]
    public async Task It_is_paid_again_under_the_same_vote_by_a_new_instruction_that_names_the_old_one()
    {
        var (world, round, supplier, old) = await Returned();
        await using var _ = world;
        world.Clock.Set(new(2026, 11, 5));
        await world.Do(world.Finance, new CheckReturnedAccount(old, WorldFunds.Evidence, await world.Seen(old)));
        var again = await world.Do(world.FinanceTwo, new PayAgain(old, await world.Seen(old)));
        var instruction = await world.Instruction(again);
        Assert.Equal((old, round.Value, 11_111_111, InstructionState.InFlight), (instruction.Replaces, instruction.Run, instruction.Fen, instruction.State));
        Assert.Equal(InstructionState.Replaced, (await world.Instruction(old)).State);
        Assert.Equal((11_111_111, 0), ((await world.Balance(supplier)).Buckets.InFlight.Fen, (await world.Balance(supplier)).Buckets.Returned.Fen));
        Assert.Equal(11_111_111, await world.RunCash(round.Value));

        // The old one is answered for; the new one goes out in a file of its own.
        Assert.Equal("payments.result_known_already", (await world.ReadResults(WorldBank.Sheet((EndToEndId.Of(old), "111111.11", "退回")))).Rows[0].Why?.Code);
        Assert.Equal(1, (await world.Export(round.Value)).Sent);
        await world.Result(instruction, "成功");
        Assert.Equal((11_111_111, 0), ((await world.Balance(supplier)).Settled.Fen, await world.RunCash(round.Value)));
        Assert.Null(await world.CanClose(round.Value));
        await world.Refused("payments.return_not_in", world.FinanceTwo, new PayAgain(old, await world.Seen(old)));
    }

    [Fact]
    public async Task The_account_is_checked_by_two_people_against_its_evidence()
    {
        var (world, _, supplier, old) = await Returned();
        await using var __ = world;
        var both = await world.Person("both", Office.Finance, Duty.ReadBusiness, Duty.ExecutePayments, Duty.ConfirmFunds);
        await world.Refused("payments.account_evidence_missing", both, new CheckReturnedAccount(old, "x", await world.Seen(old)));
        await world.Refused("payments.return_not_in", both, new PayAgain(old, await world.Seen(old)));
        await world.Do(both, new CheckReturnedAccount(old, WorldFunds.Evidence, await world.Seen(old)));
        await world.Refused("payments.return_not_in", both, new CheckReturnedAccount(old, WorldFunds.Evidence, await world.Seen(old)));
        await world.Refused("payments.second_person_needed", both, new PayAgain(old, await world.Seen(old)));
        await world.Refused("payments.second_person_needed", both, new DeclineReturned(old, await world.Seen(old)));

        // Another account since then is not the one that was checked.
        await world.Freeze(supplier);
        await world.Refused("payments.account_changed_since", world.FinanceTwo, new PayAgain(old, await world.Seen(old)));
        await world.Do(world.FinanceTwo, new DeclineReturned(old, await world.Seen(old)));
        await world.Refused("payments.return_not_in", world.FinanceTwo, new DeclineReturned(old, await world.Seen(old)));
        await world.Refused("payments.account_unusable", both, new CheckReturnedAccount(old, WorldFunds.Evidence, await world.Seen(old)));
    }

    [Fact]
    public async Task Without_a_checked_account_in_30_days_two_people_end_it_cash_to_the_fund_and_debt_to_due()
    {
        var (world, round, supplier, old) = await Returned();
        await using var _ = world;
        var free = await world.Available(FundScope.All);
        world.Clock.Set(new(2026, 11, 14));
        await world.Refused("payments.too_early_to_end", world.Finance, new AskEndReturned(old, "收款人失联", await world.Seen(old)));
        world.Clock.Set(new(2026, 11, 15));
        await world.Refused("payments.reason_missing", world.Finance, new AskEndReturned(old, " ", await world.Seen(old)));
        await world.Refused("payments.return_not_in", world.FinanceTwo, new EndReturned(old, await world.Seen(old)));
        var both = await world.Person("both", Office.Finance, Duty.ReadBusiness, Duty.ExecutePayments, Duty.ConfirmFunds);
        await world.Do(both, new AskEndReturned(old, "收款人失联", await world.Seen(old)));
        await world.Refused("payments.second_person_needed", both, new EndReturned(old, await world.Seen(old)));
        await world.Do(world.FinanceTwo, new EndReturned(old, await world.Seen(old)));

        var balance = await world.Balance(supplier);
        Assert.Equal((55_555_555, 0, 0), (balance.Buckets.Due.Fen, balance.Buckets.Returned.Fen, balance.Settled.Fen));
        Assert.Equal((0, free.Fen + 11_111_111), (await world.RunCash(round.Value), (await world.Available(FundScope.All)).Fen));
        Assert.Null(await world.CanClose(round.Value));
        Assert.Equal(InstructionState.Ended, (await world.Instruction(old)).State);
        // The bureau reads what of the paid went back; in public a total of one contract would tell whose it is (R-8, V-1).
        Assert.Equal(11_111_111, (await world.Show(round)).Ended.Fen);
        var board = await world.Ask(Caller.Anonymous(Language.Chinese), new ShowPublicRound(round));
        Assert.Equal((null, null), (board.Returned, board.Ended));
    }

    [Fact]
    public async Task Returned_wages_stay_wages_and_are_paid_again_from_their_own_cash()
    {
        await using var world = await World.Begin();
        await world.NamePayer();
        var instruction = await world.WageInstruction();
        await world.Export(instruction.Run);
        await world.Result(instruction, "退回");
        var contract = ContractId.From(instruction.Contract);
        Assert.Equal(200_000, (await world.Balance(contract)).Buckets.Wage.Fen);
        await world.Refused("payments.no_wages_owed", world.Finance, new PrepareWageRun(null));
        await world.Do(world.Finance, new CheckReturnedAccount(instruction.Id, WorldFunds.Evidence, await world.Seen(instruction.Id)));
        await world.Do(world.FinanceTwo, new PayAgain(instruction.Id, await world.Seen(instruction.Id)));
        var balance = await world.Balance(contract);
        Assert.Equal((0, 200_000), (balance.Buckets.Wage.Fen, balance.Buckets.InFlight.Fen));
    }

    /// <summary>D-4 is our reason and no bank's: what was sent and came back with that code came back.</summary>
    [Fact]
    public async Task A_reason_code_of_the_bank_does_not_make_a_line_one_that_was_not_passed()
    {
        var (world, (round, supplier, sent)) = await World.After(new(2026, 8, 3), WorldBank.Executed);
        await using var own = world;
        await world.NamePayer();
        await world.Export(round.Value);
        await world.Do(world.Finance, new ImportBankResults("notice.xml", WorldFunds.Evidence, "camt.054", [new(1, EndToEndId.Of(sent.Id), BankWord.Returned, new(sent.Fen), ReturnedLine.NotPassed, "账号户名不符")]));
        var party = await world.Read(db => db.WorksContracts.Where(c => c.Id == supplier).Select(c => c.Party.Value).SingleAsync());
        var mine = Assert.Single((await world.Ask(await world.Contractor("his", party), new MyRoundLines(null))).Items);
        Assert.Equal((Money.Zero, new Money(sent.Fen), mine.Pay), (mine.NotPassed, mine.Back, mine.Paid));
        Assert.Equal(Money.Zero, (await world.Show(round)).NotPassed);
        Assert.Empty(await world.Verify());
    }

    /// <summary>O-8 (5), V-1: what was kept back at the export did not reach its payee, and the board counts it with what came back.</summary>
    [Fact]
    public async Task The_board_counts_what_was_kept_back_at_the_export()
    {
        await using var world = await World.Begin();
        var contracts = new List<ContractId>();
        foreach (var number in new[] { "HT-1", "HT-2", "HT-3" }) contracts.Add(await world.Contract(number, new() { LabourShare = Ratio.Zero, RetentionRate = Ratio.Zero, PaymentDays = 30 }, kind: CounterpartyKind.Supplier));
        await world.MakePayable([.. contracts]);
        foreach (var contract in contracts) await world.Certify(contract, 10_000_000);
        await world.Fund(20_000_000);
        world.Clock.Set(new(2026, 9, 30));
        var session = await Session.Of(world);
        var round = await world.Snapshot();
        await world.Candidate(round, new NamedRatio(2, new(200_000)));
        await world.Decide(round, session);
        await world.Execute(round);
        await world.NamePayer();
        foreach (var contract in contracts) await world.Freeze(contract);
        Assert.Equal(3, (await world.Export(round.Value)).Kept);
        Assert.Equal(new Money(6_000_000), (await world.Ask(Caller.Anonymous(Language.Chinese), new ShowPublicRound(round))).Returned);
    }
}
