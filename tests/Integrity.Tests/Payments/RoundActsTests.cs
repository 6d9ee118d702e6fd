using Integrity.App.Decisions;
using Integrity.App.Contracts;
using Integrity.App.Disclosure;
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

/// <summary>R-1 to R-7: one ratio a type, decided together, paid from the voted list and from nothing else.</summary>
public sealed class RoundActsTests
{
    private static ContractTerms SupplierTerms => new() { LabourShare = Ratio.Zero, RetentionRate = Ratio.Zero, PaymentDays = 30 };

    private static async Task<(World World, Session Session, ContractId Team, ContractId Supplier)> Bureau()
    {
        var (world, (team, supplier)) = await World.After(new(2026, 8, 3), Owing);
        return (world, await Session.Of(world), team, supplier);
    }

    private static async Task<(ContractId Team, ContractId Supplier)> Owing(World world)
    {
        var team = await world.Contract("HT-A");
        var supplier = await world.Contract("HT-C", SupplierTerms, kind: CounterpartyKind.Supplier);
        await world.MakePayable(team, supplier);
        await world.Certify(team, 123_456_789);
        await world.Certify(supplier, 55_555_555, "JL-2");
        await world.Fund(60_000_000);
        await world.Fund(40_000_000, FundSource.Raised);
        world.Clock.Set(new(2026, 9, 30));
        await Session.Of(world);
        return (team, supplier);
    }

    [Fact]
    public async Task Wages_come_first_and_the_rest_is_shared_by_the_largest_ratio_that_fits()
    {
        var (world, session, team, supplier) = await Bureau();
        await using var _ = world;
        var round = await world.Snapshot();
        var tried = await world.Ask(world.Finance, new TryRatios(round, null));
        Assert.Equal(24_691_357, tried.Wages.Fen);
        var e = 95_061_729L + 55_555_555;
        var ratio = (int)((100_000_000L - 24_691_357) * 1_000_000 / e);
        Assert.All(tried.Types, t => Assert.Equal(ratio, t.Ratio.Ppm));
        Assert.Equal(tried.Fund, tried.Wages + tried.Pay + tried.SetAside + tried.Residual);

        await world.Candidate(round);
        Assert.Equal(ItemResult.Passed, await world.Decide(round, session));
        await world.Execute(round);
        var balance = await world.Balance(team);
        Assert.Equal(24_691_357 + 95_061_729L * ratio / 1_000_000, balance.Buckets.InFlight.Fen);
        Assert.Equal(0, balance.Buckets.Wage.Fen);
        Assert.Equal(55_555_555L * ratio / 1_000_000, (await world.Balance(supplier)).Buckets.InFlight.Fen);
        var detail = await world.Show(round);
        Assert.Equal(RoundState.Executing, detail.State);
        // What the flooring left stays in the fund.
        Assert.Equal(100_000_000 - detail.Paid.Fen, (await world.Available(FundScope.All)).Fen);
    }

    /// <summary>F-1: one scope, and only money that is usable for every contract in it.</summary>
    [Fact]
    public async Task A_round_for_one_purpose_has_its_contracts_and_its_money_only()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var minor = await world.Do(world.Engineer, new App.Projects.RegisterProject("GC-S", "江州县道小修", Domain.Projects.ProjectKind.MinorMaintenance));
        var own = await world.Contract("HT-S", SupplierTerms, kind: CounterpartyKind.Supplier, project: minor);
        var other = await world.Contract("HT-T", SupplierTerms, kind: CounterpartyKind.Supplier);
        await world.MakePayable(own, other);
        await world.Certify(own, 1_000);
        await world.Certify(other, 1_000, "JL-2");
        await world.Fund(300);
        var receipt = await world.Do(world.Finance, new RecordReceipt(FundSource.Budget, new(500), new(2026, 8, 3), "江州市财政局", null, Domain.Projects.ProjectKind.MinorMaintenance, WorldFunds.Evidence));
        await world.Do(world.FinanceTwo, new ConfirmReceipt(receipt, await world.Seen(receipt.Value)));
        world.Clock.Set(new(2026, 9, 30));
        var today = world.Today();
        await world.Refused("payments.restricted_twice", world.Finance, new OpenRound(minor, today, today.AddMonths(1), Domain.Projects.ProjectKind.MinorMaintenance));
        var round = await world.Do(world.Finance, new OpenRound(null, today, today.AddMonths(1), Domain.Projects.ProjectKind.MinorMaintenance));
        await world.Do(world.Finance, new TakeSnapshot(round, await world.Seen(round.Value)));
        Assert.Equal([own.Value], (await world.Ask(world.Finance, new ListRoundLines(round, null, null))).Items.Select(l => l.Contract));
        Assert.Equal(800, (await world.Ask(world.Finance, new TryRatios(round, null))).Fund.Fen);

