using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Payments;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Integrity.Tests.Decisions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>C-6, O-7: advances and interest are decided like a round, and each contract gets what its own terms say.</summary>
public sealed class DecidedRunTests
{
    private static readonly ContractTerms WithAdvance = WorldCertificates.TeamTerms with { AdvanceRate = new(100_001), AdvanceRecovery = new(200_000) };

    [Fact]
    public async Task Every_contract_with_the_clause_gets_its_own_rate_and_whoever_is_left_out_has_a_ground()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var (a, b, unsigned) = (await world.Contract("HT-A", WithAdvance, 123_456_789), await world.Contract("HT-B", WithAdvance with { AdvanceRate = new(300_000) }, 10_000_000), await world.Contract("HT-C", WithAdvance));
        var plain = await world.Contract("HT-D");
        await world.MakePayable(a, b, plain);
        await world.GiveAccounts(unsigned);
        await world.Fund(20_000_000);

        var preview = await world.Ask(world.Finance, new PreviewDecidedRun(DecidedRunKind.Advance, null, null));
        Assert.Equal([(a.Value, 12_345_802L, null), (b.Value, 3_000_000, null), (unsigned.Value, 100_001_000, LeftOutGround.NoLiveIntegrityContract)],
            preview.Lines.Items.Select(l => (l.Contract, l.Amount.Fen, l.LeftOut)));

        Assert.Equal((15_345_802, 1, null), (preview.Amount.Fen, preview.LeftOut, preview.Lines.Next));
        Assert.Equal([unsigned.Value], (await world.Ask(world.Finance, new PreviewDecidedRun(DecidedRunKind.Advance, null, Cursor.Write("", 2)))).Lines.Items.Select(l => l.Contract));
        foreach (var beyond in new[] { long.MaxValue, long.MinValue })
            Assert.Null((await world.Ask(world.Finance, new PreviewDecidedRun(DecidedRunKind.Advance, null, Cursor.Write("", beyond)))).Lines.Next);

