using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>R-2, R-3, R-8: an order that demands payment is paid whole before any ratio; an assignee gets his own part of a contract's share.</summary>
public sealed class OrdersAndAssigneesTests
{
    private const string Paper = WorldCertificates.Paper;
    private const string Court = "江州市中级人民法院";

    private static ContractTerms SupplierTerms => new() { LabourShare = Ratio.Zero, RetentionRate = Ratio.Zero, PaymentDays = 30 };

    /// <summary>A supplier and a peer who are owed 10 000 and 20 000 fen, due; the day is 2026-09-30.</summary>
    private static async Task<(World World, Session Session, ContractId Supplier, ContractId Peer)> Bureau(long fund)
    {
        var (world, (supplier, peer)) = await World.After(new(2026, 8, 3), Owing);
        await world.Fund(fund);
        world.Clock.Set(new(2026, 9, 30));
        return (world, await Session.Of(world), supplier, peer);
    }

    private static async Task<(ContractId Supplier, ContractId Peer)> Owing(World world)
    {
        var supplier = await world.Contract("HT-C", SupplierTerms, kind: CounterpartyKind.Supplier);
        var peer = await world.Contract("HT-D", SupplierTerms, kind: CounterpartyKind.Supplier);
        await world.MakePayable(supplier, peer);
        await world.Certify(supplier, 10_000);
        await world.Certify(peer, 20_000, "JL-2");
        return (supplier, peer);
    }

    private static async Task<AccountId> Account(World world, ContractId contract, AccountKind kind, string holder, string number)
    {
        var party = await world.Read(db => db.WorksContracts.Where(c => c.Id == contract).Select(c => c.Party).SingleAsync());
        var account = await world.Do(world.Engineer, new ProposeAccount(party, new(kind, holder, number, "江州银行", "313299000014", "（2026）江执字第8号", Paper)));
        await world.Do(world.EngineerTwo, new CheckAccount(account, true, await world.Seen(account.Value)));
        return account;
    }

    private static async Task<AccountId> Serve(World world, ContractId contract, long fen)
    {
        var account = await Account(world, contract, AccountKind.Court, Court, "6217000012345678901");
        var order = await world.Do(world.Engineer, new RecordAuthorityOrder(contract, new(fen), Court, "（2026）江执字第8号", "扣划到期债权", Paper, account));
        await world.Confirm(order);
        return account;
    }

    [Fact]
    public async Task An_order_is_paid_whole_to_the_court_before_any_ratio_and_is_in_no_base()
    {
        var (world, session, supplier, peer) = await Bureau(fund: 18_000);
        await using var _ = world;
        var account = await Serve(world, supplier, 4_000);

        var round = await world.Snapshot();
        var tried = await world.Ask(world.Finance, new TryRatios(round, null));
        // 18 000 − 4 000 = 14 000 over (10 000 − 4 000) + 20 000 = 26 000.
        Assert.Equal((4_000L, 26_000L, 538_461), (tried.Orders.Fen, tried.Types.Single().Base.Fen, tried.Types.Single().Ratio.Ppm));
        Assert.Equal(tried.Fund, tried.Wages + tried.Orders + tried.Pay + tried.SetAside + tried.Residual);
        Assert.Equal(new Money(4_000), (await world.Ask(world.Finance, new ListRoundLines(round, null, null))).Items.Single(l => l.Contract == supplier.Value).Ordered);

        await world.Candidate(round);
        Assert.Equal(ItemResult.Passed, await world.Decide(round, session));
        await world.Execute(round);
        var instructions = await world.InstructionsOf(round.Value);
        Assert.Equal([(InstructionKind.Order, 4_000L), (InstructionKind.Ratio, 3_230), (InstructionKind.Ratio, 10_769)], instructions.Select(i => (i.Kind, i.Fen)).Order());
        Assert.Equal(account.Value, instructions.Single(i => i.Kind == InstructionKind.Order).Account);
        var balance = await world.Balance(supplier);
        Assert.Equal((0L, 7_230L, 2_770L), (balance.Buckets.FrozenByAuthority.Fen, balance.Buckets.InFlight.Fen, balance.Buckets.Due.Fen));
        Assert.Equal((17_999L, 0L, 1L), ((await world.Show(round)).Paid.Fen, (await world.Show(round)).SetAside.Fen, (await world.Available(FundScope.All)).Fen));
        Assert.Equal(10_769, (await world.Balance(peer)).Buckets.InFlight.Fen);
    }

