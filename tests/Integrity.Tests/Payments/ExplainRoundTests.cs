using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>R-1 to R-7: every number of a round is explained by parts that add up to it, down to the entries its snapshot has seen.</summary>
public sealed class ExplainRoundTests
{
    private const string Paper = WorldCertificates.Paper;

    /// <summary>A team that a case holds, a supplier with an order to a court, and a contract without an integrity contract; two receipts.</summary>
    private static async Task<(World World, Session Session, ContractId Team, ContractId Supplier)> Bureau()
    {
        var world = await World.Begin(new(2026, 8, 3));
        var team = await world.Contract("HT-A");
        var supplier = await world.Contract("HT-B", kind: CounterpartyKind.Supplier);
        var unsigned = await world.Contract("HT-C", kind: CounterpartyKind.Supplier);
        await world.MakePayable(team, supplier);
        await world.Certify(team, 12_345_678);
        await world.Certify(team, 7_000_001, "JL-2");
        await world.Correct(team, -45_678);
        await world.Certify(supplier, 9_000_003, "JL-3");
        await world.Certify(unsigned, 1_000_001, "JL-4");
        await world.Fund(6_000_000);
        await world.Fund(5_000_000);
        world.Clock.Set(new(2026, 9, 30));
        await world.Confirm(await world.Flag(team));
        var party = await world.Read(db => db.WorksContracts.Where(c => c.Id == supplier).Select(c => c.Party).SingleAsync());
        var account = await world.Do(world.Engineer, new ProposeAccount(party, new(AccountKind.Court, "江州市中级人民法院", "6217000012345678901", "江州银行", "313299000014", "（2026）江执字第8号", Paper)));
        await world.Do(world.EngineerTwo, new CheckAccount(account, true, await world.Seen(account.Value)));
        await world.Confirm(await world.Do(world.Engineer, new RecordAuthorityOrder(supplier, new(400_000), "江州市中级人民法院", "（2026）江执字第8号", "扣划到期债权", Paper, account)));
        return (world, await Session.Of(world), team, supplier);
    }

    /// <summary>The figure, after its parts and all narrower questions were found to add up to it.</summary>
    private static async Task<Explanation<ExplainRound>> Holds(World world, ExplainRound ask)
    {
        var why = await world.Ask(world.Finance, ask);
        Assert.Equal(why.Amount, why.Parts.Sum(part => part.Amount));
        foreach (var part in why.Parts)
        {
            Assert.False(part.Amount.IsZero);
            if (part.Into is { } into)
            {
                // What a floor is taken of is explained in its turn, but is not the floor.
                var narrower = (await Holds(world, into)).Amount;
                if (!part.Zh.StartsWith("floor(", StringComparison.Ordinal)) Assert.Equal(part.Amount.IsNegative ? -part.Amount : part.Amount, narrower);
            }
            else if (ask.Figure != RoundFigure.BelowFloor) Assert.True(part.Entry!.Posting > 0);
            // A receipt and a certificate have their paper.
            if (part.Entry is { } entry && (ask.Figure == RoundFigure.Fund || entry.ActEn == "Approve a certificate")) Assert.Equal(64, entry.Document.Length);
        }
        return why;
    }

    private static async Task<Money> Amount(World world, ExplainRound ask) => (await Holds(world, ask)).Amount;