        var session = await Session.Of(world);
        var run = await world.Advances();
        Assert.Equal(2, (await world.Ask(world.Finance, new ShowDecidedRun(run))).Contracts);
        Assert.Equal([a.Value, b.Value], (await world.Ask(world.Finance, new ListDecidedLines(run, null))).Items.Select(l => l.Contract));
        Assert.Equal([b.Value], (await world.Ask(world.Finance, new ListDecidedLines(run, Cursor.Write("", 1)))).Items.Select(l => l.Contract));
        Assert.Equal(20_000_000 - 15_345_802, (await world.Available(FundScope.All)).Fen);
        await world.Refused("payments.decided_run_waits", world.Finance, new ProposeDecidedRun(DecidedRunKind.Advance, null));
        await world.Refused("payments.not_yet_decided", world.Finance, new CarryOutDecidedRun(run, await world.Seen(run.Value)));
        await world.Vote(run, session, Vote.Yes);
        Assert.Equal([(a.Value, 12_345_802L), (b.Value, 3_000_000)], await world.Read(async db =>
            (await db.Instructions.Where(i => i.Run == run.Value && i.Kind == InstructionKind.Advance).OrderBy(i => i.Id).ToListAsync()).Select(i => (i.Contract, i.Fen)).ToList()));
        await world.Refused("payments.decided_run_not_proposed", world.Finance, new CarryOutDecidedRun(run, await world.Seen(run.Value)));
        // Once under a contract.
        await world.Refused("payments.no_advance_agreed", world.Finance, new ProposeDecidedRun(DecidedRunKind.Advance, null));
    }

    [Fact]
    public async Task An_advance_is_a_receivable_that_later_certificates_recover_and_no_settlement_of_work()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-A", WithAdvance with { AdvanceRate = new(100_000) }, 100_000_000);
        await world.MakePayable(contract);
        await world.Fund(20_000_000);
        var session = await Session.Of(world);
        var run = await world.Advances();
        await world.Vote(run, session, Vote.Yes);
        await world.NamePayer();
        await world.Export(run.Value);
        var sent = Assert.Single(await world.InstructionsOf(run.Value));
        await world.Result(sent, "成功");
        var paid = await world.Balance(contract);
        Assert.Equal((10_000_000L, 0L, 0L, 0L), (paid.AdvanceLeft.Fen, paid.Settled.Fen, paid.Outstanding.Fen, await world.Balance(run.Value, Account.RunCash) + await world.Balance(contract.Value, Account.RunCash)));

        // 20 % of each certificate's gross recovers it, out of what is left after wages and retention.
        await world.Certify(contract, 20_000_000);
        Assert.Equal(6_000_000, (await world.Balance(contract)).AdvanceLeft.Fen);
    }

    [Fact]
    public async Task An_advance_that_came_back_is_owed_by_nobody_and_is_paid_again_under_the_same_vote()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-A", WithAdvance, 100_000_000);
        await world.MakePayable(contract);
        await world.Fund(20_000_000);
        var session = await Session.Of(world);
        var run = await world.Advances();
        await world.Vote(run, session, Vote.Yes);
        await world.NamePayer();
        await world.Export(run.Value);
        var sent = Assert.Single(await world.InstructionsOf(run.Value));
        await world.Result(sent, "退回");
        Assert.Equal(0, (await world.Balance(contract)).AdvanceLeft.Fen);
        await world.PayAgain(sent.Id);
        Assert.Equal([InstructionState.Replaced, InstructionState.InFlight], (await world.InstructionsOf(run.Value)).Select(i => i.State));
    }

    [Fact]
    public async Task What_is_not_passed_is_not_paid_and_its_money_goes_back()
    {
        await using var world = await World.Begin(new(2026, 8, 3), grouped: false);
        var contract = await world.Contract("HT-A", WithAdvance, 100_000_000);
        await world.MakePayable(contract);
        await world.Refused("decisions.nobody_decides", world.Finance, new ProposeDecidedRun(DecidedRunKind.Advance, null));
        var session = await Session.Of(world);
        await world.Refused("payments.fund_not_enough", world.Finance, new ProposeDecidedRun(DecidedRunKind.Advance, null));
        await world.Fund(20_000_000);
        var run = await world.Advances();
        await world.Vote(run, session, Vote.No);
        Assert.Equal(DecidedRunState.Ended, (await world.Ask(world.Finance, new ShowDecidedRun(run))).State);
        Assert.Equal(20_000_000, (await world.Available(FundScope.All)).Fen);
        Assert.Equal(0, await world.Read(db => db.Instructions.CountAsync()));
    }

    [Fact]
    public async Task A_member_whose_kin_gets_an_advance_keeps_away_from_the_list()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-A", WithAdvance, 100_000_000);
        await world.MakePayable(contract);
        await world.Fund(20_000_000);
        var session = await Session.Of(world);
        var run = await world.Advances();
        var item = (await world.Ask(world.Finance, new ShowDecidedRun(run))).Item;
        await world.Do(world.Leaders[3], new RecordRecusal(item, await world.Seen(item.Value), world.Leaders[3].Official, RecusalGround.Kin, "其弟为该施工队负责人"));
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[3], new ShowDecidedRun(run));
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[3], new ListDecidedLines(run, null));
        Assert.Equal(ItemResult.Passed, await session.Decide(item));
        Assert.Equal(6, (await session.Item(item)).Candidates[0].OpenedBallots.Count);
    }

    [Fact]
    public async Task A_vote_that_is_not_carried_out_in_twenty_working_days_pays_nothing()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-A", WithAdvance, 100_000_000);
        await world.MakePayable(contract);
        await world.Fund(20_000_000);
        var session = await Session.Of(world);
        var run = await world.Advances();
        var item = ItemId.From((await world.Ask(world.Finance, new ShowDecidedRun(run))).Item.Value);
        await session.Decide(item);
        world.Clock.Set(new(2026, 9, 30));
        await world.Refused("decisions.decision_lapsed", world.Finance, new CarryOutDecidedRun(run, await world.Seen(run.Value)));
        // The decision lapses, and the money goes back with it.
        Assert.Equal(2, await App.Cases.DeadlineWork.LapseDue(world.Door, world.Clock, TestContext.Current.CancellationToken));
        await world.Refused("payments.decided_run_not_proposed", world.Finance, new CarryOutDecidedRun(run, await world.Seen(run.Value)));
        Assert.Equal(20_000_000, (await world.Available(FundScope.All)).Fen);
    }

    [Fact]
    public async Task Interest_that_is_owed_is_paid_whole_and_lowers_nothing_that_is_owed_for_work()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-A", WorldCertificates.TeamTerms with { PaymentDays = 30 });
        await world.MakePayable(contract);
        await world.Certify(contract, 1_000_000);
        await world.Fund(20_000_000);
        var session = await Session.Of(world);
        await world.Refused("payments.no_interest_owed", world.Finance, new ProposeDecidedRun(DecidedRunKind.Interest, null));
        world.Clock.Set(new(2026, 10, 1));
        await world.Do(world.Finance, new RecordOverdueInterest(contract, null, await world.Seen(contract.Value)));
        // What was recorded and what has run up since, of everybody: nobody has to be thought of. floor(970,000 × 37 × 500 / 10⁶), wages with it, retention not.
        world.Clock.Set(new(2026, 10, 9));
        var interest = new Money(17_945);
        var owed = (await world.Balance(contract)).Outstanding;

        var run = await world.Do(world.Finance, new ProposeDecidedRun(DecidedRunKind.Interest, null));
        await world.Vote(run, session, Vote.Yes);
        Assert.Equal((interest, owed), ((await world.Balance(contract)).InterestOwed, (await world.Balance(contract)).Outstanding));
        await world.NamePayer();
        await world.Export(run.Value);
        await world.Result(Assert.Single(await world.InstructionsOf(run.Value)), "成功");
        var balance = await world.Balance(contract);
        Assert.Equal((interest, Money.Zero, owed, Money.Zero), (balance.InterestPaid, balance.InterestOwed, balance.Outstanding, balance.Settled));
        await world.Refused("payments.no_interest_owed", world.Finance, new ProposeDecidedRun(DecidedRunKind.Interest, null));
    }

    /// <summary>R-8, O-7: what came back is paid again under its own vote; another vote does not pay it a second time.</summary>
    [Fact]
    public async Task Interest_that_was_kept_back_or_came_back_is_in_no_other_list_until_it_is_ended()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-A");
        await world.MakePayable(contract);
        await world.Certify(contract, 1_000_000);
        await world.Fund(20_000_000);
        var session = await Session.Of(world);
        world.Clock.Set(new(2026, 10, 9));
        var run = await world.Do(world.Finance, new ProposeDecidedRun(DecidedRunKind.Interest, null));
        await world.Vote(run, session, Vote.Yes);
        await world.NamePayer();
        await world.Freeze(contract);
        Assert.Equal(1, (await world.Export(run.Value)).Kept);
        await world.Refused("payments.no_interest_owed", world.Finance, new ProposeDecidedRun(DecidedRunKind.Interest, null));
        // What has run up since is another matter.
        world.Clock.Set(new(2026, 10, 10));
        var more = Assert.Single((await world.Ask(world.Finance, new PreviewDecidedRun(DecidedRunKind.Interest, null, null))).Lines.Items);
        Assert.Equal(485, more.Amount.Fen);
        // Ended by two people it is owed again, and stands in the next list.
        world.Clock.Set(new(2026, 11, 9));
        var back = Assert.Single(await world.InstructionsOf(run.Value)).Id;
        await world.Do(world.Finance, new AskEndReturned(back, "账户冻结未解", await world.Seen(back)));
        var before = Assert.Single((await world.Ask(world.Finance, new PreviewDecidedRun(DecidedRunKind.Interest, null, null))).Lines.Items).Amount;
        await world.Do(world.FinanceTwo, new EndReturned(back, await world.Seen(back)));
        Assert.Equal(before.Fen + 17_945, Assert.Single((await world.Ask(world.Finance, new PreviewDecidedRun(DecidedRunKind.Interest, null, null))).Lines.Items).Amount.Fen);
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task A_voted_list_goes_on_naming_whose_each_contract_was()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-A", WithAdvance with { AdvanceRate = new(100_000) }, 100_000_000);
        await world.MakePayable(contract);
        await world.Fund(20_000_000);
        var session = await Session.Of(world);
        var run = await world.Advances();
        await world.Vote(run, session, Vote.Yes);
        var before = Assert.Single((await world.Ask(world.Finance, new ListDecidedLines(run, null))).Items);
        var heir = await world.Party("江州路通新公司");
        await session.Decide(await world.Do(world.Engineer, new ProposeNovation(contract, heir, true, "公司分立", World.Paper, await world.Seen(contract.Value))));
        await world.Do(world.EngineerTwo, new CarryOutNovation(contract, await world.Seen(contract.Value)));
        Assert.Equal("江州路通新公司", (await world.Ask(world.Finance, new ShowContract(contract))).PartyName);
        Assert.Equal(before, Assert.Single((await world.Ask(world.Finance, new ListDecidedLines(run, null))).Items));
    }
}

internal static class WorldDecidedRuns
{
    extension(World world)
    {
        public Task<DecidedRunId> Advances() => world.Do(world.Finance, new ProposeDecidedRun(DecidedRunKind.Advance, null));

        /// <summary>The leadership group votes, and finance carries out what it decided.</summary>
        public async Task Vote(DecidedRunId run, Session session, Vote vote)
        {
            await session.Decide((await world.Ask(world.Finance, new ShowDecidedRun(run))).Item, vote);
            await world.Do(world.Finance, new CarryOutDecidedRun(run, await world.Seen(run.Value)));
        }
    }
}