        // A round of another purpose has none of that money, and may run beside it.
        var major = await world.Do(world.Finance, new OpenRound(null, today, today.AddMonths(1), Domain.Projects.ProjectKind.MajorMaintenance));
        await world.Do(world.Finance, new TakeSnapshot(major, await world.Seen(major.Value)));
        Assert.Equal(300, (await world.Ask(world.Finance, new TryRatios(major, null))).Fund.Fen);
    }

    [Fact]
    public async Task A_named_ratio_is_used_as_named_and_the_other_types_share_what_is_left()
    {
        var (world, _, _, _) = await Bureau();
        await using var __ = world;
        var round = await world.Snapshot();
        var tried = await world.Ask(world.Finance, new TryRatios(round, TryRatios.Write([new(2, new(200_000))])));
        Assert.Equal(11_111_111, tried.Types.Single(t => t.PayeeType == 2).Entitlement.Fen);
        Assert.Equal((int)((100_000_000L - 24_691_357 - 11_111_111) * 1_000_000 / 95_061_729), tried.Types.Single(t => t.PayeeType == 1).Ratio.Ppm);
    }

    [Fact]
    public async Task A_ratio_that_does_not_fit_or_names_no_type_of_the_round_is_refused()
    {
        var (world, _, _, _) = await Bureau();
        await using var __ = world;
        var round = await world.Snapshot();
        await RefusedAsk(world, "payments.ratio_does_not_fit", new TryRatios(round, "1:1000000,2:1000000"));
        await RefusedAsk(world, "payments.type_not_in_round", new TryRatios(round, "3:100000"));
        await world.Refused("payments.type_named_twice", world.Finance, new AddCandidate(round, [new(1, new(100_000)), new(1, new(200_000))], await world.Seen(round.Value)));
        await RefusedAsk(world, "payments.ratio_out_of_range", new TryRatios(round, "1:1000001"));
        await RefusedAsk(world, "acts.malformed", new TryRatios(round, "team:many"));
    }

    [Fact]
    public async Task Nobody_is_paid_without_a_passed_decision()
    {
        var (world, session, team, _) = await Bureau();
        await using var __ = world;
        var round = await world.Snapshot();
        await world.Refused("payments.candidate_missing", world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        await world.Candidate(round);
        await world.Refused("payments.candidate_twice", world.Finance, new AddCandidate(round, [], await world.Seen(round.Value)));
        await world.Refused("payments.round_not_in", world.Finance, new ExecuteRound(round, await world.Seen(round.Value)));
        Assert.Equal(ItemResult.NotPassed, await world.Decide(round, session, Vote.No));
        Assert.Equal(RoundState.NotPassed, (await world.Show(round)).State);
        await world.Refused("payments.round_not_in", world.Finance, new ExecuteRound(round, await world.Seen(round.Value)));
        // The reserved money went back, and nothing of the contract moved.
        Assert.Equal(100_000_000, (await world.Available(FundScope.All)).Fen);
        Assert.Equal(0, (await world.Balance(team)).Buckets.InFlight.Fen);
    }

    /// <summary>R-1: what was opened for a wrong scope is given up until it is before the group, and the right one need not wait.</summary>
    [Fact]
    public async Task A_round_that_is_not_before_the_group_is_withdrawn_with_a_reason_and_makes_way_for_another()
    {
        var (world, session, _, _) = await Bureau();
        await using var __ = world;
        var wrong = await world.Snapshot();
        await world.Candidate(wrong);
        await world.Refused("payments.reason_missing", world.Finance, new WithdrawRound(wrong, " ", await world.Seen(wrong.Value)));
        await world.Do(world.Finance, new WithdrawRound(wrong, "范围开错", await world.Seen(wrong.Value)));
        Assert.Equal((RoundState.Withdrawn, CandidateStanding.Fallen), ((await world.Show(wrong)).State, (await world.Show(wrong)).Candidates[0].Standing));
        await world.Refused("payments.round_not_in", world.Finance, new TakeSnapshot(wrong, await world.Seen(wrong.Value)));
        var right = await world.Snapshot();
        await world.Candidate(right);
        var item = await world.Do(world.Finance, new ProposeRound(right, await world.Seen(right.Value)));
        await world.Refused("payments.withdraw_item_first", world.Finance, new WithdrawRound(right, "不想付了", await world.Seen(right.Value)));
        await session.Decide(item);
        await world.Do(world.Finance, new AdoptDecision(right, await world.Seen(right.Value)));
        await world.Refused("payments.round_not_in", world.Finance, new WithdrawRound(right, "不想付了", await world.Seen(right.Value)));
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task A_decision_that_is_not_begun_in_twenty_working_days_lapses()
    {
        var (world, session, _, _) = await Bureau();
        await using var __ = world;
        var round = await world.Snapshot();
        await world.Candidate(round);
        await world.Decide(round, session);
        world.Clock.Set(new(2026, 11, 20));
        await world.Refused("decisions.decision_lapsed", world.Finance, new ExecuteRound(round, await world.Seen(round.Value)));
    }

    [Fact]
    public async Task A_contract_without_an_integrity_contract_is_left_out_with_its_reason_but_its_wages_are_paid()
    {
        var world = await World.Begin(new(2026, 8, 3));
        await using var _ = world;
        var bound = await world.Contract("HT-A");
        var unbound = await world.Contract("HT-B");
        await world.MakePayable(bound);
        await world.GiveAccounts(unbound);
        await world.Certify(bound, 10_000_000);
        await world.Certify(unbound, 10_000_000, "JL-2");
        await world.Fund(100_000_000);
        world.Clock.Set(new(2026, 9, 30));
        var session = await Session.Of(world);
        var round = await world.Snapshot();
        var left = Assert.Single((await world.Ask(world.Finance, new ListRoundLines(round, OnlyLeftOut: true, null))).Items);
        Assert.Equal((unbound.Value, LeftOutGround.NoLiveIntegrityContract), (left.Contract, left.LeftOut));
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Execute(round);
        Assert.Equal(2_000_000, (await world.Balance(unbound)).Buckets.InFlight.Fen);
        Assert.Equal(2_000_000 + 7_700_000, (await world.Balance(bound)).Buckets.InFlight.Fen);
    }

    [Fact]
    public async Task A_round_is_refused_while_another_shares_its_contracts_or_its_days_are_wrong()
    {
        var (world, _, _, _) = await Bureau();
        await using var __ = world;
        await world.Snapshot();
        var second = await world.Do(world.Finance, new OpenRound(null, new(2026, 9, 30), new(2026, 10, 31)));
        await world.Refused("payments.another_round_under_way", world.Finance, new TakeSnapshot(second, await world.Seen(second.Value)));
        await world.Refused("payments.cut_off_in_future", world.Finance, new OpenRound(null, new(2026, 10, 1), new(2026, 10, 31)));
        await world.Refused("payments.next_cut_off_not_after", world.Finance, new OpenRound(null, new(2026, 9, 30), new(2026, 9, 30)));
    }

    [Fact]
    public async Task There_is_no_ratio_step_while_wages_are_not_covered()
    {
        var world = await World.Begin(new(2026, 8, 3));
        await using var _ = world;
        var team = await world.Contract("HT-A");
        await world.MakePayable(team);
        await world.Certify(team, 100_000_000);
        await world.Fund(19_999_999);
        world.Clock.Set(new(2026, 9, 30));
        var round = await world.Snapshot();
        await world.Refused("payments.wages_not_covered", world.Finance, new AddCandidate(round, [], await world.Seen(round.Value)));
    }

    [Fact]
    public async Task Two_people_on_one_round_one_wins_and_the_other_is_told()
    {
        var (world, _, _, _) = await Bureau();
        await using var __ = world;
        var round = await world.Do(world.Finance, new OpenRound(null, new(2026, 9, 30), new(2026, 10, 31)));
        var seen = await world.Seen(round.Value);
        var both = await Task.WhenAll(
            world.Door.Enter(new TakeSnapshot(round, seen), world.Finance, world.NewKey(), TestContext.Current.CancellationToken),
            world.Door.Enter(new TakeSnapshot(round, seen), world.Finance, world.NewKey(), TestContext.Current.CancellationToken));
        var refused = Assert.Single(both, o => !o.IsDone);
        Assert.Equal("acts.changed_since", Refusals.Provoked.Saw(refused.Refusal!).Code);
    }

    [Fact]
    public async Task The_public_can_check_a_decided_round_with_a_calculator_and_recompute_its_list()
    {
        var (world, session, _, _) = await Bureau();
        await using var __ = world;
        var round = await world.Snapshot();
        await world.Candidate(round);
        var nobody = App.Acts.Caller.Anonymous(Language.Chinese);
        Assert.Empty((await world.Ask(nobody, new ListPublicRounds(null))).Items);
        await world.Decide(round, session);
        var shown = Assert.Single((await world.Ask(nobody, new ListPublicRounds(null))).Items);
        // Two contracts: their totals would tell too much (V-1).
        Assert.Null(shown.Paid);
        var lines = (await world.Ask(nobody, new ListPublicLines(round, null))).Items;
        Assert.All(lines, l => Assert.Equal(l.E.Fen * l.Ratio.Ppm / 1_000_000, l.Entitlement.Fen));
        var text = string.Concat(lines.Select(l => $"{l.Contract}|{l.PayeeType}|{l.E.Fen}|{l.Ratio.Ppm}|{l.Entitlement.Fen}\n"));
        Assert.Equal(shown.ListRoot, App.Journal.MerkleRoot.OfLines(System.Text.Encoding.UTF8.GetBytes(text)).ToString());
    }

    [Fact]
    public async Task A_round_needs_contracts_a_group_that_decides_and_a_decision()
    {
        await using var empty = await World.Begin(grouped: false);
        var nobody = await empty.Do(empty.Finance, new OpenRound(null, new(2026, 8, 3), new(2026, 9, 3)));
        await empty.Refused("payments.nobody_in_scope", empty.Finance, new TakeSnapshot(nobody, await empty.Seen(nobody.Value)));

        var team = await empty.Contract("HT-A");
        await empty.MakePayable(team);
        await empty.Certify(team, 10_000_000);
        await empty.Fund(50_000_000);
        empty.Clock.Set(new(2026, 9, 30));
        var round = await empty.Snapshot();
        await empty.Candidate(round);
        await empty.Refused("decisions.nobody_decides", empty.Finance, new ProposeRound(round, await empty.Seen(round.Value)));
        await Session.Of(empty);
        await empty.Do(empty.Finance, new ProposeRound(round, await empty.Seen(round.Value)));
        await empty.Refused("payments.not_yet_decided", empty.Finance, new AdoptDecision(round, await empty.Seen(round.Value)));
    }

    [Fact]
    public async Task A_snapshot_older_than_thirty_days_is_not_proposed()
    {
        var (world, _, _, _) = await Bureau();
        await using var __ = world;
        var round = await world.Snapshot();
        await world.Candidate(round);
        world.Clock.Set(new(2026, 10, 31));
        await world.Refused("payments.snapshot_too_old", world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
    }

    [Fact]
    public async Task A_list_that_is_not_the_voted_one_is_not_executed()
    {
        var (world, session, _, _) = await Bureau();
        await using var __ = world;
        var round = await world.Snapshot();
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Sabotage(db => db.Database.ExecuteSqlAsync($"UPDATE candidate_types SET ratio = ratio + 1 WHERE payee_type = 1"));
        await world.Refused("payments.list_differs_from_vote", world.Finance, new ExecuteRound(round, await world.Seen(round.Value)));
    }

    [Fact]
    public async Task A_round_closes_only_when_the_bank_has_answered_for_every_line()
    {
        var (world, session, _, _) = await Bureau();
        await using var __ = world;
        var round = await world.Snapshot();
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Execute(round);
        await world.Refused("payments.lines_under_way", world.Finance, new CloseRound(round, await world.Seen(round.Value)));
        await world.NamePayer();
        await world.Export(round.Value);
        foreach (var instruction in await world.InstructionsOf(round.Value)) await world.Result(instruction, "成功");
        await world.Do(world.Finance, new CloseRound(round, await world.Seen(round.Value)));
        Assert.Equal(RoundState.Closed, (await world.Show(round)).State);
    }

    private static async Task RefusedAsk<T>(World world, string code, App.Acts.IAsk<T> ask)
    {
        var outcome = await world.Door.Ask(ask, world.Finance, TestContext.Current.CancellationToken);
        Assert.Equal(code, Refusals.Provoked.Saw(outcome.Refusal!).Code);
    }

    /// <summary>R-1, D-5: what fell with an earlier snapshot never comes to a vote again, and the same ratios may be put anew.</summary>
    [Fact]
    public async Task After_a_deferral_only_what_was_computed_on_the_new_snapshot_is_voted()
    {
        var (world, session, team, _) = await Bureau();
        await using var __ = world;
        var round = await world.Snapshot();
        await world.Candidate(round);
        var first = await world.Do(world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        var party = await world.Read(db => db.WorksContracts.Where(c => c.Id == team).Select(c => c.Party).SingleAsync());
        async Task Apart() => await world.Do(world.Finance, new PutLinesApart(round, party, world.Leaders[2].Official, RecusalGround.Kin, "其弟为该施工队负责人", await world.Seen(round.Value)));
        await Apart();
        await world.Refused("payments.round_not_in", world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        await session.Meet([first]);
        await world.Do(world.Secretary, new DeferItem(first, await world.Seen(first.Value), "资料不全"));
        await world.Do(world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
        await world.Correct(team, -1_000);
        await world.Do(world.Finance, new TakeSnapshot(round, await world.Seen(round.Value)));
        await world.Refused("payments.round_not_in", world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
        await world.Refused("payments.candidate_missing", world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        var again = await world.Candidate(round);
        // A recused member's lines are put apart anew: those of the first proposal fell with it (D-4).
        var second = await world.Do(world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        await Apart();
        var lines = await world.Read(db => db.DecisionItems.Where(x => x.LinesOf == (ItemId?)second).Select(x => x.Id).SingleAsync());
        await session.Decide(second);
        await session.Decide(lines);
        await world.Do(world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
        var shown = await world.Show(round);
        Assert.Equal([CandidateStanding.Fallen, CandidateStanding.Passed], shown.Candidates.Select(c => c.Standing));
        Assert.Equal(again, shown.Candidates[1].Id);
        await world.Execute(round);
    }

    /// <summary>D-5: when nothing has changed since the deferral, the same list is voted anew under the same hash, and it is the new one that passes.</summary>
    [Fact]
    public async Task After_a_deferral_without_a_change_the_same_ratios_are_put_anew()
    {
        var (world, session, _, _) = await Bureau();
        await using var __ = world;
        var round = await world.Snapshot();
        await world.Candidate(round);
        var first = await world.Do(world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        await session.Meet([first]);
        await world.Do(world.Secretary, new DeferItem(first, await world.Seen(first.Value), "资料不全"));
        await world.Do(world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
        await world.Do(world.Finance, new TakeSnapshot(round, await world.Seen(round.Value)));
        await world.Candidate(round);
        Assert.Equal(ItemResult.Passed, await world.Decide(round, session));
        var shown = await world.Show(round);
        Assert.Equal([CandidateStanding.Fallen, CandidateStanding.Passed], shown.Candidates.Select(c => c.Standing));
        Assert.Equal(shown.Candidates[0].Digest, shown.Candidates[1].Digest);
        await world.Execute(round);
    }

    /// <summary>R-1, R-2: before it is proposed a new snapshot takes the place of the old one, so that wages paid in between are not counted twice.</summary>
    [Fact]
    public async Task Wages_paid_after_a_snapshot_ask_for_a_new_one_before_the_round_is_proposed()
    {
        var (world, session, _, _) = await Bureau();
        await using var __ = world;
        var round = await world.Snapshot();
        await world.Candidate(round);
        var wages = (await world.Show(round)).Wage;
        Assert.True(wages.IsPositive);
        await world.ConfirmWages(await world.PrepareWages());
        await world.Do(world.Finance, new TakeSnapshot(round, await world.Seen(round.Value)));
        Assert.Equal(Money.Zero, (await world.Show(round)).Wage);
        await world.Refused("payments.candidate_missing", world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        await world.Candidate(round);
        Assert.Equal(ItemResult.Passed, await world.Decide(round, session));
        await world.Refused("payments.round_not_in", world.Finance, new TakeSnapshot(round, await world.Seen(round.Value)));
        await world.Execute(round);
    }
}