    [Fact]
    public async Task Every_number_of_a_trial_and_of_a_snapshot_adds_up_from_its_entries()
    {
        var (world, session, team, _) = await Bureau();
        await using var _ = world;
        for (var rounds = 1; rounds <= 2; rounds++)
        {
            var round = await world.Snapshot(new(2026, 12, 31));
            var tried = await world.Ask(world.Finance, new TryRatios(round, null));
            var ratios = TryRatios.Write(tried.Types.Select(t => new NamedRatio(t.PayeeType, t.Ratio)));
            ExplainRound Why(RoundFigure figure) => new(round, figure, ratios, null, null, null);
            Assert.Equal(tried.Fund, await Amount(world, Why(RoundFigure.Fund)));
            Assert.Equal(tried.Wages, await Amount(world, Why(RoundFigure.Wages)));
            Assert.Equal(tried.Orders, await Amount(world, Why(RoundFigure.Orders)));
            Assert.Equal(tried.Pay, await Amount(world, Why(RoundFigure.Pay)));
            Assert.Equal(tried.SetAside, await Amount(world, Why(RoundFigure.SetAside)));
            Assert.Equal(tried.Residual, await Amount(world, Why(RoundFigure.Residual)));
            Assert.Equal(tried.Price.InterestPerDay, await Amount(world, Why(RoundFigure.InterestPerDay)));
            Assert.Equal(tried.Price.WagesUncovered, (await world.Ask(world.Finance, Why(RoundFigure.WagesUncovered))).Amount);
            Assert.Contains((await Holds(world, Why(RoundFigure.Free) with { Contract = team })).Parts, part => part.Entry!.Document.Length == 64);
            foreach (var type in tried.Types)
            {
                Assert.Equal(type.Base, await Amount(world, Why(RoundFigure.Base) with { Type = new(type.PayeeType) }));
                Assert.Equal(type.Entitlement, await Amount(world, Why(RoundFigure.Entitlement) with { Type = new(type.PayeeType) }));
            }
            var before = await Holds(world, Why(RoundFigure.DueBeforeNext));
            Assert.Equal((tried.Price.DueBeforeNext, tried.Price.DueBeforeNextContracts), (before.Amount, before.Contracts));
            Assert.Equal(tried.Price.BelowFloor, (await Holds(world, Why(RoundFigure.BelowFloor))).Contracts);
            foreach (var line in (await world.Ask(world.Finance, new ListRoundLines(round, null, null))).Items)
            {
                ExplainRound Of(RoundFigure figure) => new(round, figure, null, null, new(line.Contract), null);
                Assert.Equal(line.Free, await Amount(world, Of(RoundFigure.Free)));
                Assert.Equal(line.SetAsideDue, await Amount(world, Of(RoundFigure.SetAsideDue)));
                Assert.Equal(line.E, await Amount(world, Of(RoundFigure.Base)));
                Assert.Equal(line.Wage, await Amount(world, Of(RoundFigure.Wages)));
                Assert.Equal(line.Ordered, await Amount(world, Of(RoundFigure.Ordered)));
                Assert.Equal(line.NotYetDue, await Amount(world, Of(RoundFigure.NotYetDue)));
            }
            await world.Candidate(round);
            await world.Decide(round, session);
            await world.Execute(round);
            // The second round finds cash that the first one reserved, and what fell due meanwhile.
            await world.Certify(team, 3_000_000);
            await world.Fund(2_000_000);
        }
    }

    [Fact]
    public async Task What_was_paid_and_reserved_is_the_voted_list_and_what_a_hold_has_taken_out_of_it_since()
    {
        var (world, session, _, supplier) = await Bureau();
        await using var _ = world;
        var round = await world.Snapshot();
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Flag(supplier, claimedLoss: 100_000_000);
        await world.Execute(round);
        var shown = await world.Show(round);
        ExplainRound Why(RoundFigure figure) => new(round, figure, null, null, null, null);
        Assert.Equal(shown.Fund, await Amount(world, Why(RoundFigure.Fund)));
        Assert.Equal(shown.Residual, await Amount(world, Why(RoundFigure.Residual)));
        Assert.Equal(shown.SetAside, await Amount(world, Why(RoundFigure.Reserved)));
        var paid = await Holds(world, Why(RoundFigure.Paid));
        Assert.Equal(shown.Paid, paid.Amount);
        Assert.Contains(paid.Parts, part => part.Amount.IsNegative && part.Entry is not null);
    }

    [Fact]
    public async Task A_figure_that_ratios_make_asks_for_a_ratio_of_every_type()
    {
        var (world, _, _, _) = await Bureau();
        await using var _ = world;
        var round = await world.Snapshot();
        foreach (var figure in new[] { RoundFigure.Pay, RoundFigure.Residual })
            Assert.Equal("acts.malformed", (await world.Door.Ask(new ExplainRound(round, figure, "1:250000", null, null, null), world.Finance, default)).Refusal?.Code);
    }
}