    [Fact]
    public async Task An_order_is_paid_to_a_contract_that_takes_no_part_in_the_ratio_step()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var left = await world.Contract("HT-E", SupplierTerms, kind: CounterpartyKind.Supplier);
        await world.Certify(left, 5_000);
        await world.Fund(1_000);
        world.Clock.Set(new(2026, 9, 30));
        var session = await Session.Of(world);
        await Serve(world, left, 1_000);
        var round = await world.Snapshot();
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Execute(round);
        Assert.Equal((1_000L, 4_000L), ((await world.Balance(left)).Buckets.InFlight.Fen, (await world.Balance(left)).Buckets.Due.Fen));
    }

    [Fact]
    public async Task Of_an_assignment_notified_after_the_vote_the_assignee_gets_his_part_of_the_voted_line()
    {
        var (world, session, supplier, _) = await Bureau(fund: 30_000);
        await using var __ = world;
        var round = await world.Snapshot();
        await world.Candidate(round, new NamedRatio(2, new(900_000)));
        await world.Decide(round, session);
        var account = await Account(world, supplier, AccountKind.Assignee, "江州保理公司", "6217000012345678902");
        await world.Confirm(await world.Do(world.Engineer, new Assign(supplier, new(4_000), "江州保理公司", account, "债权转让通知书", Paper)));
        await world.Execute(round);
        var paid = (await world.InstructionsOf(round.Value)).Where(i => i.Contract == supplier.Value).ToDictionary(i => i.Kind, i => (i.Account, i.Fen));
        Assert.Equal((account.Value, 3_600L), paid[InstructionKind.Assigned]);
        Assert.Equal(5_400L, paid[InstructionKind.Ratio].Fen);
        Assert.Equal((400L, 600L), ((await world.Balance(supplier)).Buckets.Assigned.Fen, (await world.Balance(supplier)).Buckets.Due.Fen));
        Assert.Empty(await world.Verify());
    }

    /// <summary>R-5: an order that only froze ends after the round, or between its vote and its execution.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_an_order_froze_is_caught_up_when_it_ends_as_if_it_had_never_been_frozen(bool endsBeforeExecution)
    {
        var (world, session, supplier, peer) = await Bureau(fund: 18_000);
        await using var _ = world;
        var order = await world.Do(world.Engineer, new RecordAuthorityOrder(supplier, new(4_000), Court, "（2026）江执字第9号", "冻结到期债权", Paper, null));
        await world.Confirm(order);
        var round = await world.Snapshot();
        await world.Candidate(round, new NamedRatio(2, new(500_000)));
        await world.Decide(round, session);
        if (endsBeforeExecution) await End();
        await world.Execute(round);
        if (!endsBeforeExecution)
        {
            Assert.Equal((3_000L, 2_000L), ((await world.Balance(supplier)).Buckets.InFlight.Fen, (await world.Balance(supplier)).ReservedFor(order.Value).Fen));
            await End();
        }
        var balance = await world.Balance(supplier);
        Assert.Equal((5_000L, 5_000L, 0L), (balance.Buckets.InFlight.Fen, balance.Buckets.Due.Fen, balance.Reserved.Fen));
        Assert.Equal(10_000, (await world.Balance(peer)).Buckets.InFlight.Fen);
        Assert.Empty(await world.Verify());

        async Task End()
        {
            await world.Do(world.Engineer, new ReleaseEarmark(order, "法院解除冻结", Paper, await world.Seen(order.Value)));
            await world.Do(world.EngineerTwo, new ConfirmRelease(order, await world.Seen(order.Value)));
        }
    }

    [Fact]
    public async Task What_is_reserved_for_an_order_beyond_its_past_ratio_goes_back_when_it_ends()
    {
        var (world, session, supplier, _) = await Bureau(fund: 18_000);
        await using var __ = world;
        await Serve(world, supplier, 4_000);
        var order = await world.Read(db => db.Earmarks.Select(e => e.Id).SingleAsync());
        var round = await world.Snapshot();
        await world.Candidate(round, new NamedRatio(2, new(500_000)));
        await world.Decide(round, session);
        await world.Execute(round);
        await world.NamePayer();
        await world.Export(round.Value);
        await world.Result((await world.InstructionsOf(round.Value)).Single(i => i.Kind == InstructionKind.Order), "退回");
        var free = await world.Available(FundScope.All);
        await world.Do(world.Engineer, new ReleaseEarmark(order, "法院解除冻结", Paper, await world.Seen(order.Value)));
        await world.Do(world.EngineerTwo, new ConfirmRelease(order, await world.Seen(order.Value)));
        // Half of the 4,000 is paid under the round's vote like everybody's, the rest of its cash is free again.
        var balance = await world.Balance(supplier);
        Assert.Equal((5_000L, 5_000L, 0L, 2_000L), (balance.Buckets.InFlight.Fen, balance.Buckets.Due.Fen, balance.Reserved.Fen, ((await world.Available(FundScope.All)) - free).Fen));
        Assert.Empty(await world.Verify());
    }

    /// <summary>What an earlier round reserved while the order only froze is not asked of the fund again.</summary>
    [Fact]
    public async Task A_returned_order_is_paid_by_the_next_round_out_of_what_is_reserved_for_it()
    {
        var (world, session, supplier, _) = await Bureau(fund: 18_000);
        await using var __ = world;
        await Serve(world, supplier, 4_000);
        var first = await world.Snapshot();
        await world.Candidate(first);
        await world.Decide(first, session);
        await world.Execute(first);
        await world.NamePayer();
        await world.Export(first.Value);
        var sent = (await world.InstructionsOf(first.Value)).Single(i => i.Kind == InstructionKind.Order);
        await world.Result(sent, "退回");
        Assert.Equal((4_000L, 4_000L), ((await world.Balance(supplier)).Buckets.FrozenByAuthority.Fen, (await world.Balance(supplier)).Reserved.Fen));

        await world.Fund(1_000);
        world.Clock.Set(new(2026, 10, 31));
        var second = await world.Snapshot();
        var tried = await world.Ask(world.Finance, new TryRatios(second, null));
        Assert.Equal((0L, 1_001L), (tried.Orders.Fen, tried.Fund.Fen));
        await world.Candidate(second);
        await world.Decide(second, session);
        await world.Execute(second);
        var balance = await world.Balance(supplier);
        Assert.Equal((0L, 0L), (balance.Buckets.FrozenByAuthority.Fen, balance.Reserved.Fen));
        Assert.Equal(4_000, (await world.InstructionsOf(second.Value)).Single(i => i.Kind == InstructionKind.Order).Fen);
        // Cash out of the order's reserve stands in an entry of its own: beside open amounts going out it would pass for a catch-up.
        var entry = (await world.Read(db => db.Postings.SingleAsync(p => p.Account == Domain.Ledger.Account.RunCash && p.Owner == supplier.Value && p.Subject == second.Value && p.Fen > 0))).Entry;
        Assert.DoesNotContain(await world.Read(db => db.Postings.Where(p => p.Entry == entry).ToListAsync()), p => p.Standing == Standing.Open);
    }

    [Fact]
    public async Task There_is_no_ratio_step_while_an_order_is_not_covered_and_an_order_names_a_courts_confirmed_account()
    {
        var (world, _, supplier, _) = await Bureau(fund: 3_999);
        await using var __ = world;
        var own = await Account(world, supplier, AccountKind.Assignee, "江州保理公司", "6217000012345678999");
        await world.Refused("certificates.authority_account_unconfirmed", world.Engineer, new RecordAuthorityOrder(supplier, new(4_000), Court, "8号", "扣划", Paper, own));
        await Serve(world, supplier, 4_000);
        var round = await world.Snapshot();
        await world.Refused("payments.orders_not_covered", world.Finance, new AddCandidate(round, [], await world.Seen(round.Value)));
    }

    [Fact]
    public async Task An_order_that_only_freezes_is_set_aside_and_paid_to_nobody()
    {
        var (world, session, supplier, _) = await Bureau(fund: 15_000);
        await using var __ = world;
        await world.Confirm(await world.Do(world.Engineer, new RecordAuthorityOrder(supplier, new(4_000), Court, "9号", "冻结到期债权", Paper)));
        var round = await world.Snapshot();
        var tried = await world.Ask(world.Finance, new TryRatios(round, null));
        Assert.Equal((0L, 30_000L, 2_000L), (tried.Orders.Fen, tried.Types.Single().Base.Fen, tried.SetAside.Fen));
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Execute(round);
        Assert.DoesNotContain(await world.InstructionsOf(round.Value), i => i.Kind == InstructionKind.Order);
        Assert.Equal(2_000, (await world.Balance(supplier)).Reserved.Fen);
    }

    [Fact]
    public async Task An_assignee_gets_his_part_times_the_ratio_and_the_contractor_the_rest()
    {
        var (world, session, supplier, _) = await Bureau(fund: 10_001);
        await using var __ = world;
        var account = await Account(world, supplier, AccountKind.Assignee, "江州保理公司", "6217000012345678902");
        var assignment = await world.Do(world.Engineer, new Assign(supplier, new(3_001), "江州保理公司", account, "债权转让通知书", Paper));
        await world.Confirm(assignment);
        var round = await world.Snapshot();
        // 10 001 over 30 000, the assigned part among them.
        var tried = await world.Ask(world.Finance, new TryRatios(round, null));
        Assert.Equal((30_000L, 333_366), (tried.Types.Single().Base.Fen, tried.Types.Single().Ratio.Ppm));
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Execute(round);
        var paid = (await world.InstructionsOf(round.Value)).Where(i => i.Contract == supplier.Value).ToDictionary(i => i.Kind, i => (i.Account, i.Fen));
        // floor(10 000 × ratio) = 3 333 in all; floor(3 001 × ratio) = 1 000 of it to the assignee.
        Assert.Equal((account.Value, 1_000L), paid[InstructionKind.Assigned]);
        Assert.Equal(2_333, paid[InstructionKind.Ratio].Fen);
        var balance = await world.Balance(supplier);
        Assert.Equal((2_001L, 3_333L, 4_666L), (balance.Buckets.Assigned.Fen, balance.Buckets.InFlight.Fen, balance.Buckets.Due.Fen));
    }

    /// <summary>R-3, R-7: what becomes free and is assigned after the vote takes no more than the voted line has, and holds nobody's pay back.</summary>
    [Fact]
    public async Task An_assignment_of_more_than_the_voted_line_has_gets_what_the_line_pays()
    {
        var (world, session, supplier, _) = await Bureau(fund: 30_000);
        await using var __ = world;
        var dispute = await world.Do(world.Engineer, new MarkDisputed(supplier, new(8_000), null, false, "桥面铺装平整度超标", Paper));
        var round = await world.Snapshot();
        await world.Candidate(round, new NamedRatio(2, new(500_000)));
        await world.Decide(round, session);
        await world.Do(world.Engineer, new EndDispute(dispute, null, "检测合格", Paper, await world.Seen(dispute.Value)));
        var account = await Account(world, supplier, AccountKind.Assignee, "江州保理公司", "6217000012345678902");
        await world.Confirm(await world.Do(world.Engineer, new Assign(supplier, new(10_000), "江州保理公司", account, "债权转让通知书", Paper)));
        await world.Execute(round);
        Assert.Equal([(InstructionKind.Assigned, 1_000L)], (await world.InstructionsOf(round.Value)).Where(i => i.Contract == supplier.Value).Select(i => (i.Kind, i.Fen)));
        Assert.Equal((9_000L, 1_000L), ((await world.Balance(supplier)).Buckets.Assigned.Fen, (await world.Balance(supplier)).Buckets.InFlight.Fen));
        Assert.Empty(await world.Verify());
    }

    /// <summary>Two assignees of three fen each at one half: three are paid, one fen is nobody's by the floors and the contractor is owed nothing himself.</summary>
    [Fact]
    public void A_fen_for_which_the_contractor_is_owed_nothing_goes_to_the_first_assignee()
    {
        var line = new RoundLine(1, Free: new(6), SetAsideDue: Money.Zero, new Ratio(500_000));
        var parts = line.AssigneesPay([new(11, new(3)), new(12, new(3))]);
        Assert.Equal([(11L, 2L), (12, 1)], parts.Select(p => (p.Assignment, p.Amount.Fen)));
    }

    [Fact]
    public async Task What_came_back_from_an_assignee_is_paid_again_to_his_own_checked_account()
    {
        var (world, session, supplier, _) = await Bureau(fund: 30_000);
        await using var __ = world;
        var account = await Account(world, supplier, AccountKind.Assignee, "江州保理公司", "6217000012345678902");
        await world.Confirm(await world.Do(world.Engineer, new Assign(supplier, new(3_000), "江州保理公司", account, "债权转让通知书", Paper)));
        var round = await world.Snapshot();
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Execute(round);
        await world.NamePayer();
        await world.Export(round.Value);
        var sent = (await world.InstructionsOf(round.Value)).Single(i => i.Kind == InstructionKind.Assigned);
        await world.Result(sent, "退回");
        var again = await world.PayAgain(sent.Id);
        Assert.Equal((account.Value, InstructionKind.Assigned), ((await world.Instruction(again)).Account, (await world.Instruction(again)).Kind));
    }
}
