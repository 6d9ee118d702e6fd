using Integrity.App.Cases;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Payments;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Tests.Cases;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Tests.Certificates;

/// <summary>O-8: money is set aside for a reason of the closed list, for that amount, and for no longer than the reason lasts.</summary>
public sealed class SetAsideGroundTests
{
    private static readonly ContractTerms Plain = new() { PaymentDays = 30 };

    [Fact]
    public async Task An_agreed_condition_that_is_unmet_holds_back_its_amount_under_its_clause_and_interest_is_the_remedy()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-A", Plain, kind: CounterpartyKind.Supplier);
        await world.Certify(contract, 1_000_000);
        await world.Refused("certificates.clause_missing", world.Engineer, Unmet(contract, clause: " "));
        await world.Refused("certificates.set_aside_by_two", world.Engineer, Unmet(contract) with { Kind = EarmarkKind.AuthorityOrder });
        var condition = await world.Do(world.Engineer, Unmet(contract));
        world.Clock.Set(new(2026, 9, 30));
        Assert.Equal((400_000, 600_000), ((await world.Balance(contract)).Buckets.Disputed.Fen, (await world.Balance(contract)).Buckets.Due.Fen));
        await world.Do(world.Engineer, new EndDispute(condition, null, "已补开发票", WorldCertificates.Paper, await world.Seen(condition.Value)));
        Assert.Equal(1_000_000, (await world.Balance(contract)).Buckets.Due.Fen);
        // 28 days overdue on the whole, as if nothing had been held back: floor(1,000,000 × 28 × 500 / 10⁶).
        Assert.Equal(14_000, (await world.Do(world.Finance, new RecordOverdueInterest(contract, null, await world.Seen(contract.Value)))).Fen);
    }

    [Fact]
    public async Task A_supervision_finding_sets_its_amount_aside_for_thirty_days_and_then_ends_by_itself()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-A", Plain, kind: CounterpartyKind.Supplier);
        await world.Certify(contract, 1_000_000);
        var finding = await world.Do(world.Engineer, Unmet(contract) with { Kind = EarmarkKind.SupervisionFinding, Clause = "", Ground = "混凝土强度待复检" });
        world.Clock.Set(new(2026, 9, 2));
        Assert.Equal(0, await DeadlineWork.LapseDue(world.Door, world.Clock, TestContext.Current.CancellationToken));
        Assert.Equal(400_000, (await world.Balance(contract)).Buckets.Disputed.Fen);
        await world.Refused("certificates.earmark_not_in_force", App.Acts.Caller.Clock, new LapseFinding(finding));
        world.Clock.Set(new(2026, 9, 3));
        Assert.Equal(1, await DeadlineWork.LapseDue(world.Door, world.Clock, TestContext.Current.CancellationToken));
        Assert.Equal(0, await DeadlineWork.LapseDue(world.Door, world.Clock, TestContext.Current.CancellationToken));
        await world.Refused("certificates.finding_laid_already", world.Engineer, Unmet(contract) with { Kind = EarmarkKind.SupervisionFinding, Clause = "", Ground = "再次登记" });
        // Nor under another paper on the same certificate's money.
        var other = await world.Kept(world.Engineer, "再次督查通报");
        await world.Refused("certificates.finding_laid_already", world.Engineer, Unmet(contract) with { Kind = EarmarkKind.SupervisionFinding, Clause = "", Ground = "另行登记", Document = other });
        Assert.Equal((0, 1_000_000), ((await world.Balance(contract)).Buckets.Disputed.Fen, (await world.Balance(contract)).Buckets.Due.Fen));
    }

    [Fact]
    public async Task What_is_laid_between_vote_and_execution_is_set_aside_under_its_ground_and_voted_is_paid_plus_set_aside()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var (contract, _, round) = await Voted(world);
        var condition = await world.Do(world.Engineer, Unmet(contract));
        await world.Execute(round);
        // 100,000 of what was not in the voted list went first; the rest, 300,000, came out of the voted 900,000.
        var balance = await world.Balance(contract);
        Assert.Equal((600_000, 400_000, 300_000), (balance.Buckets.InFlight.Fen, balance.Buckets.Disputed.Fen, balance.ReservedFor(condition.Value).Fen));
        var shown = await world.Show(round);
        Assert.Equal((1_500_000, 300_000, 0), (shown.Paid.Fen, shown.SetAside.Fen, shown.Residual.Fen));
        var why = await world.Ask(world.Finance, new ExplainRound(round, RoundFigure.Reserved, null, null, null, null));
        Assert.Equal((300_000, "表决后约定条件未满足，转为留存"), (why.Amount.Fen, why.Parts.Single().Zh));
        Assert.NotNull(why.Parts.Single().Entry);

        // It ends for the contractor in two parts: due at its original day without a catch-up, and cash beyond what is still disputed goes back to the receipt.
        await world.Do(world.Engineer, new EndDispute(condition, new(150_000), "部分已补开", WorldCertificates.Paper, await world.Seen(condition.Value)));
        Assert.Equal((250_000, 50_000), ((await world.Balance(contract)).Reserved.Fen, (await world.Available(FundScope.All)).Fen));
        await world.Do(world.Engineer, new EndDispute(condition, null, "已补开发票", WorldCertificates.Paper, await world.Seen(condition.Value)));
        Assert.Equal((0, 300_000), ((await world.Balance(contract)).Reserved.Fen, (await world.Available(FundScope.All)).Fen));
        Assert.Equal((600_000, 400_000), ((await world.Balance(contract)).Buckets.InFlight.Fen, (await world.Balance(contract)).Buckets.Due.Fen));
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task What_a_finding_reserved_after_the_vote_goes_back_when_its_last_day_is_over()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var (contract, _, round) = await Voted(world);
        await world.Do(world.Engineer, Unmet(contract) with { Kind = EarmarkKind.SupervisionFinding, Clause = "", Ground = "混凝土强度待复检" });
        await world.Execute(round);
        Assert.Equal(300_000, (await world.Balance(contract)).Reserved.Fen);
        world.Clock.Set(new(2026, 10, 31));
        await DeadlineWork.LapseDue(world.Door, world.Clock, TestContext.Current.CancellationToken);
        Assert.Equal((0, 300_000), ((await world.Balance(contract)).Reserved.Fen, (await world.Available(FundScope.All)).Fen));
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task No_catch_up_of_a_case_uses_what_is_reserved_for_a_dispute()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var (contract, _, round) = await Voted(world);
        var condition = await world.Do(world.Engineer, Unmet(contract));
        var @case = await world.Flag(contract, claimedLoss: 100_000);
        await world.Confirm(@case);
        await world.Execute(round);
        var held = (await world.Balance(contract)).ReservedFor(@case.Value);
        Assert.True(held.IsPositive);
        await world.Do(world.Auditor, new AskForWithdrawal(@case, "查明不实", await world.SeenOf(@case)));
        await world.Do(world.AuditorTwo, new WithdrawLead(@case, await world.SeenOf(@case)));
        var balance = await world.Balance(contract);
        Assert.Equal((300_000, 300_000, 600_000), (balance.Reserved.Fen, balance.ReservedFor(condition.Value).Fen, balance.Buckets.InFlight.Fen));
        Assert.Empty(await world.Verify());
    }

    /// <summary>Two suppliers who are owed 1,000,000 fen each, and a list voted at 90 %; the day is 2026-09-30.</summary>
    private static async Task<(ContractId Contract, ContractId Peer, PaymentRoundId Round)> Voted(World world)
    {
        var (contract, peer) = (await world.Contract("HT-A", Plain, kind: CounterpartyKind.Supplier), await world.Contract("HT-B", Plain, kind: CounterpartyKind.Supplier));
        await world.MakePayable(contract, peer);
        await world.Certify(contract, 1_000_000);
        await world.Certify(peer, 1_000_000, "JL-2");
        await world.Fund(1_800_000);
        world.Clock.Set(new(2026, 9, 30));
        var session = await Session.Of(world);
        var round = await world.Snapshot();
        await world.Candidate(round, new NamedRatio(2, new(900_000)));
        await world.Decide(round, session);
        return (contract, peer, round);
    }

    [Fact]
    public async Task While_it_is_unclear_who_succeeds_the_payee_the_ratio_waits_and_a_second_person_settles_it()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-A", Plain, kind: CounterpartyKind.Supplier);
        await world.MakePayable(contract);
        await world.Certify(contract, 1_000_000);
        await world.Refused("contracts.succession_not_raised", world.EngineerTwo, new SettleSuccession(contract, "继承公证书", WorldCertificates.Paper, await world.Seen(contract.Value)));
        await world.Refused("contracts.evidence_missing", world.Engineer, new RaiseSuccession(contract, "经营者死亡", "", await world.Seen(contract.Value)));
        await world.Do(world.Engineer, new RaiseSuccession(contract, "经营者死亡，继承人待定", WorldCertificates.Paper, await world.Seen(contract.Value)));
        await world.Refused("contracts.succession_raised_already", world.Engineer, new RaiseSuccession(contract, "同上", WorldCertificates.Paper, await world.Seen(contract.Value)));
        Assert.Equal(LeftOutGround.SuccessionUnclear, await LeftOut());

        var both = await world.Person("both", Domain.Identity.Office.Engineering, Domain.Identity.Duty.ReadBusiness, Domain.Identity.Duty.RegisterContracts, Domain.Identity.Duty.ConfirmRegistrations);
        await world.Do(world.EngineerTwo, new SettleSuccession(contract, "继承公证书", WorldCertificates.Paper, await world.Seen(contract.Value)));
        Assert.Equal((LeftOutGround)0, await LeftOut());
        await world.Do(both, new RaiseSuccession(contract, "再次提出", WorldCertificates.Paper, await world.Seen(contract.Value)));
        await world.Refused("contracts.succession_by_same_person", both, new SettleSuccession(contract, "继承公证书", WorldCertificates.Paper, await world.Seen(contract.Value)));

        async Task<LeftOutGround> LeftOut() => (await world.Read(db => RoundScopes.Read(db, FundScope.All, world.Today(), TestContext.Current.CancellationToken))).LeftOut[0];
    }

    private static MarkDisputed Unmet(ContractId contract, string clause = "第十二条第三款") =>
        new(contract, new(400_000), null, false, "发票未开具", WorldCertificates.Paper, EarmarkKind.ConditionUnmet, clause);
}
