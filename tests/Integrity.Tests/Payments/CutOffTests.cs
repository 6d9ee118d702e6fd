using Integrity.App.Certificates;
using Integrity.App.Payments;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Integrity.Tests.Decisions;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>R-1, R-3, R-7: a round pays what is owed at its cut-off and still is; what a list counts on is not paid beside it.</summary>
public sealed class CutOffTests : IAsyncLifetime
{
    private World world = null!;
    private ContractId team, supplier;

    public async ValueTask InitializeAsync() => (world, (team, supplier)) = await World.After(new(2026, 8, 3), Before);

    private static async Task<(ContractId Team, ContractId Supplier)> Before(World world)
    {
        var team = await world.Contract("HT-A");
        var supplier = await world.Contract("HT-C", new() { LabourShare = Ratio.Zero, RetentionRate = Ratio.Zero, PaymentDays = 30 }, kind: CounterpartyKind.Supplier);
        await world.MakePayable(team, supplier);
        await world.Certify(team, 10_000_000);
        await world.Certify(supplier, 55_555_555, "JL-2");
        await world.Fund(100_000_000);
        world.Clock.Set(new(2026, 9, 30));
        return (team, supplier);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private OpenRound Opened(DateOnly cutOff) => new(null, cutOff, cutOff.AddMonths(3));

    private async Task<ThirdPartyPaymentId> PaidByAnother(long fen) =>
        await world.Do(world.Finance, new RecordThirdPartyPayment(supplier, new(fen), false, "江州总承包公司", world.Today(), WorldCertificates.Paper));

    [Fact]
    public async Task A_cut_off_before_a_payment_is_refused_since_it_would_pay_that_money_again()
    {
        var session = await Session.Of(world);
        var round = await world.Snapshot();
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Execute(round);
        world.Clock.Set(new(2026, 10, 10));
        await world.Refused("payments.moved_since_cut_off", world.Finance, Opened(new(2026, 9, 29)));
        // What was paid on the day itself is seen at its end.
        await world.Do(world.Finance, Opened(new(2026, 9, 30)));
    }

    [Fact]
    public async Task Nor_is_a_snapshot_taken_when_wages_left_after_its_cut_off()
    {
        var round = await world.Do(world.Finance, Opened(new(2026, 9, 30)));
        world.Clock.Set(new(2026, 10, 1));
        await world.ConfirmWages(await world.PrepareWages());
        await world.Refused("payments.moved_since_cut_off", world.Finance, new TakeSnapshot(round, await world.Seen(round.Value)));
        await world.Do(world.Finance, new WithdrawRound(round, "截止日之后已付人工费", await world.Seen(round.Value)));
        round = await world.Snapshot();
        Assert.Equal(Money.Zero, (await world.Show(round)).Wage);
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task What_was_certified_after_the_cut_off_waits_for_the_next_round_and_is_no_hindrance()
    {
        world.Clock.Set(new(2026, 10, 8));
        await world.Certify(supplier, 1_000_000, "JL-3");
        await world.Do(world.Finance, Opened(new(2026, 9, 30)));
    }

    [Fact]
    public async Task What_a_round_counts_on_becomes_less_by_a_ground_alone()
    {
        var (session, paid) = (await Session.Of(world), await PaidByAnother(20_000_000));
        var round = await world.Snapshot();
        await world.Candidate(round);
        var confirm = new ConfirmThirdPartyPayment(paid, await world.Seen(paid.Value));
        await world.Refused("payments.owed_in_round", world.FinanceTwo, confirm);
        await world.Decide(round, session);
        await world.Refused("payments.owed_in_round", world.FinanceTwo, confirm);
        var less = await world.Do(world.Engineer, new CorrectCertificate(supplier, "JL-GZ-1", new(-10_000_000), "复测工程量核减", WorldCertificates.Paper));
        await world.Refused("payments.owed_in_round", world.EngineerTwo, new ApproveCertificate(less, await world.Seen(less.Value)));
        await world.Execute(round);
        // With the round carried out what is left is what it is.
        await world.Do(world.EngineerTwo, new ApproveCertificate(less, await world.Seen(less.Value)));
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task A_round_waits_for_another_only_where_they_share_a_contract()
    {
        await world.Snapshot();
        var (project, party) = (await world.Project("GC-2026-77", "县道改造工程"), await world.Party("江州新标施工队"));
        var later = await world.Contract(party, project, "HT-N");
        var round = await world.Do(world.Finance, new OpenRound(project, world.Today(), world.Today().AddMonths(1)));
        await world.Do(world.Finance, new TakeSnapshot(round, await world.Seen(round.Value)));
        Assert.Equal([later.Value], (await world.Ask(world.Finance, new ListRoundLines(round, null, null))).Items.Select(line => line.Contract));
        var all = await world.Do(world.Finance, Opened(world.Today()));
        await world.Refused("payments.another_round_under_way", world.Finance, new TakeSnapshot(all, await world.Seen(all.Value)));
    }

    /// <summary>R-3: what a round set aside stands in no second snapshot of a day before it.</summary>
    [Fact]
    public async Task Nor_is_a_snapshot_taken_of_a_day_before_a_round_that_only_set_aside()
    {
        foreach (var (contract, all) in new[] { (team, 7_700_000L), (supplier, 55_555_555) })
            await world.Confirm(await world.Do(world.Engineer, new RecordAuthorityOrder(contract, new(all), "江州市中级人民法院", "（2026）江执字第9号", "冻结到期债权", WorldCertificates.Paper)));
        await world.ConfirmWages(await world.PrepareWages());
        world.Clock.Set(new(2026, 10, 9));
        var session = await Session.Of(world);
        var round = await world.Do(world.Finance, Opened(new(2026, 10, 8)));
        await world.Do(world.Finance, new TakeSnapshot(round, await world.Seen(round.Value)));
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Execute(round);
        Assert.Equal((0L, 63_255_555L), ((await world.Show(round)).PaidAtRatio.Fen, (await world.Show(round)).SetAside.Fen));
        await world.Refused("payments.moved_since_cut_off", world.Finance, Opened(new(2026, 10, 8)));
        await world.Do(world.Finance, Opened(new(2026, 10, 9)));
    }

    [Fact]
    public async Task What_was_on_its_way_at_the_cut_off_and_arrived_since_is_no_hindrance()
    {
        await world.NamePayer();
        var session = await Session.Of(world);
        var round = await world.Snapshot();
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Execute(round);
        await world.Export(round.Value);
        world.Clock.Set(new(2026, 10, 9));
        foreach (var sent in await world.InstructionsOf(round.Value)) await world.Result(sent, "成功");
        await world.Do(world.Finance, Opened(new(2026, 9, 30)));
    }

    [Fact]
    public async Task A_snapshot_that_grew_too_old_keeps_no_other_round_out()
    {
        await world.Snapshot();
        world.Clock.Set(new(2026, 10, 31));
        await world.Snapshot();
    }
}
