using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Decisions;
using Integrity.App.Identity;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Tests.Identity;

/// <summary>What nobody gets around by acting for another: recusal, the vote, and a part of his own in the case or in what comes out of it (D-2, D-4, P-6).</summary>
public sealed class SubstitutionLimitsTests : IAsyncLifetime
{
    private World world = null!;
    private Caller deputy = null!;
    private CaseId @case;

    public async ValueTask InitializeAsync() => (world, (deputy, @case)) = await World.After(new(2026, 8, 3), Before);

    private static async Task<(Caller Deputy, CaseId Case)> Before(World world)
    {
        var deputy = await world.Person("deputy", Office.Audit, Duty.ReadBusiness);
        var contract = await world.Contract("HT-B");
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        await Session.Of(world);
        world.Clock.Set(new(2026, 9, 1));
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        return (deputy, @case);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private Task<long> Seen => world.SeenOf(@case);

    private Task<SubstitutionId> Away(Caller absent, Caller substitute) =>
        world.Do(world.Admin, new AppointSubstitute(absent.Official, substitute.Official, world.Today(), world.Today().AddDays(30), "出差"));

    private async Task<AddFinding> Finding() => new(@case, WorldCases.Legs[0] with { Words = "补充查明", Document = WorldCases.Paper }, await Seen);

    private async Task Recuse(Caller person)
    {
        var item = await world.Read(db => db.PenaltyCases.FindAsync(@case).AsTask()) is { ExtensionItem: { } put } ? new ItemId(put)
            : await world.Do(world.AuditorTwo, new ProposeExtension(@case, "仍在调查", await Seen));
        await world.Do(world.Secretary, new RecordRecusal(item, await world.Seen(item.Value), person.Official, RecusalGround.Kin, "其姐为该施工队会计"));
    }

    [Fact]
    public async Task Whoever_is_recused_does_nothing_in_the_case_or_its_matters_for_himself_or_for_another()
    {
        var lawyer = await world.Lawyer();
        var staff = (await world.MatterOf(@case, MatterKind.StaffMatter)).Id;
        await world.Notify(@case);
        await Recuse(lawyer);
        await world.Refused("decisions.papers_closed_to_recused", lawyer, new AskForWithdrawal(@case, "查无实据", await Seen));
        await Away(world.Auditor, lawyer);
        await world.Refused("decisions.papers_closed_to_recused", lawyer, await Finding());
        await world.Refused("decisions.papers_closed_to_recused", lawyer, new SealStaffNames(staff, new("王某"), await world.SeenOf(staff)));
    }

    [Fact]
    public async Task Nobody_acts_in_the_place_of_one_who_is_recused()
    {
        await world.Notify(@case);
        var (one, two) = (await world.Person("one", Office.Audit, Duty.ReadBusiness, Duty.InvestigateCases), await world.Person("two", Office.Audit, Duty.ReadBusiness, Duty.InvestigateCases));
        await Away(one, deputy);
        await Away(two, deputy);
        await Recuse(one);
        await world.Do(deputy, await Finding());
        Assert.Equal("deputy（代 two）", (await world.Ask(world.AuditorTwo, new ShowCase(@case))).Steps[^1].Actor);
        await Recuse(two);
        await world.Refused("decisions.absent_is_recused", deputy, await Finding());
    }

    /// <summary>D-4: the investigator never votes, so nobody who votes runs a case for another, nor has both duties.</summary>
    [Fact]
    public async Task Nobody_who_votes_or_administers_stands_in_whenever_he_got_the_duty()
    {
        await world.Refused("identity.cannot_substitute", world.Admin, new AppointSubstitute(world.Auditor.Official, world.Leaders[0].Official, world.Today(), world.Today(), "出差"));
        await Away(world.Auditor, deputy);
        await world.Do(deputy, await Finding());
        foreach (var duties in new Duty[][] { [Duty.ReadBusiness, Duty.Vote], [Duty.ManageUsers] })
        {
            await world.Do(world.Admin, new ReassignOfficial(deputy.Official, Office.Audit, "deputy", duties, await world.Seen(deputy.Official.Value)));
            await world.Refused("acts.not_permitted", deputy, await Finding());
        }
        await world.Refused("identity.voter_runs_no_case", world.Admin,
            new ReassignOfficial(deputy.Official, Office.Audit, "deputy", [Duty.Vote, Duty.InvestigateCases], await world.Seen(deputy.Official.Value)));
    }

    [Fact]
    public async Task Who_gave_one_opinion_by_another_does_not_give_the_second_himself()
    {
        await world.Notify(@case);
        await world.Until(new(2026, 9, 10));
        var away = await Away(world.AuditorTwo, deputy);
        await world.Do(deputy, new CompleteReview(@case, "audit-opinion", "同意", null, await Seen));
        await world.Refused("cases.opinions_by_two", deputy, new CompleteReview(@case, "legal-review", "同意", null, await Seen));
        await world.Do(world.Admin, new EndSubstitution(away, await world.Seen(away.Value)));
        Assert.Contains("您已出具其中一项", (await world.Ask(world.AuditorTwo, new ShowCase(@case))).Tasks.Single(t => t.Code == "legal-review").WhyZh, StringComparison.Ordinal);
        await world.Refused("cases.opinions_by_two", world.AuditorTwo, new CompleteReview(@case, "legal-review", "同意", null, await Seen));
    }

    /// <summary>The second person of the case is none of the investigator's in what came out of it.</summary>
    [Fact]
    public async Task A_part_in_the_case_counts_in_its_matters()
    {
        var staff = (await world.MatterOf(@case, MatterKind.StaffMatter)).Id;
        await world.Do(world.Auditor, new SealStaffNames(staff, new("王某"), await world.SeenOf(staff)));
        await world.Step(staff, "HAND_OVER", await world.Lawyer(), document: WorldCases.Paper, organ: "市纪委", outcome: "discipline");
        await Away(world.Auditor, world.AuditorTwo);
        Assert.Equal("workflows.same_person", (await world.Ask(world.AuditorTwo, new ShowMatter(staff))).Choices.Single(c => c.Trigger == "ANSWERED").WhyCode);
        await world.NoStep("workflows.same_person", staff, "ANSWERED", world.AuditorTwo, document: WorldCases.Paper);
    }

    [Fact]
    public async Task The_appointed_chair_investigates_for_nobody_and_is_named_as_the_one_who_holds_it()
    {
        await world.Notify(@case, WorldCases.Deducting() with { Exclusion = new("本局全部工程", 1) });
        var chair = await world.Person("chair", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        await world.Do(world.AuditorTwo, new RequestHearing(@case, "对取缔有异议", await Seen, await world.Kept(world.AuditorTwo, "书面材料")));
        var appointment = await world.Appointment(@case, chair);
        await world.Do(world.AuditorTwo, appointment);
        await Away(world.Auditor, chair);
        await world.Refused("workflows.same_person", chair, await Finding());
        var staff = (await world.MatterOf(@case, MatterKind.StaffMatter)).Id;
        await world.NoStep("cases.chair_does_not_review", staff, "HAND_OVER", chair, document: WorldCases.Paper, outcome: "discipline");
        var held = (await world.Ask(deputy, new ShowCase(@case))).Choices.Single(c => c.Trigger == "HEARING_HELD");
        Assert.Contains($"可办理的人员：chair。最早自 {appointment.Day:yyyy-MM-dd} 起可以办理。", held.WhyZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_stands_in_for_two_acts_for_the_one_who_did_not_ask()
    {
        var lawyer = await world.Lawyer();
        await world.Do(world.AuditorTwo, new AskForWithdrawal(@case, "查无实据", await Seen));
        await Away(world.AuditorTwo, deputy);
        Assert.Equal("cases.same_asker", (await world.Ask(deputy, new ShowCase(@case))).Choices.Single(c => c.Trigger == "WITHDRAW").WhyCode);
        await Away(lawyer, deputy);
        Assert.Null((await world.Ask(deputy, new ShowCase(@case))).Choices.Single(c => c.Trigger == "WITHDRAW").WhyCode);
        await world.Do(deputy, new WithdrawLead(@case, await Seen));
        Assert.Equal("deputy（代 lawyer）", (await world.Ask(world.Auditor, new ShowCase(@case))).Steps[^1].Actor);
    }

    /// <summary>A substitute knows no names that he did not write down himself, and writes over none.</summary>
    [Fact]
    public async Task Sealed_names_are_written_over_by_their_handler_alone()
    {
        var staff = (await world.MatterOf(@case, MatterKind.StaffMatter)).Id;
        await world.Do(world.Auditor, new SealStaffNames(staff, new("王某"), await world.SeenOf(staff)));
        await Away(world.Auditor, deputy);
        await world.Refused("cases.names_not_yours", deputy, new SealStaffNames(staff, new("李某"), await world.SeenOf(staff)));
    }

    [Fact]
    public async Task A_refusal_names_who_stands_in_for_the_one_who_is_away()
    {
        await Away(world.Auditor, deputy);
        Assert.Contains("可办理的人员：auditor（公出，由deputy代）。", (await world.Refused(world.Finance, await Finding())).Zh, StringComparison.Ordinal);
        Assert.Contains("可办理的人员：auditor（公出，由deputy代）。", (await world.Refused(world.Finance, new ServeNotice(@case, WorldCases.Paper, await Seen))).Zh, StringComparison.Ordinal);
        Assert.Contains("auditor (away; deputy stands in)", (await world.Ask(world.AuditorTwo, new ShowCase(@case))).Choices.Single(c => c.Trigger == "SERVE_NOTICE").WhyEn, StringComparison.Ordinal);
    }

    /// <summary>A token is as narrow for the page as for the act.</summary>
    [Fact]
    public async Task A_token_offers_no_step_that_it_does_not_open()
    {
        var narrow = world.Auditor with { Scope = new HashSet<Duty> { Duty.ReadBusiness } };
        Assert.False((await world.Ask(narrow, new ShowCase(@case))).Choices.Single(c => c.Trigger == "SERVE_NOTICE").Allowed);
        await world.Refused("acts.not_permitted", narrow, await Finding());
        var voter = world.Leaders[0] with { Scope = new HashSet<Duty> { Duty.ReadBusiness } };
        Assert.Equal([Duty.ReadBusiness], (await world.Ask(voter, new WhoAmI())).Duties);
    }

    /// <summary>Case and matters are one story: who was the investigator in one, for another even, is the reviewer in none.</summary>
    [Fact]
    public async Task Who_investigated_for_another_in_the_case_reviews_none_of_its_matters_and_the_other_way_round()
    {
        var lawyer = await world.Lawyer();
        var staff = (await world.MatterOf(@case, MatterKind.StaffMatter)).Id;
        await world.Do(world.Auditor, new SealStaffNames(staff, new("王某"), await world.SeenOf(staff)));
        var away = await Away(world.Auditor, lawyer);
        await world.Do(lawyer, await Finding());
        await world.NoStep("workflows.same_person", staff, "HAND_OVER", lawyer, document: WorldCases.Paper, outcome: "discipline");
        await world.Do(world.Admin, new EndSubstitution(away, await world.Seen(away.Value)));

        await world.Step(staff, "HAND_OVER", await world.Reviewer(), document: WorldCases.Paper, organ: "市纪委", outcome: "discipline");
        await Away(world.Auditor, await world.Reviewer());
        await world.Refused("workflows.same_person", await world.Reviewer(), await Finding());
    }

    /// <summary>D-4: kin of the party is kin in everything that comes out of the case.</summary>
    [Fact]
    public async Task Who_is_recused_from_a_matter_is_recused_from_its_case_and_from_later_votes_on_it()
    {
        var lawyer = await world.Lawyer();
        await world.Notify(@case);
        await world.Until(new(2026, 9, 10));
        await world.Do(world.Leaders[1], new ApproveReferral(@case, "涉嫌行贿", await Seen));
        await world.Do(world.AuditorTwo, new ReferCase(@case, await Seen));
        var referral = (await world.MatterOf(@case, MatterKind.Referral)).Id;
        var item = await world.Do(world.AuditorTwo, new PutMatterToVote(referral, "事实清楚，建议移送", await world.SeenOf(referral)));
        await world.Do(world.Secretary, new RecordRecusal(item, await world.Seen(item.Value), lawyer.Official, RecusalGround.Kin, "其姐为该施工队会计"));
        await world.Do(world.Secretary, new RecordRecusal(item, await world.Seen(item.Value), world.Leaders[3].Official, RecusalGround.Kin, "其兄为该施工队负责人"));
        await world.Refused("decisions.papers_closed_to_recused", lawyer, new AskForWithdrawal(@case, "查无实据", await Seen));
        await world.Closed("decisions.papers_closed_to_recused", lawyer, new ShowCase(@case));
        // Whatever is put about the case later, he keeps away from it.
        Assert.Equal([lawyer.Official, world.Leaders[3].Official], (await world.Read(db => db.LastingConflicts([@case.Value], default))).Select(c => c.Person).OrderByDescending(p => p));
    }

    /// <summary>Whatever happened to duties meanwhile: who investigated has no seat in the vote.</summary>
    [Fact]
    public async Task Who_investigates_after_it_was_put_to_the_vote_has_no_seat_in_it()
    {
        await world.Notify(@case);
        var item = await world.Do(world.AuditorTwo, new ProposeExtension(@case, "仍在调查", await Seen));
        var leader = world.Leaders[2].Official;
        async Task Give(params Duty[] duties) => await world.Do(world.Admin, new ReassignOfficial(leader, Office.Leadership, "leader", duties, await world.Seen(leader.Value)));
        await Give(Duty.ReadBusiness);
        await Away(world.Auditor, world.Leaders[2]);
        await world.Do(world.Leaders[2], await Finding());
        await Give(Duty.ReadBusiness, Duty.Vote);
        await (await Session.Of(world)).Decide(item);
        var put = await world.Read(db => db.WholeItem(item, default));
        Assert.Contains(put!.Recusals, r => r.Person == leader && r.Ground == RecusalGround.EarlierPart);
        Assert.DoesNotContain(put.Candidates.SelectMany(c => c.Seats), seat => seat.Member == leader && seat.Standing == SeatStanding.Present);
    }

    /// <summary>A duty that is given later does not undo the part that was taken before.</summary>
    [Fact]
    public async Task The_second_person_does_not_investigate_with_a_duty_that_he_gets_later_nor_does_who_investigated_appoint_the_chair()
    {
        await world.Do(world.Admin, new ReassignOfficial(world.AuditorTwo.Official, Office.Audit, "both", [Duty.ReadBusiness, Duty.InvestigateCases, Duty.ReviewCases], await world.Seen(world.AuditorTwo.Official.Value)));
        await world.Refused("workflows.same_person", world.AuditorTwo, await Finding());

        var lawyer = await world.Lawyer();
        await world.Notify(@case, WorldCases.Deducting() with { Exclusion = new("本局全部工程", 1) });
        await world.Do(world.AuditorTwo, new RequestHearing(@case, "对取缔有异议", await Seen, await world.Kept(world.AuditorTwo, "书面材料")));
        var chair = await world.Person("chair", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        await Away(world.Auditor, lawyer);
        await world.Do(lawyer, await Finding());
        await world.Refused("workflows.same_person", lawyer, await world.Appointment(@case, chair));
        await world.Refused("workflows.same_person", lawyer, new ProposeExtension(@case, "仍在调查", await Seen));
        await world.Refused("workflows.same_person", lawyer, new ProposePeriod(@case, "noticeDue", 5, "仍在调查", await Seen));
        await world.Refused("workflows.same_person", lawyer, new ProposeReopening(@case, ReopeningGround.NewFacts, "新的事实", WorldCases.Paper, true, await Seen));
        // Who appointed it has dealt with the case as its reviewer.
        var third = await world.Reviewer();
        await world.Do(third, await world.Appointment(@case, chair));
        await Away(await world.Person("colleague", Office.Audit, Duty.ReadBusiness, Duty.InvestigateCases), third);
        await world.Refused("workflows.same_person", third, await Finding());
    }

    [Fact]
    public async Task Who_stands_in_for_two_gives_the_opinion_for_the_one_who_gave_none()
    {
        await world.Notify(@case);
        await world.Until(new(2026, 9, 10));
        await world.Do(world.AuditorTwo, new CompleteReview(@case, "audit-opinion", "同意", null, await Seen));
        await Away(world.AuditorTwo, deputy);
        await world.Refused("cases.opinions_by_two", deputy, new CompleteReview(@case, "legal-review", "同意", null, await Seen));
        await Away(await world.Lawyer(), deputy);
        Assert.Null((await world.Ask(deputy, new ShowCase(@case))).Tasks.Single(t => t.Code == "legal-review").WhyZh);
        await world.Do(deputy, new CompleteReview(@case, "legal-review", "同意", null, await Seen));
        Assert.Equal("deputy（代 lawyer）", (await world.Ask(world.Auditor, new ShowCase(@case))).Steps[^1].Actor);
    }

    [Fact]
    public async Task A_mark_on_an_integrity_contract_is_nobody_elses()
    {
        await Away(world.Auditor, deputy);
        var integrity = await world.Read(async db => (await db.PenaltyCases.FindAsync(@case))!.IntegrityContract);
        await world.Refused("acts.not_permitted", deputy, new App.Contracts.MarkBreached(integrity, "违约", await world.Seen(integrity.Value)));
    }
}
