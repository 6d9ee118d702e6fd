using System.Text.Json.Nodes;
using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>What comes out of a case is put right from outside, and brought to a new version, as the case itself is: two people, loud, no money, past no procedure (P-6, P-8 to P-11, J-1).</summary>
public sealed class MatterHandsTests : IAsyncLifetime
{
    private World world = null!;
    private CaseId @case;
    private MatterId bar;
    private MatterId referral;
    private MatterId letter;
    private MatterId staff;

    private static WorkflowDefinition Now => CaseLibrary.Current["market-exclusion"].Definition;

    public async ValueTask InitializeAsync()
    {
        (world, @case) = await World.After(new(2026, 8, 3), Sanctioned);
        async Task<MatterId> Of(MatterKind kind) => (await world.MatterOf(@case, kind)).Id;
        (bar, referral, letter, staff) = (await Of(MatterKind.Exclusion), await Of(MatterKind.Referral), await Of(MatterKind.Recommendation), await Of(MatterKind.StaffMatter));
    }

    private static async Task<CaseId> Sanctioned(World world) => await world.Sanctioned(await world.OwedContract(), WorldMatters.Sanction(years: 1, recommend: true, refer: true));

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task Ask(MatterId matter, string state, string reason = "误点，退回原环节") => await world.Do(world.Admin, new AskForIntervention(matter, state, reason, await world.SeenOf(matter)));

    private async Task Put(MatterId matter, string state)
    {
        await Ask(matter, state);
        await world.Do(world.Leaders[1], new Intervene(matter, await world.SeenOf(matter)));
    }

    private async Task No(string code, MatterId matter, string state) =>
        await world.Refused(code, world.Admin, new AskForIntervention(matter, state, "试", await world.SeenOf(matter)));

    [Fact]
    public async Task The_administrator_asks_a_leader_agrees_and_the_matter_shows_it_for_ever_while_its_bar_stays()
    {
        // What the contractor asks for is his: the bureau enters it from his own paper (P-6).
        await world.Refused("cases.paper_of_contractor_missing", world.Auditor, new StepInMatter(bar, "REQUEST_RELEASE", "误点", null, null, null, null, await world.SeenOf(bar)));
        await world.Step(bar, "REQUEST_RELEASE", words: "误点", document: WorldCases.Paper);
        var laid = await world.Read(db => db.Set<Domain.Parties.MarketExclusion>().CountAsync());
        await world.Refused("cases.not_asked", world.Leaders[1], new Intervene(bar, await world.SeenOf(bar)));
        await world.Refused("cases.words_missing", world.Admin, new AskForIntervention(bar, "barred.running", " ", await world.SeenOf(bar)));
        await world.Refused("acts.not_permitted", world.AuditorTwo, new AskForIntervention(bar, "barred.running", "x", await world.SeenOf(bar)));
        Assert.Equal(["barred.running"], (await world.Ask(world.Admin, new ShowIntervention(bar))).Steps.Select(s => s.State));
        var item = await world.Do(world.AuditorTwo, new PutMatterToVote(bar, "建议解除", await world.SeenOf(bar)));
        await Ask(bar, "barred.running");
        await world.Refused("cases.asked_already", world.Admin, new AskForIntervention(bar, "barred.running", "再请", await world.SeenOf(bar)));
        await world.Do(world.Leaders[1], new Intervene(bar, await world.SeenOf(bar)));

        var shown = await world.Ask(world.Auditor, new ShowMatter(bar));
        Assert.Equal(("barred.running", "intervention", "Administrator's intervention", "误点，退回原环节"), (shown.State, shown.Steps[^1].Event, shown.Steps[^1].LabelEn, shown.Steps[^1].Words));
        Assert.Equal(["exclusionEnd"], shown.Deadlines.Select(d => d.Name));
        Assert.Equal(laid, await world.Read(db => db.Set<Domain.Parties.MarketExclusion>().CountAsync()));
        Assert.Equal(1, await world.Read(db => db.Set<App.Journal.JournalEntry>().CountAsync(e => e.Kind == nameof(Intervene))));
        // What was put to a vote in the step that it left is not taken over in another.
        Assert.NotEqual(default, item);
        Assert.Null((await world.Read(db => db.Matters.AsNoTracking().SingleAsync(m => m.Id == bar))).VoteItem);
        await world.Refused("cases.nothing_put_to_vote", world.Secretary, new AdoptMatterDecision(bar, await world.SeenOf(bar)));
    }

