using Integrity.App.Cases;
using Integrity.App.Payments;
using Integrity.Domain.Cases;
using Integrity.Domain.Certificates;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>B's closed case, opened again by decision: what was deducted is held again, or restored with its catch-up and interest (P-6, P-7).</summary>
public partial class AcceptanceCaseTests
{
    /// <summary>P-6, P-7: reopened with a hold, what was deducted is held again in one entry, its reserve drawn from the fund anew, and what is decided then is deducted once.</summary>
    [Fact]
    public async Task Reopened_with_a_hold_the_deduction_is_held_again_and_only_what_is_decided_anew_is_deducted()
    {
        await Closed();
        await Reopened(holds: true);
        Assert.Equal(("held", 0L), await world.CaseOf(@case) is var opened ? (opened.State, opened.Deducted.Fen) : default);
        var restored = await world.Read(db => db.Set<App.Ledger.PostingRow>().AsNoTracking().Where(p => p.Owner == b.Value && p.Account == Account.Penalty && p.Fen > 0).ToListAsync());
        var entry = Assert.Single(restored.Select(p => p.Entry).Distinct());
        Assert.Equal(-2_497_033, await world.Read(db => db.Set<App.Ledger.PostingRow>().Where(p => p.Entry == entry && p.Standing == Standing.Held && p.Subject == @case.Value).SumAsync(p => p.Fen)));
        Assert.Equal(2, (await CatchUps()).Count);
        await Is(new Buckets() with { Due = new(43_846_630), Held = new(2_497_033) }, 46_343_663, 302_319);
        Assert.Equal(154, (await world.Available(FundScope.All)).Fen);
        var limit = await world.Read(db => db.CaseDeadlines.SingleAsync(x => x.Process == @case && x.Name == "holdLimit" && x.Standing == DeadlineStanding.Running));
        Assert.Equal(new DateOnly(2026, 12, 22).AddDays(90), limit.DueOn);
        Assert.Empty(await world.Verify());

        // No notice, no valid decision: V is frozen anew by it, and 2 % of it is deducted. The 90 days are not made longer (P-7).
        await world.Notify(@case, WorldCases.Deducting(20_000));
        await world.Refused("cases.turned_back_hold_ends", world.AuditorTwo, new ProposeExtension(@case, "鉴定尚未出具", await world.SeenOf(@case)));
        Assert.Equal((46_343_663, 2_497_033), ((await world.CaseOf(@case)).VAtService!.Value.Fen, (await B()).HeldFor(@case.Value).Fen));
        await world.Until(new(2026, 12, 31));
        await world.DecideCase(@case, WorldCases.Deducting(20_000));
        await world.ServeDecision(@case);
        Assert.Equal(926_873, (await world.CaseOf(@case)).Deducted.Fen);
        Assert.Equal((second.Value, 190_101L), (await CatchUps())[^1]);
        await Settled();
        await Is(new Buckets() with { Due = new(45_226_689) }, 45_226_689, 112_218);
        await world.Publish(@case);
        await world.Until(new(2027, 2, 20));
        Assert.Equal("closed", await world.StateOf(@case));
        await Is(new Buckets() with { Due = new(45_226_689) }, 45_226_689, 0);
        Assert.Equal(112_372, (await world.Available(FundScope.All)).Fen);
    }

    /// <summary>P-7, R-5, O-7: reopened without a hold, b gets what its peers got, with interest from the day they were paid.</summary>
    [Fact]
    public async Task Reopened_without_a_hold_b_gets_its_deduction_its_catch_up_and_interest_and_the_case_goes_on()
    {
        await Closed();
        await Reopened(holds: false);
        Assert.Equal(("held", 0L, 6_348L), await world.CaseOf(@case) is var opened ? (opened.State, opened.Deducted.Fen, opened.ReversalInterest.Fen) : default);
        Assert.Equal([(first.Value, 963_733L), (second.Value, 462_474L), (second.Value, 302_319L)], await CatchUps());
        await Settled();
        await Is(new Buckets() with { Due = new(46_041_344) }, 46_041_344, 0);
        Assert.Equal((6_348, 154), ((await B()).InterestOwed.Fen, (await world.Available(FundScope.All)).Fen));
        Assert.Empty(await world.Verify());

        await world.Notify(@case, WorldCases.Deducting(20_000));
        await Is(new Buckets() with { Due = new(46_041_344) }, 46_041_344, 0);
        await world.Until(new(2026, 12, 31));
        await world.DecideCase(@case, WorldCases.Deducting(20_000));
        await world.ServeDecision(@case);
        Assert.Equal(920_826, (await world.CaseOf(@case)).Deducted.Fen);
        await Is(new Buckets() with { Due = new(45_120_518) }, 45_120_518, 0);
    }

    /// <summary>F-1, P-7: where the fund is empty the catch-up waits, and carries its interest until it is paid.</summary>
    [Fact]
    public async Task What_a_reopening_cannot_pay_at_once_is_paid_with_interest_when_money_is_there()
    {
        await Closed();
        await world.Until(new(2026, 12, 21));
        var third = await world.Snapshot(new(2027, 1, 31));
        await world.Candidate(third);
        await world.Decide(third, session);
        await world.Execute(third);
        await world.SettleRun(third.Value);
        await Reopened(holds: false);
        Assert.Equal((2, 0), ((await CatchUps()).Count, (await B()).InterestOwed.Fen));
        // Nor is the case withdrawn over it: with the case would go its interest.
        Assert.True((await world.Ask(world.Finance, new ShowCase(@case))).CatchUpOwed.IsPositive);
        await world.Do(world.Auditor, new AskForWithdrawal(@case, "查明不属实", await world.SeenOf(@case)));
        await world.Refused("cases.catch_up_first", world.AuditorTwo, new WithdrawLead(@case, await world.SeenOf(@case)));

        await world.Until(new(2027, 1, 11));
        await world.Fund(10_000_000);
        await world.Do(world.Finance, new RunCatchUp(@case, await world.SeenOf(@case)));
        var later = (await CatchUps())[2..];
        Assert.Equal([second.Value, third.Value], later.Select(l => l.Run));
        Assert.Equal(302_319, later[0].Fen);
        // 62 days since the peers of the second round were paid, 21 since those of the third, at 500 ppm a day.
        var interest = ((later[0].Fen * 62) + (later[1].Fen * 21)) * 500 / 1_000_000;
        Assert.Equal((interest, interest), ((await B()).InterestOwed.Fen, (await world.CaseOf(@case)).ReversalInterest.Fen));
        Assert.True((await world.Ask(world.Finance, new ShowCase(@case))).CatchUpOwed.IsZero);
        await world.Refused("cases.nothing_to_catch_up", world.Finance, new RunCatchUp(@case, await world.SeenOf(@case)));
    }

    private async Task Closed()
    {
        await Deducted();
        await Settled();
        await world.Publish(@case);
        await world.Until(new(2026, 12, 20));
        Assert.Equal("closed", await world.StateOf(@case));
    }

    private async Task Reopened(bool holds)
    {
        world.Clock.Set(new(2026, 12, 22));
        await session.Decide(await world.Do(world.AuditorTwo, new ProposeReopening(@case, ReopeningGround.Judgment, "法院判决认定事实有变", WorldCases.Paper, holds, await world.SeenOf(@case))));
        await world.Do(world.Secretary, new ReopenCase(@case, await world.SeenOf(@case)));
    }
}
