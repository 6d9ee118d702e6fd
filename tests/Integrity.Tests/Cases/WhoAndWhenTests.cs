using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>What cannot be done now is refused with who could do it and when: by name or by body, now and until which day, or from which day on (P-6, P-10, D-2).</summary>
public sealed class WhoAndWhenTests : IAsyncDisposable
{
    private World world = null!;
    private CaseId @case;
    private ContractId contract;

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private Task<long> Seen => world.SeenOf(@case);

    private async Task Flagged()
    {
        world = await World.Begin(new(2026, 8, 3));
        contract = await world.OwedContract();
        @case = await world.Flag(contract);
    }

    private async Task Heard()
    {
        await Flagged();
        await world.Confirm(@case);
        await world.Notify(@case, WorldMatters.Sanction(years: 1));
        await world.Do(world.AuditorTwo, new RequestHearing(@case, "请求听证", await Seen, await world.Kept(world.AuditorTwo, "书面材料")));
    }

    private async Task<CaseChoice> Choice(Caller reader, string trigger) => (await world.Ask(reader, new ShowCase(@case))).Choices.Single(c => c.Trigger == trigger);

    [Fact]
    public async Task Whoever_lacks_the_duty_is_told_who_has_it_and_until_when_it_can_be_done()
    {
        await Flagged();
        var refusal = await world.Refused(world.Finance, new ConfirmHold(@case, await Seen));
        Assert.Equal("acts.not_permitted", refusal.Code);
        Assert.Contains("auditor-2", refusal.Zh, StringComparison.Ordinal);
        Assert.EndsWith("现在即可办理，“第二人确认期限”至 2026-09-24。", refusal.Zh, StringComparison.Ordinal);
        Assert.EndsWith("It can be done now; \"Confirmation due\" ends on 2026-09-24.", refusal.En, StringComparison.Ordinal);
        var later = await world.Refused(world.Finance, new ServeDecision(@case, WorldCases.Paper, await Seen));
        Assert.Contains("可在“已决定，待送达”环节由审核人（审计、法制）办理", later.Zh, StringComparison.Ordinal);
        // An administrator does not read cases, and learns nothing of this one.
        Assert.DoesNotContain("2026", (await world.Refused(world.Admin, new ConfirmHold(@case, await Seen))).Zh, StringComparison.Ordinal);
    }

    /// <summary>P-6: before any notice nothing is worse than the notice; the step does not know such a thing, whatever is proposed.</summary>
    [Fact]
    public async Task What_is_put_to_the_vote_too_early_is_refused_with_the_step_in_which_it_can_be()
    {
        await Flagged();
        await world.Confirm(@case);
        foreach (var proposed in new[] { WorldCases.Deducting(), WorldCases.Deducting(999_999), WorldCases.Dismissal })
        {
            var refusal = await world.Refused(world.AuditorTwo, new ProposeSanction(@case, proposed, await Seen));
            Assert.Equal("workflows.not_allowed_here", refusal.Code);
            Assert.Equal("在“已暂缓支付”环节不能“提请集体研究”。可在“审核”环节由审核人（审计、法制）办理。", refusal.Zh);
        }
    }

    [Fact]
    public async Task The_page_says_behind_a_grey_step_who_and_when()
    {
        await Flagged();
        var confirm = await Choice(world.Auditor, "CONFIRM");
        Assert.EndsWith("可办理的人员：auditor-2。现在即可办理，“第二人确认期限”至 2026-09-24。", confirm.WhyZh, StringComparison.Ordinal);
        Assert.EndsWith("Who can do it: auditor-2. It can be done now; \"Confirmation due\" ends on 2026-09-24.", confirm.WhyEn, StringComparison.Ordinal);
        var extend = await Choice(world.Secretary, "EXTEND_HOLD");
        Assert.EndsWith("由局领导班子会议决定，纪要归档后办理。", extend.WhyZh, StringComparison.Ordinal);
    }

