using System.Text.Json.Nodes;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Identity;

/// <summary>Somebody acts for an official who is away (代): both names are kept, and neither recusal nor separation of duties is got around (D-2, D-4).</summary>
public sealed class SubstitutionTests : IAsyncLifetime
{
    private World world = null!;
    private Caller deputy = null!;
    private ContractId contract;
    private CaseId @case;

    public async ValueTask InitializeAsync() => (world, (deputy, contract, @case)) = await World.After(new(2026, 8, 3), Before);

    private static async Task<(Caller Deputy, ContractId Contract, CaseId Case)> Before(World world)
    {
        var deputy = await world.Person("deputy", Office.Audit, Duty.ReadBusiness);
        var contract = await world.Contract("HT-B");
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        await Session.Of(world);
        world.Clock.Set(new(2026, 9, 1));
        var @case = await world.Flag(contract);
        return (deputy, contract, @case);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private Task<long> Seen => world.SeenOf(@case);

    private Task<SubstitutionId> Away(Caller absent, Caller substitute, int days = 5) =>
        world.Do(world.Admin, new AppointSubstitute(absent.Official, substitute.Official, world.Today(), world.Today().AddDays(days - 1), "出差"));

    [Fact]
    public async Task A_substitute_confirms_in_anothers_place_and_both_names_stand_in_case_and_journal()
    {
        await world.Refused("acts.not_permitted", deputy, new ConfirmHold(@case, await Seen));
        await Away(world.AuditorTwo, deputy);
        Assert.True((await world.Ask(deputy, new ShowCase(@case))).Choices.Single(c => c.Trigger == "CONFIRM").Allowed);
        await world.Do(deputy, new ConfirmHold(@case, await Seen));

        var step = await world.Read(db => db.CaseSteps.AsNoTracking().SingleAsync(s => s.Process == @case && s.Event == "CONFIRM"));
        Assert.Equal((deputy.Official, world.AuditorTwo.Official), (step.Actor!.Value, step.ActsFor!.Value));
        Assert.Equal("deputy（代 auditor-2）", (await world.Ask(world.Auditor, new ShowCase(@case))).Steps[^1].Actor);
        Assert.Equal("deputy（代 auditor-2）", (await world.Ask(world.Auditor, new App.Desk.TimelineOf(@case.Value, null))).Items.Single(e => e.Kind == nameof(ConfirmHold)).Who);
        var entry = await world.Read(db => db.JournalEntries.AsNoTracking().SingleAsync(e => e.Kind == nameof(ConfirmHold)));
        Assert.Equal(deputy.Actor, entry.Actor);
        Assert.Equal(world.AuditorTwo.Actor, JsonNode.Parse(entry.Effects)!["for"]!.GetValue<string>());
    }

    [Fact]
    public async Task It_lasts_from_its_first_to_its_last_day_and_ends_when_he_is_back()
    {
        var away = await Away(world.AuditorTwo, deputy, days: 2);
        await world.Refused("identity.substituted_already", world.Admin, new AppointSubstitute(world.AuditorTwo.Official, world.Auditor.Official, world.Today(), world.Today(), "出差"));
        world.Clock.Set(new(2026, 9, 3));
        await world.Refused("acts.not_permitted", deputy, new ConfirmHold(@case, await Seen));
        await world.Refused("identity.substitution_over", world.Admin, new EndSubstitution(away, await world.Seen(away.Value)));
        var again = await Away(world.AuditorTwo, deputy);
        await world.Do(world.Admin, new EndSubstitution(again, await world.Seen(again.Value)));
        await world.Refused("acts.not_permitted", deputy, new ConfirmHold(@case, await Seen));
        var rows = (await world.Ask(world.Auditor, new ListSubstitutions(null))).Items;
        Assert.Equal([(true, "auditor-2", "deputy"), (true, "auditor-2", "deputy")], rows.Select(r => (r.Over, r.Absent, r.Substitute)));
    }

    /// <summary>The investigator cannot confirm his own hold by standing in for the second person, nor by letting somebody stand in for him.</summary>
    [Fact]
    public async Task Nobody_gets_around_separation_of_duties_by_it()
    {
        await Away(world.AuditorTwo, world.Auditor);
        await world.Refused("workflows.same_person", world.Auditor, new ConfirmHold(@case, await Seen));
        Assert.False((await world.Ask(world.Auditor, new ShowCase(@case))).Choices.Single(c => c.Trigger == "CONFIRM").Allowed);

        // Who flagged it is away and has both duties: his substitute is bound by what he did.
        var both = await world.Person("both", Office.Audit, Duty.ReadBusiness, Duty.InvestigateCases, Duty.ReviewCases);
        @case = await world.Do(both, new FlagViolation(contract, CaseSource.Inspection, "请客", new(2026, 8, 20), 1, Money.Zero, WorldCases.Legs));
        await Away(both, deputy);
        await world.Refused("workflows.same_person", deputy, new ConfirmHold(@case, await Seen));
    }

    /// <summary>D-4: two roles are kept apart from both sides, whichever of them the definition writes it in.</summary>
    [Fact]
    public async Task The_second_person_does_not_investigate_for_the_one_who_is_away()
    {
        await world.Confirm(@case);
        var staff = (await world.MatterOf(@case, MatterKind.StaffMatter)).Id;
        await world.Do(world.Auditor, new SealStaffNames(staff, new("王某"), await world.SeenOf(staff)));
        await Away(world.Auditor, world.AuditorTwo);
        await world.Refused("workflows.same_person", world.AuditorTwo, new AddFinding(@case, WorldCases.Legs[0] with { Words = "补充查明" }, await Seen));
        // The grey button says what the act says.
        await world.Refused("workflows.same_person", world.AuditorTwo, new DraftNotice(@case, WorldCases.Deducting(), Money.Zero, await Seen));
        Assert.Equal("workflows.same_person", (await world.Ask(world.AuditorTwo, new ShowCase(@case))).Choices.Single(c => c.Trigger == "SERVE_NOTICE").WhyCode);
        // So in a matter: he handed it over as its reviewer, and does not answer for its investigator.
        await world.Step(staff, "HAND_OVER", document: WorldCases.Paper, organ: "市纪委", outcome: "discipline");
        await world.Refused("workflows.same_person", world.AuditorTwo, new StepInMatter(staff, "ANSWERED", null, WorldCases.Paper, null, null, null, await world.SeenOf(staff)));
        Assert.Equal("workflows.same_person", (await world.Ask(world.AuditorTwo, new ShowMatter(staff))).Choices.Single(c => c.Trigger == "ANSWERED").WhyCode);
    }

    /// <summary>An act that investigator and reviewer may both do: the step tells in whose place it is.</summary>
    [Fact]
    public async Task A_reviewer_who_took_no_part_posts_the_notice_for_the_investigator_and_the_second_person_does_not()
    {
        var reviewer = await world.Person("reviewer", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        async Task<PostPublicNotice> Posting() => new(@case, PublicNoticeGround.WhereaboutsUnknown, "登记住址两次送达无人", "市政务中心公告栏", WorldCases.Paper, await Seen);
        async Task<string?> WhyNot(Caller reader) => (await world.Ask(reader, new ShowCase(@case))).Choices.Single(c => c.Trigger == "POST_NOTICE").WhyCode;
        await world.Confirm(@case);
        Assert.Equal("workflows.role_not_held", await WhyNot(reviewer));
        await world.Refused("cases.notice_not_written", world.Auditor, await Posting());

        var away = await Away(world.Auditor, world.AuditorTwo);
        Assert.Equal("workflows.same_person", await WhyNot(world.AuditorTwo));
        await world.Do(world.Admin, new EndSubstitution(away, await world.Seen(away.Value)));
        await Away(world.Auditor, reviewer);
        // The grey button says what the act says.
        Assert.Equal("cases.notice_not_written", await WhyNot(reviewer));
        await world.Refused("cases.notice_not_written", reviewer, await Posting());

        await world.Draft(@case);
        await world.Refused("workflows.role_not_held", world.AuditorTwo, await Posting());
        Assert.Null(await WhyNot(reviewer));
        await world.Do(reviewer, await Posting());
        Assert.Equal("reviewer（代 auditor）", (await world.Ask(world.Auditor, new ShowCase(@case))).Steps[^1].Actor);
        var entry = await world.Read(db => db.JournalEntries.AsNoTracking().SingleAsync(e => e.Kind == nameof(PostPublicNotice)));
        Assert.Equal((reviewer.Actor, world.Auditor.Actor), (entry.Actor, JsonNode.Parse(entry.Effects)!["for"]!.GetValue<string>()));
    }

    [Fact]
    public async Task In_a_matter_each_stands_in_for_the_other_where_he_took_no_part_himself()
    {
        var reviewer = await world.Person("reviewer", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        var colleague = await world.Person("colleague", Office.Audit, Duty.ReadBusiness, Duty.InvestigateCases);
        await world.Confirm(@case);
        var staff = (await world.MatterOf(@case, MatterKind.StaffMatter)).Id;
        await world.Do(world.Auditor, new SealStaffNames(staff, new("王某"), await world.SeenOf(staff)));
        await Away(world.Auditor, reviewer);
        await Away(world.AuditorTwo, colleague);
        Assert.Null((await world.Ask(colleague, new ShowMatter(staff))).Choices.Single(c => c.Trigger == "HAND_OVER").WhyCode);
        await world.Step(staff, "HAND_OVER", colleague, document: WorldCases.Paper, organ: "市纪委", outcome: "discipline");
        // Whoever was the reviewer, for another even, is not the investigator of it as well.
        await world.NoStep("workflows.same_person", staff, "ANSWERED", colleague, document: WorldCases.Paper);
        await world.Step(staff, "ANSWERED", reviewer, document: WorldCases.Paper);
        Assert.Equal([("HAND_OVER", colleague.Official, world.AuditorTwo.Official), ("ANSWERED", reviewer.Official, world.Auditor.Official)],
            (await world.StepsOf(staff)).Where(s => s.Event is "HAND_OVER" or "ANSWERED").Select(s => (s.Event, s.Actor!.Value, s.ActsFor!.Value)));
        Assert.Equal("reviewer（代 auditor）", (await world.Ask(world.Auditor, new ShowMatter(staff))).Steps[^1].Actor);
    }

    /// <summary>The definition names no substitutes of the chair: another is appointed (P-6).</summary>
    [Fact]
    public async Task Nobody_chairs_a_hearing_for_another()
    {
        await world.Confirm(@case);
        await world.Notify(@case, WorldCases.Deducting() with { Exclusion = new("本局全部工程", 1) });
        var chair = await world.Person("chair", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        await world.Do(world.AuditorTwo, new RequestHearing(@case, "对取缔有异议", await Seen, await world.Kept(world.AuditorTwo, "书面材料")));
        var appointment = await world.Appointment(@case, chair);
        await world.Do(world.AuditorTwo, appointment);
        world.Clock.Set(appointment.Day);
        await Away(chair, deputy);
        await world.Refused("workflows.role_not_held", deputy, new HoldHearing(@case, WorldCases.Paper, null, await Seen));
        await world.Do(chair, new HoldHearing(@case, WorldCases.Paper, null, await Seen));
    }

    [Fact]
    public async Task Who_asked_is_not_the_second_person_even_through_a_substitute()
    {
        await world.Do(world.AuditorTwo, new AskForWithdrawal(@case, "查无实据", await Seen));
        await Away(world.AuditorTwo, deputy);
        await world.Refused("cases.same_asker", deputy, new WithdrawLead(@case, await Seen));
        var third = await world.Person("auditor-3", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        await world.Do(third, new WithdrawLead(@case, await Seen));
    }

    [Fact]
    public async Task Who_investigated_for_another_does_not_review_and_is_in_conflict_at_the_vote()
    {
        await Away(world.Auditor, deputy, days: 30);
        await world.Confirm(@case);
        await world.Draft(@case, by: deputy);
        await world.Do(deputy, new ServeNotice(@case, WorldCases.Paper, await Seen));
        await world.Until(new(2026, 9, 9));
        await Away(world.AuditorTwo, deputy);
        await world.Refused("workflows.same_person", deputy, new CompleteReview(@case, "legal-review", "同意", null, await Seen));
        var file = await world.Read(db => db.CaseFileOf(@case, world.Today(), default));
        Assert.Equal(new[] { world.Auditor.Official, deputy.Official }.Order(), CaseActions.Conflicts(file!).Select(c => c.Person).Order());
    }

    /// <summary>What only the reviewer may do is not done in his place by the investigator of the case.</summary>
    [Fact]
    public async Task The_investigator_of_a_case_does_in_it_nothing_for_the_reviewer_who_is_away()
    {
        await world.Confirm(@case);
        await Away(world.AuditorTwo, world.Auditor, days: 30);
        await world.Refused("workflows.same_person", world.Auditor, new ProposeExtension(@case, "仍在调查", await Seen));
        await world.Refused("workflows.same_person", world.Auditor, new AppointHearing(@case, world.Today().AddDays(8), new(9, 0), "会议室", deputy.Official, "记录人", await Seen));
        await world.Refused("identity.substitutes_each_other", world.Admin, new AppointSubstitute(world.Auditor.Official, deputy.Official, world.Today(), world.Today(), "出差"));
        await world.Refused("identity.substitutes_each_other", world.Admin, new AppointSubstitute(deputy.Official, world.AuditorTwo.Official, world.Today(), world.Today(), "出差"));
    }

    [Fact]
    public async Task Only_cases_are_run_for_another_and_not_by_everybody()
    {
        AppointSubstitute Act(Caller absent, Caller substitute) => new(absent.Official, substitute.Official, world.Today(), world.Today().AddDays(3), "出差");
        await world.Refused("acts.not_permitted", world.AuditorTwo, Act(world.AuditorTwo, deputy));
        await world.Refused("identity.nothing_to_substitute", world.Admin, Act(world.Leaders[0], deputy));
        await world.Refused("identity.cannot_substitute", world.Admin, Act(world.AuditorTwo, world.AuditorTwo));
        await world.Refused("identity.cannot_substitute", world.Admin, Act(world.AuditorTwo, world.Admin));
        await world.Refused("identity.substitution_ground_missing", world.Admin, Act(world.AuditorTwo, deputy) with { Ground = " " });
        await world.Refused("identity.substitution_days_wrong", world.Admin, Act(world.AuditorTwo, deputy) with { Until = world.Today().AddDays(-1) });
        await world.Refused("identity.substitution_days_wrong", world.Admin, Act(world.AuditorTwo, deputy) with { Until = world.Today().AddDays(92) });
        await world.Refused("identity.substitution_days_wrong", world.Admin, Act(world.AuditorTwo, deputy) with { From = world.Today().AddDays(-1) });
        await world.Refused("identity.official_unknown", world.Admin, Act(world.AuditorTwo, deputy) with { Absent = new(999_999) });
        await world.Refused("acts.not_found", world.Admin, new EndSubstitution(new(999_999), 1));
    }
}
