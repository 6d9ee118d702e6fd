using System.Text.Json.Nodes;
using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Exchange;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Integrity.Tests.Workflows;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>A new version is walked through the past cases: each goes its way again on its own days, with the new version's clocks.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private static readonly CaseSanction Excluding = WorldCases.Deducting() with { Exclusion = new("本局全部工程", 2) };

    private World world = null!;
    private CaseId @case;

    public async ValueTask InitializeAsync() => (world, @case) = await World.After(new(2026, 8, 3), Before);

    private static async Task<CaseId> Before(World world)
    {
        var contract = await world.Contract("HT-B");
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        await Session.Of(world);
        world.Clock.Set(new(2026, 9, 1));
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        return @case;
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private async Task<ReplayedCases> Against(Action<JsonNode> change)
    {
        var outcome = await world.Door.Ask(new ReplayCases(Penalty.Text, Penalty.With(change)), Caller.Operator("test"), TestContext.Current.CancellationToken);
        return outcome.IsDone ? outcome.Value : throw new InvalidOperationException(outcome.Refusal.En);
    }

    private static Action<JsonNode> Days(string parameter, int days) => file => file["parameters"]![parameter]!["default"] = days;

    private static IEnumerable<string> Ways(ReplayedCases replayed) => Assert.Single(replayed.Differ).Divergences.Select(way =>
        $"{way.Trigger} {way.Day:MM-dd} {way.Kind} {way.Old} > {way.New}{(way.Period is { } period ? $" {period.Name} {period.Day:MM-dd}" : "")}");

    [Fact]
    public async Task A_replay_tells_which_past_cases_would_have_gone_another_way_and_which_dates_would_differ()
    {
        world.Clock.Set(new(2026, 9, 4));
        await world.Notify(@case);

        Assert.Equal((1, 0), await Against(_ => { }) is var same ? (same.Cases, same.Differ.Count) : default);
        var longer = await Against(Days("statementDays", 10));
        Assert.Equal((0, 1), (longer.AnotherWay, longer.OtherDates));
        Assert.Equal(new OtherDate("statementPeriod", new(2026, 9, 4), new(2026, 9, 11), new(2026, 9, 18)), Assert.Single(Assert.Single(longer.Differ).Dates));
        // A reminder on another day is another date, though the period ends as before (P-10).
        var told = await Against(file => file["deadlines"]!["statementPeriod"]!["remind"] = new JsonArray(3));
        Assert.Equal((0, 1), (told.AnotherWay, told.OtherDates));
        Assert.Contains(Assert.Single(told.Differ).Dates, date => date is { Deadline: "statementPeriod", IsReminder: true } && date.New == new DateOnly(2026, 9, 8));
        var refused = await Against(file => file.State("flagged")["on"]!.AsObject().Remove("CONFIRM"));
        Assert.Equal((1, 0), (refused.AnotherWay, refused.OtherDates));
        Assert.Equal(["CONFIRM 09-01 refused held > flagged"], Ways(refused));
        Assert.Equal("SERVE_NOTICE 09-04 state notified > underReview", Ways(await Against(file => file.State("held")["on"]!["SERVE_NOTICE"]!["target"] = "underReview")).Last());
        var asks = Assert.Single((await Against(file => { file.State("flagged")["on"]!["CONFIRM"]!["meta"]!["requires"]!.AsArray().Add("reasonGiven"); file.State("flagged")["on"]!["CONFIRM"]!["meta"]!["by"] = new JsonArray("leader"); })).Differ);
        Assert.Equal(["role", "requires"], asks.Divergences.Select(one => one.Kind));
        Assert.Equal(("原由 secondPerson 办理，新版由 leader 办理", "新版另须已写明理由", "now also requires that a reason is given"),
            (asks.Divergences[0].Said.Zh, asks.Divergences[1].Said.Zh, asks.Divergences[1].Said.En));
        // What an intervention put elsewhere would be put there again, and is walked on from there.
        var own = await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
        await world.Do(own, new WaiveDefence(@case, await world.Kept(own, "放弃陈述申辩书"), await world.SeenOf(@case)));
        await world.Do(world.Admin, new AskForIntervention(@case, "notified", "误点", await world.SeenOf(@case)));
        await world.Do(world.Leaders[1], new Intervene(@case, await world.SeenOf(@case)));
        Assert.Equal((1, 0), await Against(_ => { }) is var again ? (again.Cases, again.Differ.Count) : default);
        // Begun twice on one day, it is one period.
        Assert.Single(Assert.Single((await Against(Days("statementDays", 10))).Differ).Dates);
        Assert.Equal("workflows.definition_faulty", (await world.Door.Ask(new ReplayCases(Penalty.Text, "{"), Caller.Operator("test"), TestContext.Current.CancellationToken)).Refusal!.Code);
    }

    // P-5, P-6: only periods change.
    [Fact]
    public async Task A_hold_that_would_have_lapsed_and_a_statement_period_that_would_still_have_run_send_a_case_another_way()
    {
        world.Clock.Set(new(2026, 9, 4));
        await world.Notify(@case);
        await world.Until(new(2026, 9, 12));
        world.Clock.Set(new(2026, 9, 14));
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.ServeDecision(@case);
        await world.Publish(@case);

        Assert.Empty((await Against(_ => { })).Differ);
        var both = await Against(file => { Days("statementDays", 20)(file); Days("holdDays", 10)(file); });
        Assert.Equal(["REPORT_READY 09-14 clock underReview > underReview holdLimit 09-11"], Ways(await Against(Days("holdDays", 10))));
        Assert.Equal(["REPORT_READY 09-14 clock underReview > notified holdLimit 09-11", "REPORT_READY 09-14 clock underReview > notified statementPeriod 10-09", "REPORT_READY 09-14 refused collectiveDecision > notified"], Ways(both));
        Assert.Equal("此前期限“暂缓支付期限”已于 2026-09-11 届满，执行 releaseHold，案件在“notified”；原未届满，在“underReview”", both.Differ[0].Divergences[0].Said.Zh);
        Assert.Equal("\"Statement period\" would run until 2026-10-09, and the case would stand in notified; it had run out then, in underReview", both.Differ[0].Divergences[1].Said.En);
        Assert.Equal(["holdLimit", "statementPeriod"], both.Differ[0].Dates.Select(date => date.Deadline));

        // On another day, but nobody had acted meanwhile: the same way.
        foreach (var (parameter, days) in new[] { ("statementDays", 3), ("statementDays", 4), ("holdDays", 14), ("holdDays", 29) })
            Assert.Equal((0, 1), await Against(Days(parameter, days)) is var other ? (other.AnotherWay, other.OtherDates) : default);
        Assert.Equal((0, 1), await Against(file => file["deadlines"]!["noticeDue"]!["length"] = 1) is var reminder ? (reminder.AnotherWay, reminder.OtherDates) : default);
    }

    // P-6, P-10
    [Fact]
    public async Task What_somebody_did_after_a_shorter_period_would_have_run_out_meets_the_case_where_its_clock_led_it()
    {
        world.Clock.Set(new(2026, 9, 4));
        await world.Notify(@case);
        world.Clock.Set(new(2026, 9, 10));
        await world.Do(world.Auditor, new SubmitDefence(@case, "没有赠送", await world.Kept(world.Auditor, "书面材料"), await world.SeenOf(@case)));
        Assert.Equal(["SUBMIT_DEFENCE 09-10 clock notified > underReview statementPeriod 09-09", "SUBMIT_DEFENCE 09-10 refused notified > underReview"], Ways(await Against(Days("statementDays", 3))));
        Assert.Equal((0, 1), await Against(Days("statementDays", 4)) is var other ? (other.AnotherWay, other.OtherDates) : default);
        // Nobody has acted since, and to this day it would stand elsewhere.
        await world.Until(new(2026, 9, 15));
        Assert.Equal([" 09-15 clock underReview > underReview holdLimit 09-13"], Ways(await Against(Days("holdDays", 12))));
        Assert.Equal([" 09-15 clock underReview > notified statementPeriod 09-18"], Ways(await Against(Days("statementDays", 10))));
    }

    // P-5
    [Fact]
    public async Task A_hold_renewed_after_it_would_have_lapsed_is_another_way_and_the_renewed_length_is_the_new_versions()
    {
        world.Clock.Set(new(2026, 9, 15));
        await world.Renew(@case);
        world.Clock.Set(new(2026, 11, 10));
        await world.Notify(@case);
        Assert.Empty((await Against(_ => { })).Differ);
        Assert.Equal(["RENEW_HOLD 09-15 clock held > held holdLimit 09-11"], Ways(await Against(Days("holdDays", 10))));
        Assert.Empty((await Against(Days("holdDays", 20))).Differ);
        Assert.Equal(["SERVE_NOTICE 11-10 clock held > held holdLimit 10-31"], Ways(await Against(Days("holdRenewedDays", 60))));
    }

    // P-6
    [Fact]
    public async Task A_step_waits_for_the_new_versions_days_for_a_statement_and_for_asking_for_a_hearing()
    {
        world.Clock.Set(new(2026, 9, 4));
        await world.Notify(@case, Excluding);
        world.Clock.Set(new(2026, 9, 11));
        await world.Do(world.AuditorTwo, new RequestHearing(@case, "申请听证", await world.SeenOf(@case), await world.Kept(world.AuditorTwo, "书面材料")));
        var chair = await world.Reviewer();
        await world.Hear(@case, chair);
        await world.DecideCase(@case, Excluding);
        Assert.Empty((await Against(_ => { })).Differ);
        Assert.Equal("REQUEST_HEARING 09-11", string.Join(' ', Ways(await Against(Days("hearingRequestDays", 4))).Single().Split(' ')[..2]));
        Assert.Empty((await Against(Days("hearingRequestDays", 30))).Differ);
        Assert.EndsWith("refused collectiveDecision > underReview statementDays 10-20", Ways(await Against(Days("statementDays", 28))).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_goes_to_the_vote_only_when_the_new_versions_days_for_asking_for_a_hearing_are_over()
    {
        world.Clock.Set(new(2026, 9, 4));
        await world.Notify(@case, Excluding);
        await world.Until(new(2026, 9, 14));
        await world.DecideCase(@case, Excluding);
        var waits = await Against(Days("hearingRequestDays", 10));
        Assert.Equal(["REPORT_READY 09-14 refused collectiveDecision > underReview hearingRequestDays 09-18"], Ways(waits));
        Assert.Equal("原到“collectiveDecision”，新版在“underReview”不能办理：期限“申请听证的期限”至 2026-09-18 才届满", waits.Differ[0].Divergences[0].Said.Zh);
    }

    /// <summary>The confirmed case was put to the vote, decided and served by the one who had confirmed the hold.</summary>
    private async Task Decided()
    {
        world.Clock.Set(new(2026, 9, 4));
        await world.Notify(@case);
        await world.Until(new(2026, 9, 14));
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.ServeDecision(@case);
    }

    // D-4, P-6
    [Fact]
    public async Task A_step_of_one_person_in_two_roles_that_the_new_version_keeps_apart_would_have_been_refused()
    {
        await Decided();
        static void Apart(JsonNode file) => file["roles"]!["reviewer"]!["notSameAs"]!.AsArray().Add("secondPerson");
        var refused = await Against(Apart);
        Assert.Equal(["REPORT_READY 09-14 refused collectiveDecision > underReview"], Ways(refused));
        Assert.Equal(new("原到“collectiveDecision”，新版在“underReview”不能办理：办理人在本案中曾任“第二确认人”，不得再任“审核人（审计、法制）”（D-4）",
            "led to collectiveDecision; the new version refuses it in underReview: who did it had acted as \"Second person\" and may not act as \"Reviewer (audit, legal)\" (D-4)"), refused.Differ[0].Divergences[0].Said);
        // As second person neither: he gave an opinion as a reviewer since, and separation holds both ways.
        Assert.Equal(["REPORT_READY 09-14 refused collectiveDecision > underReview"], Ways(await Against(file => { Apart(file); file.State("underReview")["on"]!["REPORT_READY"]!["meta"]!["by"] = new JsonArray("reviewer", "secondPerson"); })));
        // Nobody was both.
        Assert.Empty((await Against(file => file["roles"]!["finance"]!["notSameAs"] = new JsonArray("reviewer", "secondPerson"))).Differ);
    }

    // P-6
    [Fact]
    public async Task A_step_whose_new_task_nobody_did_or_somebody_of_another_role_would_have_been_refused()
    {
        await Decided();
        static JsonArray Tasks(JsonNode file) => file.State("underReview")["meta"]!["tasks"]!.AsArray();
        static void Third(JsonNode file) => Tasks(file).Add(new JsonObject { ["code"] = "loss-opinion", ["role"] = "reviewer", ["complete"] = "all", ["label"] = new JsonObject { ["zh"] = "损失核定", ["en"] = "Loss opinion" } });
        var undone = await Against(Third);
        Assert.Equal(["REPORT_READY 09-14 refused collectiveDecision > underReview"], Ways(undone));
        Assert.EndsWith("不能办理：“损失核定”没有办理", undone.Differ[0].Divergences[0].Said.Zh, StringComparison.Ordinal);
        var other = await Against(file => { Tasks(file)[0]!["role"] = "leader"; Third(file); });
        Assert.EndsWith(": \"Audit opinion\" is done by Leader in charge, and was done by Reviewer (audit, legal); \"Loss opinion\" was not done", other.Differ[0].Divergences[0].Said.En, StringComparison.Ordinal);
        // A task that is no longer asked for, or only named otherwise, refuses nobody.
        Assert.Empty((await Against(file => Tasks(file).RemoveAt(0))).Differ);
        Assert.Empty((await Against(file => Tasks(file)[0]!["label"]!["en"] = "Opinion")).Differ);
        // Where it is not waited for, it keeps nobody.
        Assert.Empty((await Against(file => { Third(file); file.State("underReview")["on"]!["REPORT_READY"]!["meta"]!["requires"]!.AsArray().RemoveAt(0); })).Differ);
    }

    /// <summary>What he did in whose place somebody acts binds the one who acts (D-4).</summary>
    [Fact]
    public void A_step_in_anothers_place_would_have_been_refused_for_what_that_other_had_done()
    {
        var (first, third) = (OfficialId.From(1), OfficialId.From(3));
        static DateTime On(int day) => BureauTime.StartOf(new(2026, 9, day)).AddHours(10);
        Facts Who(OfficialId actor, OfficialId? absent) => new() { Roles = new HashSet<string> { "reviewer", "finance" }, Met = new HashSet<string>(), Actor = actor, For = absent, ActedAs = new Dictionary<string, IReadOnlySet<OfficialId>> { ["secondPerson"] = new HashSet<OfficialId> { first } } };
        PastCase Past(Facts who) => new(
            [new(1, "flag", "investigator", On(1), "", "flagged"), new(2, "CONFIRM", "secondPerson", On(1), "flagged", "held"), new(3, "WITHDRAW", "reviewer", On(2), "held", "closed") { Who = who }],
            [new("confirmDue", On(1), 1, [], new(2026, 9, 2)), new("holdLimit", On(1), 30, [], new(2026, 10, 1)), new("noticeDue", On(1), 7, [], new(2026, 9, 10))], MayBeHeard: false);
        IReadOnlyList<Divergence> Ways(Facts who, params string[] by) => Replay.Of(Penalty.Definition, DefinitionReader.Read(Penalty.With(file =>
        {
            file["roles"]!["reviewer"]!["notSameAs"]!.AsArray().Add("secondPerson");
            file.State("held")["on"]!["WITHDRAW"]!["meta"]!["by"] = new JsonArray([.. by.Append("reviewer").Select(role => (JsonNode)role)]);
        })).Definition!, Past(who), new(CalendarFile.SeededDays), On(3));
        Assert.Empty(Ways(Who(third, absent: null)));
        Assert.Equal("refused", Assert.Single(Ways(Who(third, absent: first))).Kind);
        Assert.Equal("refused", Assert.Single(Ways(Who(first, absent: null))).Kind);
        // What he could have done in another role that is his, is not refused.
        Assert.Empty(Ways(Who(first, absent: null), "finance"));
    }

    /// <summary>A period that an earlier migration began anew is counted from there under the new version, too.</summary>
    [Fact]
    public void A_period_that_an_earlier_migration_began_anew_is_begun_anew_in_the_replay()
    {
        static DateTime On(int day) => BureauTime.StartOf(new(2026, 9, day)).AddHours(10);
        var past = new PastCase(
            [
                new(1, "flag", "investigator", On(1), "", "flagged"), new(2, "CONFIRM", "secondPerson", On(1), "flagged", "held"), new(3, "SERVE_NOTICE", "investigator", On(4), "held", "notified"),
                new(4, "migrated", "", On(9), "notified", "notified"), new(5, "after:statementPeriod", "system", On(17), "notified", "underReview"), new(6, "REFER", "reviewer", On(21), "underReview", "judicialReferral"),
            ],
            [
                new("confirmDue", On(1), 1, [], new(2026, 9, 2)), new("holdLimit", On(1), 30, [], new(2026, 10, 1)), new("noticeDue", On(1), 7, [], new(2026, 9, 10)), new("reviewLimit", On(1), 90, [], new(2026, 11, 30)),
                new("statementPeriod", On(4), 5, [], new(2026, 9, 11)), new("statementPeriod", On(9), 5, [], new(2026, 9, 16)),
            ], MayBeHeard: false);
        IReadOnlyList<Divergence> Ways(int days) => Replay.Of(Penalty.Definition, DefinitionReader.Read(Penalty.With(Days("statementDays", days))).Definition!, past, new(CalendarFile.SeededDays), On(21));
        Assert.Empty(Ways(5));
        // Ten working days from the 9th end on the 22nd, Sunday the 20th is one; from the 4th they would have ended on the 18th, and nothing would differ.
        Assert.Equal(("clock", new DateOnly(2026, 9, 22)), Ways(10) is [{ Kind: var kind, Period.Day: var day }, ..] ? (kind, day) : default);
    }

    // P-7: the notice is served again after a remission.
    [Fact]
    public async Task A_period_that_ran_twice_is_told_twice_each_with_its_first_day()
    {
        world.Clock.Set(new(2026, 9, 4));
        await world.Notify(@case);
        await world.Until(new(2026, 9, 14));
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.ServeDecision(@case);
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 9, 16));
        await world.Notify(@case);
        Assert.Empty((await Against(_ => { })).Differ);
        var other = await Against(Days("statementDays", 4));
        Assert.Equal((0, 1), (other.AnotherWay, other.OtherDates));
        Assert.Equal([new(2026, 9, 4), new(2026, 9, 16)], other.Differ[0].Dates.Where(date => date.Deadline == "statementPeriod").Select(date => date.From));
        // What was deducted is held again for a length of its own.
        Assert.Equal(new OtherDate("holdLimit", new(2026, 9, 1), new(2026, 10, 1), new(2026, 9, 30)), Assert.Single(Assert.Single((await Against(Days("holdDays", 29))).Differ).Dates));
    }
}
