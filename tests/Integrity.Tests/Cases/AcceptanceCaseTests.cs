using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.App.Payments;
using Integrity.Domain.Cases;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>The acceptance case, to the fen: certificates, rounds and votes, and B's case in all its ends (P-3 to P-7, R-2 to R-5, O-7).</summary>
public partial class AcceptanceCaseTests : IAsyncDisposable
{
    private World world = null!;
    private Session session = null!;
    private ContractId a, b, c, d, e;
    private PaymentRoundId first, second;
    private CaseId @case;

    /// <summary>The bureau on its first day; the way in is the door, or another one that leads there.</summary>
    protected virtual Task<World> Begin() => World.Begin(FirstDay);

    /// <summary>The same, with what all its ends have behind them.</summary>
    protected virtual Task<(World World, T Known)> After<T>(Func<World, Task<T>> before) where T : notnull => World.After(FirstDay, before);

    protected static readonly DateOnly FirstDay = new(2026, 7, 1);

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_flag_holds_the_latest_due_first_and_a_notice_of_the_same_v_releases_nothing()
    {
        await Flagged();
        Assert.Equal((71_343_828, 7_280_629), ((await world.CaseOf(@case)).VAtFlag.Fen, (await B()).HeldFor(@case.Value).Fen));
        Assert.Equal([3_430_629L, 3_850_000], (await B()).Standing(Standing.Held, @case.Value).Select(t => t.Amount.Fen));
        await Is(new Buckets() with { Wage = new(18_530_864), Due = new(64_063_199), Held = new(7_280_629) }, 89_874_692, 0);
        await Notified();
        Assert.Equal(71_343_828, (await world.CaseOf(@case)).VAtService!.Value.Fen);
        await Is(new Buckets() with { Wage = new(18_530_864), Due = new(64_063_199), Held = new(7_280_629) }, 89_874_692, 0);
    }

    [Fact]
    public async Task Dismissed_b_is_caught_up_at_once_and_stands_as_its_twin_that_was_never_held()
    {
        await TwoRounds();
        await world.DecideCase(@case, WorldCases.Dismissal);
        Assert.Equal("dismissed", await world.StateOf(@case));
        Assert.Equal([(first.Value, 963_733L), (second.Value, 764_793L)], await CatchUps());
        await Settled();
        await Is(new Buckets() with { Due = new(46_041_344) }, 46_041_344, 0);
        Assert.Equal(18_960_366 + 6_342_118, 17_996_633 + 5_577_325 + 963_733 + 764_793);
        Assert.Equal(154, await CashLeft());
        await world.Do(world.AuditorTwo, new CloseCase(@case, "已告知", WorldCases.Paper, await world.SeenOf(@case)));
        Assert.Equal("closed", await world.StateOf(@case));
    }

    /// <summary>P-6, R-5: a confirmed case that proves unfounded, even after its notice.</summary>
    [Fact]
    public async Task Withdrawn_by_two_people_with_reasons_b_is_caught_up_as_if_the_case_had_never_been()
    {
        await TwoRounds();
        await world.Refused("cases.not_asked", world.AuditorTwo, new WithdrawLead(@case, await world.SeenOf(@case)));
        await world.Do(world.Auditor, new AskForWithdrawal(@case, "证人证言经核实不实", await world.SeenOf(@case)));
        await world.Do(world.AuditorTwo, new WithdrawLead(@case, await world.SeenOf(@case)));
        Assert.Equal("closed", await world.StateOf(@case));
        Assert.Equal([(first.Value, 963_733L), (second.Value, 764_793L)], await CatchUps());
        await Settled();
        await Is(new Buckets() with { Due = new(46_041_344) }, 46_041_344, 0);
        var last = await world.Read(db => db.CaseSteps.Where(s => s.Process == @case).OrderByDescending(s => s.Number).FirstAsync());
        Assert.Equal(("WITHDRAW", "证人证言经核实不实"), (last.Event, last.Words));
        Assert.Equal(0, await world.Read(db => db.CaseDeadlines.CountAsync(x => x.Process == @case && x.Standing == DeadlineStanding.Running)));
    }

