using System.Net;
using System.Text.RegularExpressions;
using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.Domain.Cases;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>P-3, P-4, P-9 in the forms of a case's page: what cannot be read falls away for nobody, each factor has its reason, a leader approves a referral.</summary>
public sealed class CaseFormTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_percentage_that_cannot_be_read_is_refused_at_its_field_and_a_notice_names_every_factor()
    {
        var world = site.World;
        var faults = new List<string>();
        var @case = await world.Flag(await world.OwedContract("HT-N1"));
        await world.Confirm(@case);
        var page = await browser.SignedIn(site, "auditor", $"/cases/{@case.Value}", faults: faults);
        await Press(page, "拟制告知书");
        await Browser.Fill(page, "#percentage", "三点五");
        await Browser.Fill(page, "#words", "事实清楚，拟扣罚");
        await Browser.Fill(page.GetByLabel("该因素的理由"), "主动说明情况");
        await page.Locator(".form .form-acts").GetByRole(AriaRole.Button, new() { Name = "拟制告知书" }).ClickAsync();
        await page.WaitForSelectorAsync("#percentage[aria-invalid=true]");
        Assert.Null(await Draft());

        await Browser.Fill(page, "#percentage", "3.5");
        await Press(page, "再加一个因素");
        await page.GetByLabel("该因素的理由").Nth(1).WaitForAsync();
        await Browser.Select(page.Locator(".mud-select", new() { HasText = "裁量因素" }).Last, "隐瞒");
        await Browser.Fill(page.GetByLabel("该因素的理由").Nth(1), "以购物卡掩饰");
        await page.Locator(".form .form-acts").GetByRole(AriaRole.Button, new() { Name = "拟制告知书" }).ClickAsync();
        await page.WaitForSelectorAsync("#percentage", new() { State = WaitForSelectorState.Detached });
        Assert.Equal([PenaltyFactorKind.Cooperated, PenaltyFactorKind.Concealed], (await Draft())!.Proposed.Deduction!.Factors.Select(f => f.Kind));
        Assert.Empty(faults);

        Task<DraftedNotice?> Draft() => world.Read(async db =>
            await db.CasePapers.AsNoTracking().SingleOrDefaultAsync(p => p.PenaltyCase == @case && p.Kind == CasePaperKind.NoticeDraft) is { } paper
                ? App.Journal.CanonicalJson.Read<DraftedNotice>(paper.Text) : null);
    }

    /// <summary>P-1: whoever flags, and whoever opens the case, reads that the clause came on record after the act.</summary>
    [Fact]
    public async Task A_clause_that_came_on_record_after_the_act_is_said_in_the_form_and_on_the_case()
    {
        var world = site.World;
        var contract = await world.Contract("HT-N6");
        await world.Certify(contract, 10_000_000);
        var (today, before) = (world.Today(), world.Today().AddDays(-10));
        var party = await world.Read(db => db.WorksContracts.Where(c => c.Id == contract).Select(c => c.Party).SingleAsync());
        await world.Do(world.Engineer, WorldContracts.Signed("LZ-N6", party, contract) with { SignedOn = before.AddDays(-10) });
        var page = await browser.SignedIn(site, "auditor", $"/cases/new?contract={contract.Value}");
        await page.WaitForSelectorAsync("#clause");
        Assert.Equal(0, await page.Locator("#clause-late").CountAsync());
        await Browser.Fill(page.GetByLabel("行为日"), $"{before:yyyy-MM-dd}");
        await page.GetByLabel("行为日").BlurAsync();
        await page.WaitForSelectorAsync("#clause-late");
        var @case = await world.Flag(contract, on: before);
        await page.GotoAsync($"/cases/{@case.Value}");
        Assert.Contains($"{today:yyyy-MM-dd}", await page.Locator("#clause-late").InnerTextAsync(), StringComparison.Ordinal);
    }

    /// <summary>P-2, P-6: the legs of a lead are completed on its page; after the notice the page says what a finding is good for.</summary>
    [Fact]
    public async Task A_finding_is_added_on_the_page_of_the_case()
    {
        var world = site.World;
        var @case = await world.Flag(await world.OwedContract("HT-N7"), legs: [WorldCases.Legs[0]]);
        await world.Confirm(@case);
        var page = await browser.SignedIn(site, "auditor", $"/cases/{@case.Value}");
        await page.Locator(".mud-tab", new() { HasText = "事实与申辩" }).ClickAsync();
        await Press(page, "补充查明事实和证据");
        await Browser.Fill(page, "#finding-words", "监控显示赠送购物卡");
        await Press(page, "登记");
        await page.WaitForSelectorAsync("dd >> text=监控显示赠送购物卡");
        Assert.Equal(2, (await world.Ask(world.Auditor, new ShowCase(@case))).Findings.Count);
    }

    [Fact]
    public async Task A_leader_approves_a_referral_on_the_page_of_the_case()
    {
        var world = site.World;
        var @case = await world.CaseUnderReview(await world.OwedContract("HT-N2"), WorldCases.Deducting());
        Assert.DoesNotContain("批准移送</", await Page("auditor-2"), StringComparison.Ordinal);
        var page = await browser.SignedIn(site, "leader-1", $"/cases/{@case.Value}");
        await Press(page, "批准移送");
        await Browser.Fill(page, "#words", "涉嫌犯罪，同意移送");
        await page.Locator(".form .form-acts").GetByRole(AriaRole.Button, new() { Name = "批准移送" }).ClickAsync();
        await page.WaitForSelectorAsync("#words", new() { State = WaitForSelectorState.Detached });
        await world.Do(world.AuditorTwo, new ReferCase(@case, await world.SeenOf(@case)));
        Assert.Equal("judicialReferral", await world.StateOf(@case));

        async Task<string> Page(string name) => WebUtility.HtmlDecode(await (await (await site.SignIn(name)).Get($"/cases/{@case.Value}")).Content.ReadAsStringAsync());
    }

    /// <summary>P-10: more time is asked for with its ground and its days, and taken over when it was decided.</summary>
    [Fact]
    public async Task A_period_is_made_longer_on_the_page_of_the_case_by_a_decision()
    {
        var world = site.World;
        var @case = await world.CaseUnderReview(await world.OwedContract("HT-N4"), WorldCases.Deducting());
        async Task<DateOnly?> Due() => (await world.PeriodOf(@case, "reviewLimit")).DueOn;
        var before = await Due();
        var page = await browser.SignedIn(site, "auditor-2", $"/cases/{@case.Value}");
        await Press(page, "提请延长“办案期限”");
        await Browser.Fill(page, "#days", "20");
        await Browser.Fill(page, "#words", "鉴定尚未出具");
        await page.Locator(".form .form-acts").GetByRole(AriaRole.Button, new() { Name = "提请延长“办案期限”" }).ClickAsync();
        await page.WaitForSelectorAsync("#days", new() { State = WaitForSelectorState.Detached });
        await (await Session.Of(world)).Decide(new((await world.CaseOf(@case)).ExtensionItem!.Value));
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("#interactive", new() { State = WaitForSelectorState.Attached });
        await Press(page, "延长“办案期限”20 日");
        await page.Locator(".form .form-acts").GetByRole(AriaRole.Button, new() { Name = "延长“办案期限”20 日" }).ClickAsync();
        await page.WaitForSelectorAsync("#words", new() { State = WaitForSelectorState.Detached });
        Assert.Equal(before!.Value.AddDays(20), await Due());
    }

    /// <summary>What the page of his own case offers a contractor is what he may do there, at every step of it.</summary>
    [Fact]
    public async Task A_contractor_is_offered_what_he_may_do_and_no_act_of_the_bureau()
    {
        string[] his = ["SUBMIT_DEFENCE", "WAIVE_DEFENCE", "REQUEST_HEARING", "LODGE_REVIEW"];
        var world = site.World;
        var @case = await world.Flag(await world.OwedContract("HT-N3"));
        await world.Confirm(@case);
        await world.Notify(@case);
        var own = await world.Contractor("offered-contractor", (await world.CaseOf(@case)).Party.Value);
        await Offered();
        await world.Do(own, new SubmitDefence(@case, "购物卡并非我方赠送", null, await world.SeenOf(@case)));
        Assert.DoesNotContain("答复申辩 1", await Offered());
        Assert.Contains("答复申辩 1", Buttons(await Page("auditor-2")));
        await world.Do(world.AuditorTwo, new AnswerDefence(@case, 1, "有收据为证", await world.SeenOf(@case)));
        // Whatever day the tests before it had come to: its statement period is over, and its hold is not.
        await world.Until((await world.PeriodOf(@case, "statementPeriod")).DueOn!.Value.AddDays(1));
        await Offered();
        await world.DecideCase(@case, WorldCases.Deducting());
        await Offered();
        await world.ServeDecision(@case);
        await world.Publish(@case);
        await Offered();
        await world.Do(own, new LodgeReview(@case, "处理过重", null, await world.SeenOf(@case)));
        await Offered();

        async Task<List<string>> Offered()
        {
            var allowed = (await world.Ask(own, new ShowCase(@case))).Choices.Where(c => c.Allowed).ToList();
            Assert.Empty(allowed.Select(c => c.Trigger).Except(his));
            var buttons = Buttons(await Page("offered-contractor"));
            Assert.Equal(allowed.Select(c => c.LabelZh).Order(), buttons.Order());
            return buttons;
        }

        async Task<string> Page(string name) => WebUtility.HtmlDecode(await (await (await site.SignIn(name)).Get($"/cases/{@case.Value}")).Content.ReadAsStringAsync());
    }

    /// <summary>The buttons that can be pressed among the acts of a case's page.</summary>
    private static List<string> Buttons(string page) =>
        [.. Regex.Matches(Regex.Match(page, "<section class=\"case-acts\".*?</section>", RegexOptions.Singleline).Value, "<button(?![^>]*disabled)[^>]*>(.*?)</button>", RegexOptions.Singleline)
            .Select(button => Regex.Replace(button.Groups[1].Value, "<[^>]*>", "").Trim())];

    private static Task Press(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
