using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Decisions;
using Integrity.App.Desk;
using Integrity.App.Identity;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Identity;

/// <summary>What moves no step is done in a role as every step is: whoever asks, answers, notes or puts something to the vote has a part, for himself or for another (D-4, P-6).</summary>
public sealed class PreparingIsAPartTests : IAsyncLifetime
{
    private World world = null!;
    private Caller deputy = null!;
    private CaseId @case;

    public async ValueTask InitializeAsync() => (world, (deputy, @case)) = await World.After(new(2026, 8, 3), Before);

    private static async Task<(Caller Deputy, CaseId Case)> Before(World world)
    {
        var contract = await world.OwedContract();
        var deputy = await world.Person("deputy", Office.Audit, Duty.ReadBusiness);
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        return (deputy, @case);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private Task<long> Seen => world.SeenOf(@case);

    private Task<SubstitutionId> Away(Caller absent, Caller substitute) =>
        world.Do(world.Admin, new AppointSubstitute(absent.Official, substitute.Official, world.Today(), world.Today().AddDays(30), "出差"));

    private async Task<AddFinding> Finding() => new(@case, WorldCases.Legs[0] with { Words = "补充查明", Document = WorldCases.Paper }, await Seen);

    private async Task<CaseChoice> Choice(Caller reader, string trigger) => (await world.Ask(reader, new ShowCase(@case))).Choices.Single(c => c.Trigger == trigger);

    private Task<Caller> Both(string name) => world.Person(name, Office.Audit, Duty.ReadBusiness, Duty.InvestigateCases, Duty.ReviewCases);

    [Fact]
    public async Task Who_asks_for_a_step_as_investigator_reviews_nothing_of_it_for_himself_or_for_another()
    {
        var both = await Both("both");
        await world.Do(both, new AskForWithdrawal(@case, "查无实据", await Seen));
        Assert.Equal("investigator", (await world.StepsOf(@case))[^1].Role);
        await world.Refused("workflows.same_person", both, new ProposeExtension(@case, "仍在调查", await Seen));
        Assert.Contains("可办理的人员：auditor-2。", (await world.Refused(both, new ProposePeriod(@case, "noticeDue", 5, "仍在调查", await Seen))).Zh, StringComparison.Ordinal);
        await Away(world.AuditorTwo, both);
        await world.Refused("workflows.same_person", both, new ProposePeriod(@case, "noticeDue", 5, "仍在调查", await Seen));
    }

    [Fact]
    public async Task Who_answered_a_defence_as_reviewer_investigates_for_nobody()
    {
        await world.Notify(@case);
        await world.Do(world.Auditor, new SubmitDefence(@case, "没有送礼", await world.Kept(world.Auditor, "申辩书"), await Seen));
        var third = await world.Reviewer();
        await world.Do(third, new AnswerDefence(@case, 1, "有签收记录", await Seen));
        await Away(world.Auditor, third);
        await world.Refused("workflows.same_person", third, await Finding());
        Assert.False((await world.Ask(third, new ShowCase(@case))).MayInvestigate);
        Assert.True((await world.Ask(world.Auditor, new ShowCase(@case))).MayInvestigate);
    }

    [Fact]
    public async Task A_part_in_a_matter_taken_by_asking_or_noting_counts_in_its_case()
    {
        var staff = (await world.MatterOf(@case, MatterKind.StaffMatter)).Id;
        var lawyer = await world.Lawyer();
        await world.Do(world.Auditor, new SealStaffNames(staff, new("王某"), await world.SeenOf(staff)));
        await Away(world.Auditor, lawyer);
        await world.Do(lawyer, new AskForStepInMatter(staff, "WITHDRAW", "查无实据", await world.SeenOf(staff)));
        Assert.Equal("reviewer", (await world.StepsOf(staff))[^1].Role);
        await world.Refused("workflows.same_person", lawyer, await Finding());
    }

    /// <summary>P-9: the leader who approves a referral is none who investigated.</summary>
    [Fact]
    public async Task A_leader_who_investigated_approves_no_referral()
    {
        await world.Notify(@case);
        await world.Until(new(2026, 10, 9));
        var leader = world.Leaders[2];
        async Task Give(params Duty[] duties) => await world.Do(world.Admin, new ReassignOfficial(leader.Official, Office.Leadership, "leader", duties, await world.Seen(leader.Official.Value)));
        await Give(Duty.ReadBusiness, Duty.InvestigateCases);
        await world.Do(leader, await Finding());
        await Give(Duty.ReadBusiness, Duty.Vote);
        Assert.Equal("workflows.same_person", (await Choice(leader, ApproveReferral.Choice)).WhyCode);
        await world.Refused("workflows.same_person", leader, new ApproveReferral(@case, "涉嫌行贿", await Seen));
        Assert.Null((await Choice(world.Leaders[1], ApproveReferral.Choice)).WhyCode);
        await world.Do(world.Leaders[1], new ApproveReferral(@case, "涉嫌行贿", await Seen));
    }

    [Fact]
    public async Task Who_held_the_hearing_stays_out_of_what_comes_of_the_case_for_himself_and_for_another()
    {
        await world.Notify(@case, WorldMatters.Sanction(years: 1));
        await world.Do(world.AuditorTwo, new RequestHearing(@case, "对取缔有异议", await Seen, await world.Kept(world.AuditorTwo, "书面材料")));
        var chair = await world.Person("chair", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        await world.Hear(@case, chair);
        var staff = (await world.MatterOf(@case, MatterKind.StaffMatter)).Id;
        await world.NoStep("cases.chair_does_not_review", staff, "HAND_OVER", chair, document: WorldCases.Paper, outcome: "discipline");
        await world.Refused("cases.chair_does_not_review", chair, new AskForStepInMatter(staff, "HAND_OVER", "移交", await world.SeenOf(staff)));
        await Away(world.Auditor, chair);
        await world.Refused("cases.chair_does_not_review", chair, new SealStaffNames(staff, new("王某"), await world.SeenOf(staff)));
        // Another who is away is none the more his to stand in for.
        Assert.Equal("cases.chair_does_not_review", (await world.Ask(chair, new ShowMatter(staff))).Choices.Single(c => c.Trigger == "HAND_OVER").WhyCode);
    }

    [Fact]
    public async Task Of_several_reasons_the_one_is_told_that_is_nearest_to_the_step()
    {
        // In the place of the one his own part keeps him from it; in the place of the other only the opinions are missing.
        var lawyer = await world.Lawyer();
        await world.Notify(@case);
        await world.Until(new(2026, 10, 9));
        await Away(world.Auditor, lawyer);
        await world.Do(lawyer, await Finding());
        await Away(world.AuditorTwo, deputy);
        await Away(await world.Reviewer(), deputy);
        await world.Do(deputy, new AskForWithdrawal(@case, "查无实据", await Seen));
        Assert.Equal("workflows.same_person", (await Choice(lawyer, "REPORT_READY")).WhyCode);
        Assert.Equal("workflows.requirement_unmet", (await Choice(deputy, "REPORT_READY")).WhyCode);
        Assert.Equal("workflows.requirement_unmet", (await world.Refused(deputy, new ProposeSanction(@case, WorldCases.Deducting(), await Seen))).Code);
    }

    [Fact]
    public async Task A_refusal_of_what_only_prepares_names_who_could_and_nobody_where_it_prepares_nothing()
    {
        await Away(world.AuditorTwo, deputy);
        var apart = await world.Refused(world.AuditorTwo, new AskForRenewal(@case, "", await Seen));
        Assert.Equal("cases.words_missing", apart.Code);
        var extend = await world.Refused(world.Auditor, new ProposeExtension(@case, "仍在调查", await Seen));
        Assert.Contains("可办理的人员：auditor-2（公出，由deputy代）。", extend.Zh, StringComparison.Ordinal);
        Assert.Contains("可办理的人员：auditor。", (await world.Refused(world.Finance, await Finding())).Zh, StringComparison.Ordinal);
        var referral = await world.Refused(world.Finance, new PutMatterToVote((await world.MatterOf(@case, MatterKind.StaffMatter)).Id, "x", await world.SeenOf((await world.MatterOf(@case, MatterKind.StaffMatter)).Id)));
        Assert.DoesNotContain("可办理的人员", referral.Zh, StringComparison.Ordinal);
        var early = await world.Refused(world.Finance, new AppointHearing(@case, world.Today(), new(9, 0), "x", world.AuditorTwo.Official, "x", await Seen));
        Assert.DoesNotContain("可办理的人员", early.Zh, StringComparison.Ordinal);
        Assert.Contains("可在“", early.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_in_a_matter_names_who_could_to_whoever_reads_it_and_tells_nothing_of_a_staff_matter()
    {
        await world.Notify(@case, WorldMatters.Sanction(years: 1));
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, WorldMatters.Sanction(years: 1));
        await world.ServeDecision(@case);
        var (bar, staff) = ((await world.MatterOf(@case, MatterKind.Exclusion)).Id, (await world.MatterOf(@case, MatterKind.StaffMatter)).Id);
        Assert.Contains("可办理的人员：auditor-2", (await world.Refused(world.Finance, new StepInMatter(bar, "REQUEST_RELEASE", "x", WorldCases.Paper, null, null, null, await world.SeenOf(bar)))).Zh, StringComparison.Ordinal);
        var hidden = await world.Refused(world.Finance, new StepInMatter(staff, "HAND_OVER", "x", WorldCases.Paper, null, null, null, await world.SeenOf(staff)));
        Assert.DoesNotContain("可办理的人员", hidden.Zh, StringComparison.Ordinal);
    }

    /// <summary>P-11: the handler is away; the names are written down for him, and are his to read.</summary>
    [Fact]
    public async Task While_no_names_are_sealed_the_handlers_substitute_seals_them_for_him()
    {
        var staff = (await world.MatterOf(@case, MatterKind.StaffMatter)).Id;
        var (lawyer, seen) = (await world.Lawyer(), await world.SeenOf(staff));
        Assert.Contains("姓名尚未密封", (await world.Ask(world.AuditorTwo, new ShowMatter(staff))).Choices.Single(c => c.Trigger == "HAND_OVER").WhyZh, StringComparison.Ordinal);
        await world.Refused("cases.names_not_yours", lawyer, new SealStaffNames(staff, new("王某"), seen));
        await Away(world.Auditor, deputy);
        Assert.True((await world.Ask(deputy, new ShowMatter(staff))).MaySeal);
        await world.Do(deputy, new SealStaffNames(staff, new("王某"), seen));
        Assert.Equal("deputy（代 auditor）", (await world.Ask(world.Auditor, new ShowMatter(staff))).Steps[^1].Actor);
        Assert.Equal("王某", await world.Ask(world.Auditor, new ShowSealedNames(staff)));
        Assert.Equal((false, true), ((await world.Ask(deputy, new ShowMatter(staff))).MaySeal, (await world.Ask(world.Auditor, new ShowMatter(staff))).MaySeal));
        // What follows is the reviewer's, and is called to him.
        Assert.Contains((await world.Ask(world.AuditorTwo, new ListInbox(null))).Items, item => item.Thing == staff.Value);
        Assert.DoesNotContain((await world.Ask(world.Auditor, new ListInbox(null))).Items, item => item.Thing == staff.Value);
        await world.Closed("cases.names_not_yours", deputy, new ShowSealedNames(staff));
    }

    [Fact]
    public async Task Nobody_is_called_to_what_his_own_part_keeps_him_from_or_in_the_place_of_one_who_is_recused()
    {
        async Task<bool> Called(Caller reader) => (await world.Ask(reader, new ListInbox(null))).Items.Any(item => item.Thing == @case.Value);
        await Away(world.Auditor, world.AuditorTwo);
        Assert.False(await Called(world.AuditorTwo));
        var lawyer = await world.Lawyer();
        await world.Do(lawyer, new AskForWithdrawal(@case, "查无实据", await Seen));
        await Away(await world.Reviewer(), lawyer);
        Assert.False(await Called(lawyer));
        await Away(await world.Person("chief", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases), deputy);
        Assert.True(await Called(deputy));
        await world.Notify(@case);
        var item = await world.Do(world.AuditorTwo, new ProposeExtension(@case, "仍在调查", await Seen));
        var chief = (await world.Read(db => db.Officials.SingleAsync(o => o.Name == "chief"))).Id;
        await world.Do(world.Secretary, new RecordRecusal(item, await world.Seen(item.Value), chief, RecusalGround.Kin, "其姐为该施工队会计"));
        Assert.False(await Called(deputy));
    }

    [Fact]
    public async Task A_page_offers_no_preparing_that_would_be_refused_and_says_why()
    {
        await world.Notify(@case, WorldMatters.Sanction(years: 1));
        await world.Do(world.AuditorTwo, new RequestHearing(@case, "对取缔有异议", await Seen, await world.Kept(world.AuditorTwo, "书面材料")));
        await world.Do(world.Auditor, new SubmitDefence(@case, "没有送礼", await world.Kept(world.Auditor, "申辩书"), await Seen));
        var chair = await world.Person("chair", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        await world.Do(world.AuditorTwo, await world.Appointment(@case, chair));
        await Away(chair, deputy);
        Assert.False(await Called(chair, InboxReason.SecondPerson));
        Assert.False(await Called(deputy, InboxReason.Step));
        async Task<bool> Called(Caller reader, InboxReason why) => (await world.Ask(reader, new ListInbox(null))).Items.Any(item => item.Thing == @case.Value && item.Reason == why);
        var answer = await Choice(chair, AnswerDefence.Choice + "1");
        Assert.Equal("workflows.same_person", answer.WhyCode);
        Assert.Contains("可办理的人员：auditor、auditor-2", answer.WhyZh, StringComparison.Ordinal);
        Assert.Equal("workflows.same_person", (await Choice(chair, CaseEvents.Asking("RENEW_HOLD"))).WhyCode);
        Assert.Equal("workflows.same_person", (await Choice(chair, ProposeExtension.Choice)).WhyCode);
        // Whoever knows that a case is unfounded is who investigated it: he asks, another withdraws.
        Assert.True((await Choice(world.Auditor, CaseEvents.Asking("WITHDRAW"))).Allowed);
        await world.Do(world.Auditor, new AskForWithdrawal(@case, "查无实据", await Seen));
        Assert.Equal("workflows.role_not_held", (await Choice(world.Auditor, "WITHDRAW")).WhyCode);
        Assert.True((await Choice(world.AuditorTwo, "WITHDRAW")).Allowed);
        Assert.True((await Choice(world.Auditor, AnswerDefence.Choice + "1")).Allowed);
        Assert.DoesNotContain((await world.Ask(world.Finance, new ShowCase(@case))).Choices, c => c.Trigger.StartsWith(AnswerDefence.Choice, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_got_a_vote_since_is_named_as_nobodys_stand_in_and_the_clock_is_named_in_words()
    {
        await Away(world.AuditorTwo, deputy);
        await world.Do(world.Admin, new ReassignOfficial(deputy.Official, Office.Leadership, "deputy", [Duty.ReadBusiness, Duty.Vote], await world.Seen(deputy.Official.Value)));
        Assert.Contains("auditor-2（公出）", (await world.Refused(world.Finance, new RenewHold(@case, await Seen))).Zh, StringComparison.Ordinal);
        var before = await Seen;
        await world.Until(new(2026, 12, 30));
        Assert.Contains("系统（到期自动办理） 已于", (await world.Refused(world.Auditor, new AskForWithdrawal(@case, "查无实据", before))).Zh, StringComparison.Ordinal);
    }
}