    /// <summary>What is the contractor's to do is his to do, where he can sign in; where he cannot, that is the reason.</summary>
    [Fact]
    public async Task What_only_the_contractor_does_names_him_or_that_he_cannot_sign_in()
    {
        await Flagged();
        await world.Confirm(@case);
        await world.Notify(@case);
        var waive = await Choice(world.Auditor, "WAIVE_DEFENCE");
        Assert.Contains("合同相对人没有登录账户", waive.WhyZh, StringComparison.Ordinal);
        Assert.Contains("Contractor has no account to sign in with", waive.WhyEn, StringComparison.Ordinal);
        Assert.DoesNotContain("目前无人可以办理", waive.WhyZh, StringComparison.Ordinal);
        // Others can record a statement for him, and it is said that he cannot make it himself.
        var other = await Choice(world.AuditorTwo, "SUBMIT_DEFENCE");
        Assert.Contains("可办理的人员：auditor。合同相对人没有登录账户", other.WhyZh, StringComparison.Ordinal);
        await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
        Assert.Contains("可办理的人员：合同相对人。现在即可办理，“陈述申辩期”至", (await Choice(world.Auditor, "WAIVE_DEFENCE")).WhyZh, StringComparison.Ordinal);
        Assert.Contains("Who can do it: Contractor. It can be done now", (await Choice(world.Auditor, "WAIVE_DEFENCE")).WhyEn, StringComparison.Ordinal);
        Assert.Contains("可办理的人员：auditor、合同相对人。", (await Choice(world.AuditorTwo, "SUBMIT_DEFENCE")).WhyZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_for_a_day_names_it()
    {
        await Flagged();
        await world.Confirm(@case);
        await world.Notify(@case, WorldMatters.Sanction(years: 1));
        var party = (await world.CaseOf(@case)).Party.Value;
        var own = await world.Contractor("own", party);
        await world.Do(own, new WaiveDefence(@case, await world.Kept(own, "放弃陈述申辩书"), await Seen));
        var refusal = await world.Refused(world.AuditorTwo, new ProposeSanction(@case, WorldCases.Deducting(), await Seen));
        Assert.EndsWith($"最早自 {await LastDayToAsk():yyyy-MM-dd} 起可以办理。", refusal.Zh, StringComparison.Ordinal);
        var task = (await world.Ask(world.Auditor, new ShowCase(@case))).Tasks[0];
        Assert.Contains("可办理的人员：auditor-2。现在即可办理，“办案期限”至 2026-12-22。", task.WhyZh, StringComparison.Ordinal);

        async Task<DateOnly> LastDayToAsk() => await world.Read(async db => CaseRequirements.LastToAskForHearing((await db.CaseFileOf(@case, world.Today(), default))!).Day.AddDays(1));
    }

    [Fact]
    public async Task A_review_that_the_superior_body_decides_says_so_before_it_is_put()
    {
        world = await World.Begin(new(2026, 8, 3));
        contract = await world.OwedContract();
        @case = await world.Sanctioned(contract, WorldCases.Deducting());
        await world.Publish(@case);
        await world.Do(world.AuditorTwo, new LodgeReview(@case, "认为处理过重", await world.Kept(world.AuditorTwo, "书面材料"), await Seen));
        var upheld = await Choice(world.AuditorTwo, "UPHELD");
        // What to do comes first, and no meeting is asked for that nobody can hold.
        Assert.Equal("还不能“复核维持”：参与过本案的人员回避后人数不足，由上级机关决定；收到其文件后由两人录入。", upheld.WhyZh);
        Assert.StartsWith("\"Upheld on review\" is not possible yet. Too few are left who took no part, so the superior body decides", upheld.WhyEn, StringComparison.Ordinal);
        Assert.DoesNotContain("quorum", upheld.WhyEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_may_chair_the_hearing_the_page_says_so_and_what_to_do_and_shows_no_form()
    {
        await Heard();
        var appoint = await Choice(world.AuditorTwo, AppointHearing.Choice);
        Assert.Equal((false, "cases.nobody_may_chair"), (appoint.Allowed, appoint.WhyCode));
        await world.Refused("cases.nobody_may_chair", world.AuditorTwo, await world.Appointment(@case, world.AuditorTwo));
        var chair = await world.Person("chair", Office.Engineering, Duty.ReadBusiness, Duty.ReviewCases);
        Assert.True((await Choice(world.AuditorTwo, AppointHearing.Choice)).Allowed);
        await world.Refused("cases.chair_took_part", world.AuditorTwo, await world.Appointment(@case, world.AuditorTwo));
        await world.Hear(@case, chair);
        Assert.Equal("underReview", await world.StateOf(@case));
    }

    /// <summary>P-6: what the contractor says and asks for is his; the bureau uses none of his rights up without his own paper.</summary>
    [Fact]
    public async Task What_the_bureau_enters_for_the_contractor_comes_with_his_paper()
    {
        await Flagged();
        await world.Confirm(@case);
        await world.Notify(@case, WorldCases.Deducting() with { Exclusion = new("本局全部工程", 2) });
        await world.Refused("cases.paper_of_contractor_missing", world.Auditor, new SubmitDefence(@case, "代为申辩", null, await world.SeenOf(@case)));
        await world.Refused("cases.paper_of_contractor_missing", world.AuditorTwo, new RequestHearing(@case, "代为申请", await world.SeenOf(@case)));
        await world.Refused("cases.paper_of_contractor_missing", world.AuditorTwo, new LodgeReview(@case, "代", null, await world.SeenOf(@case)));
        // Nor with one that the bureau brought in against him.
        await world.Refused("cases.paper_of_contractor_missing", world.AuditorTwo, new RequestHearing(@case, "代为申请", await world.SeenOf(@case), WorldCases.Paper));
        var paper = await world.Kept(world.AuditorTwo, "听证申请书");
        await world.Do(world.AuditorTwo, new RequestHearing(@case, "对取缔有异议", await world.SeenOf(@case), paper));
        Assert.Equal(paper, (await world.StepsOf(@case))[^1].Document);
    }
}
