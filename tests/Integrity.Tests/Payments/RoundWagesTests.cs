using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Disclosure;
using Integrity.App.Payments;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>O-5, R-4, V-1: wages that a wage run pays between a round's snapshot and its execution are paid once, and what is shown of the round is what was executed.</summary>
public sealed class RoundWagesTests
{
    /// <summary>A decided round with wages of ¥2,000.00 and ¥4,000.00; a wage run has then paid what its money covered.</summary>
    private static async Task<PaymentRoundId> Decided(World world, long moneyForWages)
    {
        var (a, b) = (await world.Contract("HT-A"), await world.Contract("HT-B"));
        await world.MakePayable(a, b);
        await world.Certify(a, 1_000_000);
        await world.Certify(b, 2_000_000, "JL-2");
        await world.Fund(1_500_001);
        world.Clock.Set(new(2026, 10, 9));
        var session = await Session.Of(world);
        var round = await world.Snapshot();
        await world.Candidate(round);
        await world.Decide(round, session);
        if (moneyForWages == 0) return round;
        await world.Fund(moneyForWages);
        await world.ConfirmWages(await world.PrepareWages());
        return round;
    }

    [Theory]
    [InlineData(0, 600_000)]
    [InlineData(200_000, 400_000)]
    [InlineData(600_000, 0)]
    public async Task What_is_shown_and_published_of_a_round_is_what_was_executed_and_adds_up_to_its_fund(long moneyForWages, long left)
    {
        await using var world = await World.Begin();
        var round = await Decided(world, moneyForWages);
        var nobody = Caller.Anonymous(Language.Chinese);
        ExplainRound Why(RoundFigure figure) => new(round, figure, null, null, null, null);

        var decided = await world.Show(round);
        Assert.Equal((600_000, left), (decided.Wage.Fen, decided.WageNow!.Value.Fen));
        Assert.Equal(left, (await Explained(world, Why(RoundFigure.WagesPaid))).Amount.Fen);
        var voted = await world.Ask(nobody, new ShowPublicRound(round));
        Assert.Null(voted.ExecutedOn);
        Assert.Equal((600_000, decided.Candidates[0].Residual), (voted.Wages.Fen, voted.Residual));

        await world.Execute(round);
        var shown = await world.Show(round);
        Assert.Equal((left, 0), (shown.WagePaid.Fen, shown.OrderPaid.Fen));
        Assert.Null(shown.WageNow);
        Assert.Equal(decided.Candidates[0].Residual.Fen + 600_000 - left, shown.Residual.Fen);
        Assert.Equal(shown.Fund, shown.WagePaid + shown.OrderPaid + shown.PaidAtRatio + shown.SetAside + shown.Residual);
        Assert.Equal(shown.Paid, shown.WagePaid + shown.OrderPaid + shown.PaidAtRatio);

        var published = await world.Ask(nobody, new ShowPublicRound(round));
        Assert.Equal((world.Today(), shown.Fund, shown.WagePaid, shown.OrderPaid, shown.Residual), (published.ExecutedOn!.Value, published.Fund, published.Wages, published.Orders, published.Residual));
        Assert.Equal(published.Fund, published.Wages + published.Orders + published.Types.Sum(t => t.Entitlement) + published.Residual);

        foreach (var (figure, amount) in new[]
                 {
                     (RoundFigure.WagesPaid, shown.WagePaid), (RoundFigure.OrdersPaid, shown.OrderPaid), (RoundFigure.PaidAtRatio, shown.PaidAtRatio),
                     (RoundFigure.Paid, shown.Paid), (RoundFigure.Residual, shown.Residual),
                 })
            Assert.Equal(amount, (await Explained(world, Why(figure))).Amount);
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task What_the_round_no_longer_pays_of_a_contracts_wages_opens_the_entry_that_paid_them()
    {
        await using var world = await World.Begin();
        var round = await Decided(world, moneyForWages: 200_000);
        await world.Execute(round);
        var why = await Explained(world, new(round, RoundFigure.WagesPaid, null, null, null, null));
        Assert.Equal([600_000, -200_000L], why.Parts.Select(part => part.Amount.Fen));
        Assert.Equal(("HT-A 快照后已另行支付", "Confirm a wage run"), (why.Parts[1].Zh, why.Parts[1].Entry!.ActEn));
    }

    /// <summary>R-4: the wages and orders that the round says it paid are those of its instructions.</summary>
    [Fact]
    public async Task A_round_that_says_it_paid_other_wages_than_it_instructed_is_named()
    {
        await using var world = await World.Begin();
        var round = await Decided(world, moneyForWages: 200_000);
        await world.Execute(round);
        await world.Sabotage(db => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "UPDATE payment_rounds SET wage_paid_fen = wage_paid_fen + 1"));
        Assert.Contains("rounds.lines", (await world.Verify()).Select(f => f.Check));
    }

    /// <summary>The explanation adds up, and each part opens an entry or a narrower question.</summary>
    private static async Task<Explanation<ExplainRound>> Explained(World world, ExplainRound ask)
    {
        var why = await world.Ask(world.Finance, ask);
        Assert.Equal(why.Amount, why.Parts.Sum(part => part.Amount));
        Assert.All(why.Parts, part => Assert.True(part.Entry is not null || part.Into is not null, part.Zh));
        return why;
    }
}
