using System.Text.Json.Nodes;
using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Integrity.Tests.Refusals;
using Integrity.Tests.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>A running case comes to a new version only by that version's own map, after a dry run, by two people.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    private static readonly int Next = Penalty.Definition.Version + 1;

    private World world = null!;
    private ContractId contract;
    private CaseId @case;
    private ServiceProvider? next;

    public async ValueTask InitializeAsync() => (world, (contract, @case)) = await World.After(new(2026, 8, 3), Before);

    private static async Task<(ContractId Contract, CaseId Case)> Before(World world)
    {
        var contract = await world.Contract("HT-B");
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        await Session.Of(world);
        world.Clock.Set(new(2026, 9, 1));
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        return (contract, @case);
    }

    public async ValueTask DisposeAsync()
    {
        if (next is not null) await next.DisposeAsync();
        await world.DisposeAsync();
    }

    /// <summary>The same bureau after a new version was put in place: notice due in nine days, the step of the hold has another name.</summary>
    private Door After(string to = "exposureSet", Action<JsonObject>? map = null, int? version = null, string unit = "workingDays")
    {
        var text = Penalty.With(file =>
        {
            file["version"] = version ?? Next;
            (file["deadlines"]!["noticeDue"]!["length"], file["deadlines"]!["noticeDue"]!["unit"]) = (9, unit);
            var states = file["machine"]!["states"]!.AsObject();
            var held = states["held"]!;
            states.Remove("held");
            states["exposureSet"] = held;
            foreach (var state in new[] { "flagged", "unconfirmed" }) file.State(state)["on"]!["CONFIRM"]!["target"] = "exposureSet";
            foreach (var way in file["reopening"]!.AsArray()) way!["target"] = "exposureSet";
            var migration = new JsonObject
            {
                ["states"] = new JsonObject { ["held"] = to }, ["refuse"] = new JsonArray([.. Penalty.Definition.Root.Leaves().Where(l => l.Path != "held").Select(l => (JsonNode)l.Path)]),
                ["deadlines"] = new JsonObject { ["noticeDue"] = "restart", ["holdLimit"] = "keep", ["confirmDue"] = "keep", ["statementPeriod"] = "restart" },
                ["because"] = new JsonObject { ["zh"] = "告知期限放宽", ["en"] = "More time for the notice" }, ["approvedBy"] = "局领导班子会议纪要〔2026〕第9号",
            };
            map?.Invoke(migration);
            file["migrateFrom"] = new JsonObject { [$"{Next - 1}"] = migration };
        });
        return On(text);
    }

    private Door On(string text)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        services.AddSingleton<TimeProvider>(world.Clock);
        services.AddSingleton(CaseLibrary.Current.With(new(DefinitionReader.Read(text).Definition!)));
        services.AddIntegrity(world.Engine);
        next = services.BuildServiceProvider();
        return next.GetRequiredService<Door>();
    }

    private int keys;

    private async Task<Outcome<TAnswer>> Enter<TAnswer>(Door door, Caller caller, IAct<TAnswer> act)
    {
        var outcome = await door.Enter(act, caller, $"m{++keys}", TestContext.Current.CancellationToken);
        if (!outcome.IsDone) Provoked.Saw(outcome.Refusal);
        return outcome;
    }

    private async Task<IReadOnlyList<MigrationRow>> DryRun(Door door) => (await door.Ask(new PreviewMigration(null), world.Auditor, TestContext.Current.CancellationToken)).Value.Items;

    /// <summary>P-10: keep is keep; a period that has run out gets no second term by a new version.</summary>
    [Fact]
    public async Task A_kept_period_that_has_run_out_does_not_begin_again()
    {
        await world.Renew(@case);
        await world.Until(new(2026, 9, 14));
        Assert.Equal("held", await world.StateOf(@case));
        var row = Assert.Single(await DryRun(After(map: map => map["deadlines"]!["noticeDue"] = "keep")));
        Assert.DoesNotContain(row.Plan!.Deadlines, d => d.Name == "noticeDue");
        Assert.Contains(row.Plan.Deadlines, d => d is { Name: "holdLimit", What: "keep" });
    }

    /// <summary>P-10: seven working days kept would be seven months.</summary>
    [Fact]
    public async Task A_period_that_the_new_version_counts_in_another_unit_is_begun_anew_and_never_kept()
    {
        var door = After(map: map => map["deadlines"]!["noticeDue"] = "keep", unit: "months");
        Assert.Contains("\"noticeDue\" counts workingDays in version", Assert.Single(await DryRun(door)).WhyEn, StringComparison.Ordinal);
        Assert.Equal("workflows.definition_faulty", (await Enter(door, world.Auditor, new AskForMigration(@case, "告知期限放宽", await world.SeenOf(@case)))).Refusal!.Code);
        await next!.DisposeAsync();
        var plan = Assert.Single(await DryRun(After(unit: "months"))).Plan!;
        Assert.Equal(new DateOnly(2027, 6, 1), plan.Deadlines.Single(d => d is { Name: "noticeDue", What: "restart" }).New);
    }

    /// <summary>P-10: keep is keep; who was reminded once is not reminded of the same day again.</summary>
    [Theory]
    [InlineData("keep", 1)]
    [InlineData("restart", 2)]
    public async Task A_reminder_that_was_given_does_not_go_out_again_after_a_kept_period_came_over(string rule, int reminders)
    {
        async Task<int> Remind(Door door)
        {
            await DeadlineWork.RemindDue(door, world.Clock, TestContext.Current.CancellationToken);
            return await world.Read(db => db.CaseSteps.CountAsync(s => s.Process == @case && s.Event == CaseEvents.Reminder && s.Actions.StartsWith("noticeDue"), TestContext.Current.CancellationToken));
        }
        world.Clock.Set(new(2026, 9, 8));
        Assert.Equal(1, await Remind(world.Door));
        var door = After(map: map => map["deadlines"]!["noticeDue"] = rule);
        Assert.True((await Enter(door, world.Auditor, new AskForMigration(@case, "告知期限放宽", await world.SeenOf(@case)))).IsDone);
        Assert.True((await Enter(door, world.AuditorTwo, new MigrateProcess(@case, await world.SeenOf(@case)))).IsDone);
        Assert.Equal(1, await Remind(door));
        world.Clock.Set(new(2026, 9, 21));
        Assert.Equal(reminders, await Remind(door));
    }

    /// <summary>What was asked for is one version; for the next one it is asked anew.</summary>
    [Fact]
    public async Task A_request_for_one_version_brings_no_case_to_another()
    {
        Assert.True((await Enter(After(), world.Auditor, new AskForMigration(@case, "告知期限放宽", await world.SeenOf(@case)))).IsDone);
        await next!.DisposeAsync();
        var later = After(version: Next + 1);
        Assert.False(Assert.Single(await DryRun(later)).Asked);
        Assert.Equal("cases.not_asked", (await Enter(later, world.AuditorTwo, new MigrateProcess(@case, await world.SeenOf(@case)))).Refusal!.Code);
        Assert.True((await Enter(later, world.Auditor, new AskForMigration(@case, "告知期限放宽", await world.SeenOf(@case)))).IsDone);
        Assert.True(Assert.Single(await DryRun(later)).Asked);
        Assert.True((await Enter(later, world.AuditorTwo, new MigrateProcess(@case, await world.SeenOf(@case)))).IsDone);
    }

    /// <summary>P-6: how long a statement may be given and a hearing asked for is what the served notice says, under whatever version the case goes on.</summary>
    [Theory]
    [InlineData(10, 15)]
    [InlineData(4, 6)]
    public async Task What_a_served_notice_says_of_the_contractors_days_stands_under_a_later_version(int statementDays, int hearingDays)
    {
        await world.Notify(@case, WorldCases.Deducting() with { Exclusion = new("江州市公路工程", 1) });
        async Task<(DateOnly, DateOnly)> Days() => await world.Read(async db => (await db.CaseFileOf(@case, world.Today(), TestContext.Current.CancellationToken))! is var file
            ? (CaseRequirements.LastOfStatement(file).Day, CaseRequirements.LastToAskForHearing(file).Day) : default);
        var told = await Days();
        var door = WithPeriods(statementDays, hearingDays, "keep");
        Assert.True((await Enter(door, world.Auditor, new AskForMigration(@case, "期限调整", await world.SeenOf(@case)))).IsDone);
        Assert.True((await Enter(door, world.AuditorTwo, new MigrateProcess(@case, await world.SeenOf(@case)))).IsDone);
        Assert.Equal(told, await Days());
        // The clock and the rule agree: on the day after the last the case goes on, and its statement period is over for both.
        world.Clock.Set(told.Item1.AddDays(1));
        await DeadlineWork.FireDue(door, world.Clock, TestContext.Current.CancellationToken);
        Assert.Equal("underReview", await world.StateOf(@case));
        Assert.True(await world.Read(async db => CaseRequirements.StatementOver((await db.CaseFileOf(@case, world.Today(), TestContext.Current.CancellationToken))!, world.Today())));
    }

    /// <summary>The same bureau after a new version with other periods, whose map brings every state over.</summary>
    private Door WithPeriods(int statementDays, int hearingDays, string statement) => On(Penalty.With(file =>
    {
        file["version"] = Next;
        (file["parameters"]!["statementDays"]!["default"], file["parameters"]!["hearingRequestDays"]!["default"]) = (statementDays, hearingDays);
        file["migrateFrom"] = new JsonObject
        {
            [$"{Next - 1}"] = new JsonObject
            {
                ["states"] = new JsonObject(Penalty.Definition.Root.Leaves().Select(l => KeyValuePair.Create(l.Path, (JsonNode?)l.Path))),
                ["deadlines"] = new JsonObject(Penalty.Definition.Deadlines.Keys.Select(name => KeyValuePair.Create(name, (JsonNode?)(name == "statementPeriod" ? statement : "keep")))),
                ["because"] = new JsonObject { ["zh"] = "期限调整", ["en"] = "Other periods" }, ["approvedBy"] = "局领导班子会议纪要〔2026〕第9号",
            },
        };
    }));

    /// <summary>P-6: a period of the contractor that is counted anew never ends before the day that he was told.</summary>
    [Fact]
    public async Task A_map_that_would_end_a_statement_period_earlier_brings_no_case_over_while_it_runs()
    {
        await world.Notify(@case);
        var door = WithPeriods(3, 5, "restart");
        Assert.Equal("cases.migration_cuts_right", Refusals.Provoked.Saw((await Enter(door, world.Auditor, new AskForMigration(@case, "期限调整", await world.SeenOf(@case)))).Refusal!).Code);
    }

    /// <summary>P-6: no version takes from somebody what he may still say.</summary>
    [Fact]
    public async Task A_map_that_would_cut_a_statement_period_short_brings_no_case_over_while_it_runs()
    {
        await world.Notify(@case);
        var door = After(map: map =>
        {
            map["states"]!["notified"] = "underReview";
            map["deadlines"]!["reviewLimit"] = "keep";
            map["refuse"] = new JsonArray([.. map["refuse"]!.AsArray().Select(state => state!.ToString()).Where(state => state != "notified").Select(state => (JsonNode)state)]);
        });
        Assert.Equal("cases.migration_cuts_right", Refusals.Provoked.Saw((await Enter(door, world.Auditor, new AskForMigration(@case, "告知期限放宽", await world.SeenOf(@case)))).Refusal!).Code);
        Assert.Equal("notified", await world.StateOf(@case));
    }

    [Fact]
    public async Task Two_people_bring_a_case_over_and_its_money_stays_where_it_is()
    {
        world.Clock.Set(new(2026, 9, 3));
        var door = After();
        var held = (await world.Balance(contract)).HeldFor(@case.Value);
        var row = Assert.Single(await DryRun(door));
        Assert.Equal(("held", "exposureSet", Next), (row.Plan!.From, row.Plan.To, row.Plan.ToVersion));
        // Seven working days from 1 September; nine from the 3rd, the 20th being a worked Sunday beyond both. The hold's limit keeps its first day.
        Assert.Contains(new("noticeDue", "restart", new(2026, 9, 10), new(2026, 9, 16)), row.Plan.Deadlines);
        Assert.Contains(new("holdLimit", "keep", new(2026, 10, 1), new(2026, 10, 1)), row.Plan.Deadlines);
        Assert.Equal("held", await world.StateOf(@case));

        Assert.Equal("cases.not_asked", (await Enter(door, world.AuditorTwo, new MigrateProcess(@case, await world.SeenOf(@case)))).Refusal!.Code);
        Assert.Equal("cases.words_missing", (await Enter(door, world.Auditor, new AskForMigration(@case, " ", await world.SeenOf(@case)))).Refusal!.Code);
        Assert.True((await Enter(door, world.AuditorTwo, new AskForMigration(@case, "新版放宽期限", await world.SeenOf(@case)))).IsDone);
        Assert.Equal("cases.asked_already", (await Enter(door, world.Auditor, new AskForMigration(@case, "新版放宽期限", await world.SeenOf(@case)))).Refusal!.Code);
        Assert.Equal("cases.same_asker", (await Enter(door, world.AuditorTwo, new MigrateProcess(@case, await world.SeenOf(@case)))).Refusal!.Code);
        var third = await world.Person("auditor-3", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        Assert.True((await Enter(door, third, new MigrateProcess(@case, await world.SeenOf(@case)))).IsDone);

        Assert.Equal("exposureSet", await world.StateOf(@case));
        Assert.Equal(held, (await world.Balance(contract)).HeldFor(@case.Value));
        var running = await world.Read(db => db.CaseDeadlines.AsNoTracking().Where(d => d.Process == @case && d.Standing == DeadlineStanding.Running).ToDictionaryAsync(d => d.Name, d => d.DueOn));
        Assert.Equal(new Dictionary<string, DateOnly?> { ["noticeDue"] = new(2026, 9, 16), ["holdLimit"] = new(2026, 10, 1) }, running);
        Assert.Equal("cases.no_newer_version", (await Enter(door, world.Auditor, new AskForMigration(@case, "再迁", await world.SeenOf(@case)))).Refusal!.Code);
        Assert.Empty(await DryRun(door));

        // It goes on under the new version, and is shown with the way it came.
        var detail = (await door.Ask(new ShowCase(@case), world.Auditor, TestContext.Current.CancellationToken)).Value;
        Assert.Equal(["Flagged", "Confirm the hold", "Asked for: Brought to a new version", "Brought to a new version"], detail.Steps.Select(s => s.LabelEn));
        Assert.True((await Enter(door, world.Auditor, new DraftNotice(@case, WorldCases.Deducting(), Money.Zero, await world.SeenOf(@case)))).IsDone);
        Assert.True((await Enter(door, world.Auditor, new ServeNotice(@case, WorldCases.Paper, await world.SeenOf(@case)))).IsDone);
        Assert.Equal("notified", await world.StateOf(@case));
    }

    /// <summary>What the new version says of its map, and why the case stays.</summary>
    [Theory]
    [InlineData("none", "cases.no_migration_map")]
    [InlineData("refuse", "cases.migration_refused")]
    [InlineData("into the adverse", "workflows.definition_faulty")]
    [InlineData("without posting", "workflows.definition_faulty")]
    [InlineData("incomplete", "workflows.definition_faulty")]
    public async Task A_case_that_the_map_does_not_bring_over_lawfully_stays(string what, string code)
    {
        var door = what switch
        {
            "none" => On(Penalty.With(file => { file["version"] = Next; file.AsObject().Remove("migrateFrom"); })),
            "into the adverse" => After("sanctioned"),
            "without posting" => After("unconfirmed"), // its hold would be posted a second time
            _ => After(map: map =>
            {
                if (what == "incomplete") map["refuse"]!.AsArray().RemoveAt(0);
                if (what != "refuse") return;
                map["states"] = new JsonObject { ["flagged"] = "flagged" };
                map["refuse"] = new JsonArray([.. Penalty.Definition.Root.Leaves().Where(l => l.Path != "flagged").Select(l => (JsonNode)l.Path)]);
            }),
        };
        var acted = await Enter(door, world.Auditor, new AskForMigration(@case, "迁移", await world.SeenOf(@case)));
        Assert.Equal(code, acted.Refusal!.Code);
        Assert.Equal("held", await world.StateOf(@case));
    }

    /// <summary>P-6: what ended under a version that declares no reopening is brought over first, by two people, and stays closed by it.</summary>
    [Fact]
    public async Task A_closed_case_of_a_version_without_a_reopening_is_brought_over_before_it_can_be_reopened()
    {
        var fourth = On(Penalty.With(file =>
        {
            file["version"] = Next - 2;
            foreach (var later in new[] { "reopening", "migrateFrom", "scenarios" }) file.AsObject().Remove(later);
        }));
        var closed = (await Enter(fourth, world.Auditor, new FlagViolation(contract, CaseSource.Inspection, "请客", new(2026, 8, 25), 1, new(3_000_000), WorldCases.Legs))).Value;
        await world.Do(world.Auditor, new AskForWithdrawal(closed, "查无实据", await world.SeenOf(closed)));
        await world.Do(world.AuditorTwo, new WithdrawLead(closed, await world.SeenOf(closed)));
        Assert.Null((await world.Ask(world.AuditorTwo, new ShowCase(closed))).Reopening);
        async Task<ProposeReopening> Proposal() => new(closed, ReopeningGround.NewFacts, "新证人证言", WorldCases.Paper, true, await world.SeenOf(closed));
        await world.Refused("cases.reopening_not_declared", world.AuditorTwo, await Proposal());

        await world.Do(world.Auditor, new AskForMigration(closed, "有新证据，须重新立案", await world.SeenOf(closed)));
        await world.Do(world.AuditorTwo, new MigrateProcess(closed, await world.SeenOf(closed)));
        Assert.Equal(("closed", true), await world.CaseOf(closed) is var kept ? (kept.State, kept.Ended) : default);
        Assert.NotNull((await world.Ask(world.AuditorTwo, new ShowCase(closed))).Reopening);
        await world.Do(world.AuditorTwo, await Proposal());
    }

    [Fact]
    public void The_difference_of_two_versions_names_states_tasks_ways_roles_deadlines_and_parameters()
    {
        var @new = DefinitionReader.Read(Penalty.With(file =>
        {
            file.State("flagged")["on"]!.AsObject().Remove("WITHDRAW");
            file["parameters"]!["statementDays"]!["default"] = 10;
            file.State("held")["on"]!["SERVE_NOTICE"]!["target"] = "underReview";
            file["roles"]!["reviewer"]!["notSameAs"]!.AsArray().Add("secondPerson");
            file["roles"]!["finance"]!.AsObject().Remove("substitutes");
            file["roles"]!["expert"] = new JsonObject { ["title"] = new JsonObject { ["zh"] = "专家", ["en"] = "Expert" }, ["external"] = true };
            var tasks = file.State("underReview")["meta"]!["tasks"]!.AsArray();
            tasks[0]!["role"] = "secondPerson";
            tasks.Add(new JsonObject { ["code"] = "expert-opinion", ["role"] = "expert", ["complete"] = "any", ["label"] = new JsonObject { ["zh"] = "专家意见", ["en"] = "Expert opinion" } });
        })).Definition!;
        var changes = DefinitionDiff.Of(Penalty.Definition, @new);
        Assert.Contains(changes, change => change is { Kind: "way removed", Name: "flagged –WITHDRAW→", New: null });
        Assert.Contains(changes, change => change is { Kind: "way changed", Name: "held –SERVE_NOTICE→" } && change.New!.StartsWith("underReview", StringComparison.Ordinal));
        Assert.Contains(changes, change => change is { Kind: "deadline changed", Name: "statementPeriod" });
        DefinitionChange[] hands =
        [
            new("task changed", "underReview/audit-opinion", "by reviewer; complete all", "by secondPerson; complete all"), new("task added", "underReview/expert-opinion", null, "by expert; complete any"),
            new("role changed", "reviewer", "notSameAs investigator; substitutes duty-roster", "notSameAs investigator,secondPerson; substitutes duty-roster"),
            new("role changed", "finance", "substitutes duty-roster", ""), new("role added", "expert", null, "external"),
        ];
        Assert.Equal(hands, changes.Where(change => change.Kind.StartsWith("task", StringComparison.Ordinal) || change.Kind.StartsWith("role", StringComparison.Ordinal)));
        Assert.Contains(new DefinitionChange("parameter changed", "statementDays", "5 workingDays", "10 workingDays"), changes);
        Assert.Empty(DefinitionDiff.Of(Penalty.Definition, Penalty.Definition));

        var never = DefinitionReader.Read(Penalty.With(file => { file.AsObject().Remove("reopening"); file.AsObject().Remove("scenarios"); })).Definition!;
        Assert.Equal(["way removed closed –REOPEN[hold]→", "way removed closed –REOPEN→"], DefinitionDiff.Of(Penalty.Definition, never).Select(change => $"{change.Kind} {change.Name}"));
        Assert.Contains(DefinitionDiff.Of(never, Penalty.Definition), change => change is { Kind: "way added", Name: "closed –REOPEN[hold]→" }
            && change.New == "held; reverseDeduction,endExclusion,postHold,publishCorrection; by panel; requires quorumMet,recusalsRecorded,minutesAttached,reasonGiven");
    }
}