    [Fact]
    public async Task It_begins_no_sanction_ends_nothing_and_agrees_with_bar_packet_and_letter()
    {
        await No("cases.intervention_into_result", bar, "ended");
        await No("cases.intervention_against_record", bar, "conditionalRelease");
        await No("cases.intervention_against_record", bar, "imposed");
        await No("cases.no_such_step", bar, "barred");
        await No("cases.intervention_into_result", referral, "returned");
        await No("cases.intervention_against_record", referral, "filed.toHandOver");
        await No("cases.intervention_against_record", letter, "tracked.accepted");
        await No("cases.intervention_past_procedure", staff, "answered");
        await world.Step(referral, "SEND", world.Auditor, document: WorldCases.Paper, organ: "江州市公安局");
        await No("cases.intervention_takes_back", referral, "approved");
        await world.Step(referral, "REFUSED", world.Auditor, document: WorldCases.Paper);
        await Put(referral, "sent");
        Assert.Equal("sent", await world.StateOf(referral));
        Assert.Equal("refused", (await world.StepsOf(referral))[^1].StateBefore);
    }

    /// <summary>A staff matter that no leader was told of yet.</summary>
    private async Task<MatterId> Fresh()
    {
        var lead = await world.Flag((await world.CaseOf(@case)).Contract, act: "另一次宴请");
        await world.Confirm(lead);
        return (await world.MatterOf(lead, MatterKind.StaffMatter)).Id;
    }

    /// <summary>P-11: a leader learns of it when his agreement is asked for; the matter's own people read the reason.</summary>
    [Fact]
    public async Task Of_a_staff_matter_the_administrator_and_the_leader_see_no_more_than_its_steps()
    {
        var staff = await Fresh();
        async Task<bool> Shown(Caller reader) => (await world.Door.Ask(new ShowIntervention(staff), reader, TestContext.Current.CancellationToken)).IsDone;
        await world.Do(world.Auditor, new SealStaffNames(staff, new("某监理"), await world.SeenOf(staff)));
        await world.Step(staff, "HAND_OVER", document: WorldCases.Paper, organ: "市纪委监委驻局纪检组", outcome: "discipline");
        Assert.Equal((true, false), (await Shown(world.Admin), await Shown(world.Leaders[1])));
        await world.Refused("acts.not_found", world.Leaders[1], new Intervene(staff, await world.SeenOf(staff)));
        await Ask(staff, "opened");
        Assert.True(await Shown(world.Leaders[1]));
        await world.Do(world.Leaders[1], new Intervene(staff, await world.SeenOf(staff)));
        Assert.Equal("opened", await world.StateOf(staff));
    }

