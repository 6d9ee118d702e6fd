using Integrity.App.Cases;
using Integrity.Domain.Decisions;
using Integrity.Tests.Decisions;
using Xunit;

namespace Integrity.Tests.Cases;

public sealed partial class CaseActsTests
{
    /// <summary>P-10: each clock stands once and runs once; the button says so before it is pressed.</summary>
    [Fact]
    public async Task What_stands_is_not_paused_and_what_runs_is_not_resumed()
    {
        await Flagged();
        await world.Refused("workflows.never_paused", world.AuditorTwo, new PauseClock(@case, "等待鉴定", await Seen));
        await world.Confirm(@case);
        async Task<string?> Why(string trigger) => (await world.Ask(world.AuditorTwo, new ShowCase(@case))).Choices.Single(c => c.Trigger == trigger).WhyEn;
        await world.Refused("cases.nothing_paused", world.AuditorTwo, new ResumeClock(@case, await Seen));
        Assert.Equal((null, true), (await Why("PAUSE_CLOCK"), (await Why("RESUME_CLOCK"))!.Contains("No period is paused", StringComparison.Ordinal)));
        await world.Do(world.AuditorTwo, new PauseClock(@case, "等待鉴定", await Seen));
        await world.Refused("workflows.already_paused", world.AuditorTwo, new PauseClock(@case, "等待鉴定", await Seen));
        Assert.Equal((true, null), ((await Why("PAUSE_CLOCK"))!.Contains("paused already", StringComparison.Ordinal), await Why("RESUME_CLOCK")));
        await world.Do(world.AuditorTwo, new ResumeClock(@case, await Seen));
        await world.Refused("cases.nothing_paused", world.AuditorTwo, new ResumeClock(@case, await Seen));
        // A second stop on another day is another ground.
        await world.Do(world.AuditorTwo, new PauseClock(@case, "再次鉴定", await Seen));
    }

    /// <summary>P-5: what could not be done is not asked for either.</summary>
    [Fact]
    public async Task A_hold_is_renewed_once_and_extended_once_and_only_after_service()
    {
        await Confirmed();
        await world.Refused("workflows.requirement_unmet", world.AuditorTwo, new ProposeExtension(@case, "鉴定尚未出具", await Seen));
        await world.Renew(@case);
        await world.Refused("workflows.not_longer", world.Auditor, new AskForRenewal(@case, "仍在调查", await Seen));
        await world.Notify(@case);
        await (await Session.Of(world)).Decide(await world.Do(world.AuditorTwo, new ProposeExtension(@case, "鉴定尚未出具", await Seen)));
        await world.Do(world.Secretary, new ExtendHold(@case, await Seen));
        await world.Refused("workflows.not_longer", world.AuditorTwo, new ProposeExtension(@case, "鉴定尚未出具", await Seen));
    }

    /// <summary>P-6, D-1: what is before the leadership group is the group's to dismiss or to send back.</summary>
    [Fact]
    public async Task A_case_that_is_before_the_leadership_group_is_not_withdrawn_by_two()
    {
        await Confirmed();
        await world.Notify(@case);
        await world.Until(new(2026, 10, 9));
        await world.Do(world.Auditor, new AskForWithdrawal(@case, "查无实据", await Seen));
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await Seen));
        await world.Do(world.AuditorTwo, new ProposeSanction(@case, WorldCases.Deducting(), await Seen));
        await world.Refused("cases.before_the_body", world.AuditorTwo, new WithdrawLead(@case, await Seen));
        await (await Session.Of(world)).Decide(new((await world.CaseOf(@case)).DecisionItem!.Value), Vote.No);
        await world.Do(world.Secretary, new AdoptCaseDecision(@case, await Seen));
        // Sent back: what was asked for before stands, and the second person may do it.
        await world.Do(world.AuditorTwo, new WithdrawLead(@case, await Seen));
        Assert.Equal("closed", await world.StateOf(@case));
    }

    [Fact]
    public async Task A_withdrawal_is_not_asked_for_where_it_could_not_follow()
    {
        await Confirmed();
        await world.Notify(@case);
        await world.Until(new(2026, 10, 9));
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await Seen));
        await world.Do(world.AuditorTwo, new ProposeSanction(@case, WorldCases.Deducting(), await Seen));
        await world.Refused("cases.before_the_body", world.Auditor, new AskForWithdrawal(@case, "查无实据", await Seen));
        await (await Session.Of(world)).Decide(new((await world.CaseOf(@case)).DecisionItem!.Value));
        await world.Do(world.Secretary, new AdoptCaseDecision(@case, await Seen));
        await world.Refused("workflows.not_allowed_here", world.Auditor, new AskForWithdrawal(@case, "查无实据", await Seen));
    }

    [Fact]
    public async Task A_referral_is_approved_only_where_the_case_can_be_referred()
    {
        await Confirmed();
        await world.Refused("workflows.not_allowed_here", world.Leaders[1], new ApproveReferral(@case, "涉嫌行贿", await Seen));
    }
}
