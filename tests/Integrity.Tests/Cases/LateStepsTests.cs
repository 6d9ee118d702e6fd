using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Tests.Contracts;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>A clock that stood still loses no period and gives nobody one; what was added to a period, and what it counts from, stays (P-5, P-9, P-10).</summary>
public sealed class LateStepsTests : IAsyncLifetime
{
    private World world = null!;
    private ContractId contract;

    public async ValueTask InitializeAsync() => (world, contract) = await World.After(new(2026, 8, 3), WorldMatters.Owed);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_hold_is_not_confirmed_after_its_day_though_the_clock_stood_still()
    {
        var @case = await world.Flag(contract);
        world.Clock.Set(world.Today().AddDays(6));
        await world.Refused("cases.period_over_first", world.AuditorTwo, new ConfirmHold(@case, await world.SeenOf(@case)));
        Assert.Equal(1, await world.Tick());
        Assert.True((await world.CaseOf(@case)).HoldLapsed);
    }

    [Fact]
    public async Task A_review_is_not_asked_for_after_its_days_though_the_clock_stood_still()
    {
        var @case = await world.CaseUnderReview(contract, WorldCases.Deducting());
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.ServeDecision(@case);
        await world.Publish(@case);
        var contractor = await world.Contractor("contractor", (await world.CaseOf(@case)).Party.Value);
        world.Clock.Set((await world.PeriodOf(@case, "reviewPeriod")).DueOn!.Value.AddDays(1));
        await world.Refused("cases.period_over_first", contractor, new LodgeReview(@case, "不服", null, await world.SeenOf(@case)));
        await world.Tick();
        Assert.Equal("closed", await world.StateOf(@case));
    }

    [Fact]
    public async Task A_late_statement_is_taken_while_the_clock_has_not_said_that_it_is_late()
    {
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        await world.Notify(@case, WorldCases.Deducting());
        world.Clock.Set((await world.PeriodOf(@case, "statementPeriod")).DueOn!.Value.AddDays(1));
        await world.Do(world.Auditor, new SubmitDefence(@case, "代收的书面申辩", await world.Kept(world.Auditor, "书面材料"), await world.SeenOf(@case)));
        await world.Tick();
        Assert.Equal(("underReview", 1), (await world.StateOf(@case), await world.Read(db => db.Set<CaseDefence>().CountAsync(d => d.PenaltyCase == @case))));
    }

    [Fact]
    public async Task What_the_contractor_may_say_is_not_paused_with_the_case()
    {
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        await world.Notify(@case, WorldCases.Deducting());
        await world.Refused("workflows.never_paused", world.AuditorTwo, new PauseClock(@case, "等待鉴定", await world.SeenOf(@case)));
        Assert.False((await world.PeriodOf(@case, "statementPeriod")).IsPaused);
    }

    [Fact]
    public async Task Nothing_comes_back_from_the_judiciary_that_was_never_sent()
    {
        var @case = await world.CaseUnderReview(contract, WorldCases.Deducting());
        await world.Do(world.Leaders[1], new ApproveReferral(@case, "涉嫌行贿", await world.SeenOf(@case)));
        await world.Do(world.AuditorTwo, new ReferCase(@case, await world.SeenOf(@case)));
        await world.Refused("cases.referral_not_sent", world.AuditorTwo, new RecordReturnFromJudiciary(@case, WorldCases.Paper, await world.SeenOf(@case)));
        Assert.Equal("judicialReferral", await world.StateOf(@case));
    }