    private Door After(Action<JsonObject>? change = null)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(WorkflowLibrary.Folder, "market-exclusion.json")))!.AsObject();
        var leaves = Now.Root.Leaves().Select(leaf => leaf.Path).ToList();
        file["version"] = Now.Version + 1;
        file["deadlines"]!["releaseDue"]!["length"] = 30;
        file["migrateFrom"] = new JsonObject
        {
            [$"{Now.Version}"] = new JsonObject
            {
                ["states"] = new JsonObject(leaves.Select(path => KeyValuePair.Create(path, (JsonNode?)path))),
                ["deadlines"] = new JsonObject { ["beginDue"] = "keep", ["exclusionEnd"] = "keep", ["releaseDue"] = "restart", ["breachDue"] = "keep" },
                ["because"] = new JsonObject { ["zh"] = "答复期限放宽", ["en"] = "More time for the answer" }, ["approvedBy"] = "局领导班子会议纪要〔2026〕第40号",
            },
        };
        change?.Invoke(file);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        services.AddSingleton<TimeProvider>(world.Clock);
        services.AddSingleton(CaseLibrary.Current.With(new(DefinitionReader.Read(file.ToJsonString()).Definition!)));
        services.AddIntegrity(world.Engine);
        return services.BuildServiceProvider().GetRequiredService<Door>();
    }

    private int keys;

    private async Task<string?> Enter<TAnswer>(Door door, Caller caller, IAct<TAnswer> act)
    {
        var outcome = await door.Enter(act, caller, $"h{++keys}", TestContext.Current.CancellationToken);
        return outcome.IsDone ? null : Provoked.Saw(outcome.Refusal).Code;
    }

    [Fact]
    public async Task Two_people_bring_a_matter_to_a_new_version_by_its_own_map_and_the_bar_ends_on_its_day()
    {
        await world.Step(bar, "REQUEST_RELEASE", words: "已整改", document: WorldCases.Paper);
        var (ends, asked) = ((await world.PeriodOf(bar, "exclusionEnd")).DueOn, (await world.PeriodOf(bar, "releaseDue")).DueOn);
        world.Clock.Set(new(2026, 10, 12));
        var door = After();
        var row = Assert.Single((await door.Ask(new PreviewMigration(null), world.Auditor, TestContext.Current.CancellationToken)).Value.Items);
        Assert.Equal((bar, true, "barred.releasePending"), (new(row.Process.Value), row.IsMatter, row.Plan!.To));
        Assert.Contains(new("exclusionEnd", "keep", ends, ends), row.Plan.Deadlines);
        Assert.True(row.Plan.Deadlines.Single(d => d.Name == "releaseDue").New > asked);

        Assert.Equal("cases.not_asked", await Enter(door, world.AuditorTwo, new MigrateProcess(bar, await world.SeenOf(bar))));
        Assert.Null(await Enter(door, world.AuditorTwo, new AskForMigration(bar, "新版放宽期限", await world.SeenOf(bar))));
        Assert.Equal("cases.same_asker", await Enter(door, world.AuditorTwo, new MigrateProcess(bar, await world.SeenOf(bar))));
        var third = await world.Person("auditor-3", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        Assert.Null(await Enter(door, third, new MigrateProcess(bar, await world.SeenOf(bar))));
        Assert.Equal("cases.no_newer_version", await Enter(door, world.Auditor, new AskForMigration(bar, "再迁", await world.SeenOf(bar))));
        var shown = (await door.Ask(new ShowMatter(bar), world.Auditor, TestContext.Current.CancellationToken)).Value;
        Assert.Equal((Now.Version + 1, "Brought to a new version", "barred.releasePending"), (shown.DefinitionVersion, shown.Steps[^1].LabelEn, shown.State));
        Assert.Equal(ends, (await world.PeriodOf(bar, "exclusionEnd")).DueOn);
        // The case that it came out of stays under its own, and everything that is proven still holds.
        Assert.Empty((await door.Ask(new PreviewMigration(null), world.Auditor, TestContext.Current.CancellationToken)).Value.Items);
    }

    [Theory]
    [InlineData("none", "cases.no_migration_map")]
    [InlineData("refuse", "cases.migration_refused")]
    [InlineData("end begins anew", "workflows.definition_faulty")]
    [InlineData("incomplete", "workflows.definition_faulty")]
    public async Task A_matter_that_the_map_does_not_bring_over_lawfully_stays(string what, string code)
    {
        var door = After(file =>
        {
            var map = file["migrateFrom"]![$"{Now.Version}"]!;
            if (what == "none") file.Remove("migrateFrom");
            if (what is "refuse" or "incomplete") map["states"]!.AsObject().Remove(what == "refuse" ? "barred.running" : "imposed");
            if (what == "refuse") map["refuse"] = new JsonArray("barred.running");
            if (what == "end begins anew") map["deadlines"]!["exclusionEnd"] = "restart";
        });
        Assert.Equal(code, await Enter(door, world.Auditor, new AskForMigration(bar, "迁移", await world.SeenOf(bar))));
        Assert.Equal("barred.running", await world.StateOf(bar));
    }

    /// <summary>P-11: the dry run names a staff matter only to those who handle it.</summary>
    [Fact]
    public async Task The_dry_run_hides_a_staff_matter_from_whoever_does_not_handle_it()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(WorkflowLibrary.Folder, "staff-matter.json")))!.AsObject();
        file["version"] = 9;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        services.AddSingleton<TimeProvider>(world.Clock);
        services.AddSingleton(CaseLibrary.Current.With(new(DefinitionReader.Read(file.ToJsonString()).Definition!)));
        services.AddIntegrity(world.Engine);
        await using var provider = services.BuildServiceProvider();
        var door = provider.GetRequiredService<Door>();
        async Task<int> Rows(Caller reader) => (await door.Ask(new PreviewMigration(null), reader, TestContext.Current.CancellationToken)).Value.Items.Count;
        Assert.Equal((1, 0, 1), (await Rows(world.Auditor), await Rows(world.Engineer), await Rows(world.Leaders[1])));
        await Fresh();
        Assert.Equal((2, 0, 1), (await Rows(world.Auditor), await Rows(world.Engineer), await Rows(world.Leaders[1])));
    }
}
