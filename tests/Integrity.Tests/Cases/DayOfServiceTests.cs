using Integrity.App.Cases;
using Integrity.App.Cases.Documents;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>What a paper proves happened on its day, whenever it is entered: V is of that day, and the periods count from it (P-4, P-10).</summary>
public sealed class DayOfServiceTests : IAsyncLifetime
{
    private static readonly DateOnly Written = new(2026, 9, 23);
    private World world = null!;
    private ContractId contract;
    private CaseId @case;

    public async ValueTask InitializeAsync() => (world, (contract, @case)) = await World.After(new(2026, 8, 3), Before);

    private static async Task<(ContractId Contract, CaseId Case)> Before(World world)
    {
        var contract = await world.OwedContract();
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        await world.Draft(@case);
        return (contract, @case);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private Task<string> ProofOf(CasePaperKind kind) => world.Read(db => db.CasePapers.Where(p => p.PenaltyCase == @case && p.Kind == kind).Select(p => p.Text).SingleAsync());

    private async Task<ServeNotice> Served(DateOnly? on) => new(@case, WorldCases.Paper, await world.SeenOf(@case), on);

    [Fact]
    public async Task A_notice_that_is_entered_later_counts_from_the_day_on_which_it_was_handed_over()
    {
        world.Clock.Set(Written.AddDays(2));
        await world.Do(world.Auditor, await Served(Written));
        var period = await world.PeriodOf(@case, "statementPeriod");
        var calendar = await world.Read(db => new App.Workflows.Calendars(db).Current(default));
        Assert.Equal((BureauTime.StartOf(Written), calendar.AddWorkingDays(Written, period.Length).Day), (period.FromAt, period.DueOn!.Value));
        var step = (await world.StepsOf(@case))[^1];
        Assert.Equal(("SERVE_NOTICE", Written, Written.AddDays(2)), (step.Event, step.HappenedOn, BureauTime.DayOf(step.At)));
        Assert.Contains("2026年9月23日", await ProofOf(CasePaperKind.NoticeService), StringComparison.Ordinal);
    }

    [Fact]
    public async Task V_is_of_the_day_of_service_and_its_parts_sum_to_it()
    {
        var v = (await world.Ask(world.Auditor, new ShowCase(@case))).VAtFlag;
        world.Clock.Set(Written.AddDays(2));
        await world.Certify(contract, 1_000_000, "JL-LATER");
        await world.Do(world.Auditor, await Served(Written));
        Assert.Equal(v, (await world.CaseOf(@case)).VAtService);
        Assert.Equal(v, (await world.Ask(world.Auditor, new ExplainCase(@case, CaseFigure.Base))).Amount);
    }

    /// <summary>P-5: what is certified after the service raises neither V nor what is held.</summary>
    [Fact]
    public async Task The_hold_is_set_to_the_v_of_the_day_of_service()
    {
        await world.Do(world.Auditor, await Served(null));
        var bound = (await world.Ask(world.Auditor, new ShowCase(@case))).Held;
        var (second, other) = (await world.OwedContract("HT-C"), default(CaseId));
        other = await world.Flag(second);
        await world.Confirm(other);
        await world.Correct(second, -40_000_000);
        await world.Draft(other);
        world.Clock.Set(Written.AddDays(2));
        await world.Certify(second, 40_000_000, "JL-LATER");
        await world.Do(world.Auditor, new ServeNotice(other, WorldCases.Paper, await world.SeenOf(other), Written));
        Assert.True((await world.Ask(world.Auditor, new ShowCase(other))).Held < bound);
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task An_exclusion_runs_from_the_service_of_the_decision()
    {
        var firm = await world.OwedContract("HT-D");
        var excluded = await world.CaseUnderReview(firm, WorldMatters.Sanction(years: 1));
        await world.DecideCase(excluded, WorldMatters.Sanction(years: 1));
        var decided = world.Today();
        world.Clock.Set(decided.AddDays(2));
        await world.Do(world.AuditorTwo, new ServeDecision(excluded, WorldCases.Paper, await world.SeenOf(excluded), decided));
        Assert.Equal(decided, Assert.Single(await world.BarsOf((await world.CaseOf(excluded)).Party)).StartsOn);
        await world.Publish(excluded);
        Assert.Equal(decided, Assert.Single((await world.Ask(App.Acts.Caller.Anonymous(Language.Chinese), new App.Disclosure.ListPublicDeductions(null))).Items).ServedOn);
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task Nothing_is_served_before_it_was_written_or_after_today()
    {
        world.Clock.Set(Written.AddDays(2));
        await world.Refused("cases.happened_outside", world.Auditor, await Served(Written.AddDays(-1)));
        await world.Refused("cases.happened_outside", world.Auditor, await Served(Written.AddDays(3)));
        Assert.Null((await world.CaseOf(@case)).NoticeServedOn);
    }

    [Fact]
    public async Task A_service_that_is_entered_after_the_statement_period_leaves_the_contractor_his_say()
    {
        world.Clock.Set(Written.AddDays(21));
        await world.Refused("cases.served_too_long_ago", world.Auditor, await Served(Written));
        Assert.Null((await world.CaseOf(@case)).NoticeServedOn);
        await world.Do(world.Auditor, await Served(null));
        Assert.Equal(Written.AddDays(21), (await world.CaseOf(@case)).NoticeServedOn);
    }

    [Fact]
    public async Task A_decision_that_is_entered_later_is_published_in_time_counted_from_its_service_and_its_paper_shows_what_was_taken()
    {
        await world.Do(world.Auditor, await Served(null));
        await world.Until((await world.PeriodOf(@case, "statementPeriod")).DueOn!.Value.AddDays(1));
        await world.DecideCase(@case, WorldCases.Deducting());
        var decided = world.Today();
        world.Clock.Set(decided.AddDays(3));
        await world.Do(world.AuditorTwo, new ServeDecision(@case, WorldCases.Paper, await world.SeenOf(@case), decided));
        Assert.Equal(BureauTime.StartOf(decided), (await world.PeriodOf(@case, "publishDue")).FromAt);
        var deducted = (await world.CaseOf(@case)).Deducted;
        Assert.True(deducted.IsPositive);
        Assert.Equal(deducted, await world.Read(async db => (await db.DocumentFactsOf((await db.CaseFileOf(@case, world.Today(), default))!, default)).Decided!.Deducted!.Value));
    }

    [Fact]
    public async Task The_days_of_an_objection_run_from_the_refusal_and_not_from_its_entry()
    {
        await world.Do(world.Auditor, await Served(null));
        await world.Until((await world.PeriodOf(@case, "statementPeriod")).DueOn!.Value.AddDays(1));
        await world.DecideCase(@case, WorldMatters.Sanction(refer: true));
        var (referral, sent) = ((await world.MatterOf(@case, MatterKind.Referral)).Id, world.Today());
        await world.Step(referral, "SEND", world.Auditor, document: WorldCases.Paper, organ: "江州市公安局");
        world.Clock.Set(sent.AddDays(2));
        var refused = new StepInMatter(referral, "REFUSED", null, WorldCases.Paper, null, null, null, await world.SeenOf(referral), sent.AddDays(1));
        await world.Refused("cases.happened_outside", world.Auditor, refused with { On = sent.AddDays(-1) });
        await world.Refused("cases.day_without_paper", world.Auditor, refused with { Document = null });
        await world.Do(world.Auditor, refused);
        Assert.Equal(BureauTime.StartOf(sent.AddDays(1)), (await world.PeriodOf(referral, "objectionDue")).FromAt);
    }

    /// <summary>P-9, P-10: a letter that lay unopened came on its own day, whatever the clock has written down meanwhile.</summary>
    [Fact]
    public async Task An_answer_is_of_the_day_on_which_it_came_though_the_clock_had_said_that_there_was_none()
    {
        var recommended = await world.Sanctioned(await world.OwedContract("HT-R"), WorldMatters.Sanction(recommend: true));
        var (letter, sent) = ((await world.MatterOf(recommended, MatterKind.Recommendation)).Id, world.Today());
        await world.Step(letter, "SEND", letter: "江公函〔2026〕8号", organ: "江州市住房和城乡建设局");
        await world.Until((await world.PeriodOf(letter, "replyDue")).DueOn!.Value.AddDays(1));
        Assert.Equal("tracked.noReply", await world.StateOf(letter));
        var accepted = new StepInMatter(letter, "ACCEPTED", null, WorldCases.Paper, null, null, null, await world.SeenOf(letter), sent.AddDays(5));
        await world.Refused("cases.happened_outside", world.Auditor, accepted with { On = sent.AddDays(-1) });
        await world.Do(world.Auditor, accepted);
        Assert.Equal(("ACCEPTED", sent.AddDays(5)), ((await world.StepsOf(letter))[^1].Event, (await world.StepsOf(letter))[^1].HappenedOn));
        Assert.Empty(await world.Verify());
    }

    /// <summary>P-9, P-10: what follows from a decision follows from the day on which it was served, whenever it was entered.</summary>
    [Fact]
    public async Task What_a_decision_brings_about_can_have_happened_from_its_service_on_and_its_record_says_when()
    {
        var firm = await world.OwedContract("HT-R");
        var recommended = await world.CaseUnderReview(firm, WorldMatters.Sanction(recommend: true));
        await world.DecideCase(recommended, WorldMatters.Sanction(recommend: true));
        var decided = world.Today();
        world.Clock.Set(decided.AddDays(4));
        await world.Do(world.AuditorTwo, new ServeDecision(recommended, WorldCases.Paper, await world.SeenOf(recommended), decided));
        var letter = (await world.MatterOf(recommended, MatterKind.Recommendation)).Id;
        await world.Do(world.AuditorTwo, new StepInMatter(letter, "SEND", null, WorldCases.Paper, "江公函〔2026〕8号", "江州市住房和城乡建设局", null, await world.SeenOf(letter), decided.AddDays(1)));
        await world.Do(world.Auditor, new StepInMatter(letter, "ACCEPTED", null, WorldCases.Paper, null, null, null, await world.SeenOf(letter), decided.AddDays(3)));
        Assert.Equal((decided.AddDays(1), $"recordReply: {decided.AddDays(3):yyyy-MM-dd}"), ((await world.MatterOf(recommended, MatterKind.Recommendation)).SentOn!.Value, (await world.StepsOf(letter))[^1].Actions));
        Assert.Empty(await world.Verify());
    }
}