    [Fact]
    public async Task The_hours_of_a_referral_run_from_the_vote_and_not_from_its_taking_over()
    {
        var sanction = WorldMatters.Sanction(refer: true);
        var @case = await world.CaseUnderReview(contract, sanction);
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await world.SeenOf(@case)));
        await world.Do(world.AuditorTwo, new ProposeSanction(@case, sanction, await world.SeenOf(@case)));
        var item = new ItemId((await world.CaseOf(@case)).DecisionItem!.Value);
        await (await Session.Of(world)).Decide(item);
        world.Clock.Set(world.Today().AddDays(10));
        await world.Do(world.Secretary, new AdoptCaseDecision(@case, await world.SeenOf(@case)));
        var decided = await world.Read(db => db.Set<Item>().Where(i => i.Id == item).Select(i => i.EffectiveAt).SingleAsync());
        var sending = await world.PeriodOf((await world.MatterOf(@case, MatterKind.Referral)).Id, "sendDue");
        Assert.Equal((decided!.Value, (DateTime?)decided.Value.AddHours(24)), (sending.FromAt, sending.ExpiresAt));
    }

    [Fact]
    public async Task What_was_added_to_the_limit_of_a_case_and_the_days_on_which_it_stood_stay_when_it_comes_back()
    {
        var @case = await world.CaseUnderReview(contract, WorldCases.Deducting());
        var item = await world.Do(world.AuditorTwo, new ProposePeriod(@case, "reviewLimit", 30, "鉴定需要时间", await world.SeenOf(@case)));
        await (await Session.Of(world)).Decide(item);
        await world.Do(world.Secretary, new ExtendPeriod(@case, await world.SeenOf(@case)));
        await world.Do(world.AuditorTwo, new PauseClock(@case, "等待鉴定", await world.SeenOf(@case)));
        world.Clock.Set(world.Today().AddDays(10));
        await world.Do(world.AuditorTwo, new ResumeClock(@case, await world.SeenOf(@case)));
        var before = await world.PeriodOf(@case, "reviewLimit");
        await world.DecideCase(@case, WorldCases.Deducting(), Vote.No);
        var after = await world.PeriodOf(@case, "reviewLimit");
        Assert.NotEqual(before.Id, after.Id);
        Assert.Equal((before.Length, before.Pauses, before.DueOn), (after.Length, after.Pauses, after.DueOn));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bar_that_begins_again_weighs_on_whoever_took_the_partys_place(bool whileReleased)
    {
        var @case = await world.Sanctioned(contract, WorldMatters.Sanction(years: 1));
        var (bar, party, heir) = ((await world.MatterOf(@case, MatterKind.Exclusion)).Id, (await world.CaseOf(@case)).Party, await world.PartyOfNew("HT-HEIR"));
        if (!whileReleased) await Succeed();
        await world.Step(bar, "REQUEST_RELEASE", words: "已整改", document: WorldCases.Paper);
        await world.VoteOn(bar);
        if (whileReleased) await Succeed();
        Assert.DoesNotContain(await world.BarsOf(heir), one => one.IsOn(world.Today()));
        world.Clock.Set(world.Today().AddDays(20));
        await Note(MatterNote.Notice);
        await world.Step(bar, "BREACH", world.Auditor, document: WorldCases.Paper);
        await Note(MatterNote.Statement);
        await world.VoteOn(bar);
        Assert.Equal("barred.running", await world.StateOf(bar));
        var (own, heirs) = (Assert.Single(await world.BarsOf(party), one => one.IsOn(world.Today())), Assert.Single(await world.BarsOf(heir), one => one.IsOn(world.Today())));
        Assert.Equal((own.StartsOn, own.EndsOn), (heirs.StartsOn, heirs.EndsOn));
        var project = await world.Read(db => db.WorksContracts.Where(c => c.Id == contract).Select(c => c.Project).SingleAsync());
        await world.Refused("parties.party_excluded", world.Engineer, WorldContracts.Works("HT-NEW", heir, project, 1_000_000_00, null) with { SignedOn = world.Today() });

        async Task Succeed()
        {
            await world.Do(world.Auditor, new AskForSuccessor(bar, heir, WorldCases.Paper, await world.SeenOf(bar)));
            await world.Do(world.AuditorTwo, new FollowSuccessor(bar, heir, WorldCases.Paper, await world.SeenOf(bar)));
        }

        async Task Note(MatterNote what) => await world.Do(world.Auditor, new NoteInMatter(bar, what, "按规定", WorldCases.Paper, await world.SeenOf(bar)));
    }
}