    [Fact]
    public async Task Deducted_three_and_a_half_percent_b_is_caught_up_as_if_that_had_never_been_owed()
    {
        await Deducted();
        var served = await world.CaseOf(@case);
        Assert.Equal((2_497_033, 0, 0), (served.Deducted.Fen, served.Shortfall.Fen, served.SetOff.Fen));
        Assert.False(LossMeter.NeedsAnswer(served.Deducted, served.DocumentedLoss));
        Assert.Equal([(first.Value, 963_733L), (second.Value, 462_474L)], await CatchUps());
        await Settled();
        await Is(new Buckets() with { Due = new(43_846_630) }, 43_846_630, 302_319);
        Assert.Equal(302_473, await CashLeft());
        await world.Publish(@case);

        // The review period ends without a review: what is left of the reserve goes back to its receipts.
        await world.Until(new(2026, 12, 20));
        Assert.Equal("closed", await world.StateOf(@case));
        await Is(new Buckets() with { Due = new(43_846_630) }, 43_846_630, 0);
        Assert.Equal(302_473, (await world.Available(FundScope.All)).Fen);
    }

    [Fact]
    public async Task Reversed_b_gets_its_deduction_its_catch_up_and_interest()
    {
        await Deducted();
        await Settled();
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Revoked, new(2026, 12, 20));
        Assert.Equal("revoked", await world.StateOf(@case));
        var reversed = await world.CaseOf(@case);
        Assert.Equal((0, 6_046), (reversed.Deducted.Fen, reversed.ReversalInterest.Fen));
        Assert.Equal([(first.Value, 963_733L), (second.Value, 462_474L), (second.Value, 302_319L)], await CatchUps());
        await Settled();
        await Is(new Buckets() with { Due = new(46_041_344) }, 46_041_344, 0);
        Assert.Equal(6_046, (await B()).InterestOwed.Fen);
        await world.Do(world.Finance, new CloseCase(@case, null, null, await world.SeenOf(@case)));
        Assert.Equal("closed", await world.StateOf(@case));
        await EveryEntryOfTheContractNamesItsPaper();
        await FiguresAreExplained();
    }

    [Fact]
    public async Task Remitted_the_deduction_is_a_hold_again_without_a_catch_up_in_between()
    {
        await Deducted();
        await Settled();
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 12, 5));
        Assert.Equal("underReview", await world.StateOf(@case));
        Assert.Equal(2, (await CatchUps()).Count);
        await Is(new Buckets() with { Due = new(43_846_630), Held = new(2_497_033) }, 46_343_663, 302_319);
        var limit = await world.Read(db => db.CaseDeadlines.SingleAsync(x => x.Process == @case && x.Name == "holdLimit" && x.Standing == DeadlineStanding.Running));
        Assert.Equal(new DateOnly(2026, 12, 5).AddDays(90), limit.DueOn);

        // Nobody renews it, and no decision extends it: 90 days are its most.
        await world.Refused("workflows.not_longer", world.Auditor, new AskForRenewal(@case, "仍在调查", await world.SeenOf(@case)));
        await world.Refused("cases.turned_back_hold_ends", world.AuditorTwo, new ProposeExtension(@case, "鉴定尚未出具", await world.SeenOf(@case)));
        Assert.Equal("cases.turned_back_hold_ends", (await world.Ask(world.AuditorTwo, new ShowCase(@case))).Choices.Single(c => c.Trigger == ProposeExtension.Choice).WhyCode);

        // The hold lapses with catch-up; the case goes on and ends without a sanction.
        await world.Until(limit.DueOn!.Value.AddDays(1));
        Assert.Equal("underReview", await world.StateOf(@case));
        await Settled();
        await Is(new Buckets() with { Due = new(46_041_344) }, 46_041_344, 0);
        // What had been deducted is restored by it for good: its catch-up bears interest for the 116 days since the peers were paid.
        Assert.Equal(302_319L * 116 * 500 / 1_000_000, (await world.CaseOf(@case)).ReversalInterest.Fen);
        await world.DecideCase(@case, WorldCases.Dismissal);
        Assert.Equal("dismissed", await world.StateOf(@case));
        // Nothing of the decision that was sent back stands any more, from the dismissal on.
        var over = await world.CaseOf(@case);
        await world.Do(world.AuditorTwo, new CloseCase(@case, "证据不足，不予处理", WorldCases.Paper, await world.SeenOf(@case)));
        Assert.Equal(world.Today(), over.CorrectedOn);
        Assert.Null((await world.Read(db => db.IntegrityContracts.SingleAsync(i => i.Id == over.IntegrityContract))).BreachedOn);
        var told = (await world.Ask(App.Acts.Caller.Anonymous(Language.Chinese), new App.Disclosure.ListPublicDeductions(null))).Items[0];
        Assert.Equal((true, true, false), (told.ClosedSince, told.Correction!.GivenBack, told.Correction.HeldAgain));
    }

    /// <summary>P-7: the case sent back is noticed anew where facts or grounds change; V is frozen anew, and the right to a hearing with it.</summary>
    [Fact]
    public async Task Remitted_a_case_gets_a_new_notice_and_no_other_case_does()
    {
        await Deducted();
        await Settled();
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 12, 5));
        await world.Notify(@case, WorldCases.Deducting(20_000));
        var noticed = await world.CaseOf(@case);
        Assert.Equal(("notified", new DateOnly(2026, 12, 5), 46_343_663L), (noticed.State, noticed.NoticeServedOn, noticed.VAtService!.Value.Fen));
        await world.Until(new(2026, 12, 15));
        Assert.Equal("underReview", await world.StateOf(@case));
        // Once: a notice after that one answers to no other remission (P-6).
        await world.Refused("workflows.requirement_unmet", world.Auditor, new DraftNotice(@case, WorldCases.Deducting(25_000), new(3_000_000), await world.SeenOf(@case)));
        await world.DecideCase(@case, WorldCases.Deducting(20_000));
        await world.ServeDecision(@case);
        Assert.Equal(926_873, (await world.CaseOf(@case)).Deducted.Fen);
        // What is not deducted again is caught up with interest from the day the peers were paid.
        var again = await world.Read(db => db.Instructions.Where(x => x.Contract == b.Value && x.Kind == InstructionKind.CatchUp).OrderByDescending(x => x.Id).FirstAsync());
        Assert.Equal(again.Fen * (world.Today().DayNumber - new DateOnly(2026, 11, 10).DayNumber) * 500 / 1_000_000, (await world.CaseOf(@case)).ReversalInterest.Fen);
        Assert.True((await world.CaseOf(@case)).ReversalInterest.IsPositive);
        // Reversed after that, the case shows all interest that is owed under it, as the ledger does.
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Revoked, world.Today().AddDays(5));
        var owed = await world.Read(db => db.Set<App.Ledger.PostingRow>().Where(p => p.Account == Domain.Ledger.Account.InterestCost && p.Subject == @case.Value).Select(p => p.Fen).ToListAsync());
        Assert.Equal((2, owed.Sum()), (owed.Count, (await world.CaseOf(@case)).ReversalInterest.Fen));
    }

    [Fact]
    public async Task Variant_a_notice_served_after_round_1_lowers_the_hold_with_catch_up_and_freezes_the_smaller_v()
    {
        await Flagged();
        await Round1();
        await world.Until(new(2026, 10, 16));
        await world.Notify(@case);
        Assert.Equal(53_347_195, (await world.CaseOf(@case)).VAtService!.Value.Fen);
        Assert.Equal((6_200_831, 660_396), ((await B()).HeldFor(@case.Value).Fen, (await B()).ReservedFor(@case.Value).Fen));
        Assert.Equal([(first.Value, 303_337L)], await CatchUps());
        await Settled();
        await world.Renew(@case);
        await Round2();
        await world.Until(new(2026, 11, 20));
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.ServeDecision(@case);
        Assert.Equal(1_867_151, (await world.CaseOf(@case)).Deducted.Fen);
    }

    private async Task Deducted()
    {
        await TwoRounds();
        await world.DecideCase(@case, WorldCases.Deducting());
        Assert.Equal("decided", await world.StateOf(@case));
        await Is(new Buckets() with { Due = new(40_489_241), Held = new(7_280_629) }, 47_769_870, 1_728_526);
        await FiguresAreExplained();
        await world.ServeDecision(@case);
        Assert.Equal("sanctioned", await world.StateOf(@case));
    }

    private async Task Settled()
    {
        await world.SettleRun(first.Value);
        await world.SettleRun(second.Value);
    }

    /// <summary>A click on V, on what is held, reserved or deducted opens entries that add up to it.</summary>
    private async Task FiguresAreExplained()
    {
        var shown = await world.Ask(world.Auditor, new ShowCase(@case));
        foreach (var (figure, amount) in new[]
        {
            (CaseFigure.Base, shown.VAtService ?? shown.VAtFlag), (CaseFigure.Held, shown.Held), (CaseFigure.Reserved, shown.Reserved), (CaseFigure.Deducted, shown.Deducted),
        })
        {
            var why = await world.Ask(world.Auditor, new ExplainCase(@case, figure));
            Assert.Equal((amount, amount), (why.Amount, why.Parts.Sum(p => p.Amount)));
            Assert.All(why.Parts, part => Assert.True(part.Entry!.Posting > 0));
        }
    }

    private async Task EveryEntryOfTheContractNamesItsPaper()
    {
        var kinds = await world.Read(db => db.Set<App.Ledger.LedgerRange>()
            .Where(r => db.Set<App.Ledger.PostingRow>().Any(p => p.Owner == b.Value && p.Entry >= r.FirstEntry && p.Entry <= r.LastEntry)).Select(r => new { r.Kind, r.Document }).ToListAsync());
        Assert.Equal([], kinds.Where(k => k.Document.Length != 64).Select(k => k.Kind).Distinct());
        var voted = await world.Read(db => db.RoundCandidates.Where(c => c.Round == first).Select(c => c.Digest).SingleAsync());
        Assert.Contains(kinds, k => k.Kind == "round" && k.Document == voted);
        Assert.Contains(kinds, k => k.Kind == "catch_up" && k.Document == voted);
    }

    private Task<ContractBalance> B() => world.Balance(b);

    private async Task Is(Buckets buckets, long outstanding, long reserve)
    {
        var owed = await world.Ask(world.Finance, new App.Certificates.WhatIsOwed(b, null, null, null, null));
        Assert.Equal((buckets, outstanding, 2_779_629), (owed.Buckets, owed.Outstanding.Fen, owed.RetentionNotDue.Fen));
        var balance = await B();
        Assert.Equal(buckets, balance.Buckets);
        Assert.Equal((outstanding, reserve, 2_779_629), (balance.Outstanding.Fen, balance.Reserved.Fen, balance.RetentionNotDue.Fen));
        Assert.Equal(balance.OutstandingByDefinition, balance.Outstanding);
    }

    private Task<List<(long Run, long Fen)>> CatchUps() => world.Read(async db =>
        (await db.Instructions.Where(i => i.Contract == b.Value && i.Kind == InstructionKind.CatchUp).OrderBy(i => i.Id).ToListAsync()).ConvertAll(i => (i.Run, i.Fen)));

    /// <summary>Free in receipts, left in runs, and reserved.</summary>
    private Task<long> CashLeft() => world.Read(db => db.Set<App.Ledger.PostingRow>()
        .Where(p => p.Account == Account.Fund || p.Account == Account.RunCash || p.Account == Account.Reserve).SumAsync(p => p.Fen));
}
