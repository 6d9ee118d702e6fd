using System.Net;
using Integrity.App.Cases;
using Integrity.Domain.Cases;
using Integrity.Tests.Cases;
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
        await page.FillAsync("#percentage", "三点五");
        await page.FillAsync("#words", "事实清楚，拟扣罚");
        await page.GetByLabel("该因素的理由").FillAsync("主动说明情况");
        await page.Locator(".form .form-acts").GetByRole(AriaRole.Button, new() { Name = "拟制告知书" }).ClickAsync();
        await page.WaitForSelectorAsync("#percentage[aria-invalid=true]");
        Assert.Null(await Draft());

        await page.FillAsync("#percentage", "3.5");
        await Press(page, "再加一个因素");
        await page.GetByLabel("该因素的理由").Nth(1).WaitForAsync();
        await page.Locator(".mud-select", new() { HasText = "裁量因素" }).Last.ClickAsync();
        await page.Locator(".mud-popover-open").GetByText("隐瞒").ClickAsync();
        await page.GetByLabel("该因素的理由").Nth(1).FillAsync("以购物卡掩饰");
        await page.Locator(".form .form-acts").GetByRole(AriaRole.Button, new() { Name = "拟制告知书" }).ClickAsync();
        await page.WaitForSelectorAsync("#percentage", new() { State = WaitForSelectorState.Detached });
        Assert.Equal([PenaltyFactorKind.Cooperated, PenaltyFactorKind.Concealed], (await Draft())!.Proposed.Deduction!.Factors.Select(f => f.Kind));
        Assert.Empty(faults);

        Task<DraftedNotice?> Draft() => world.Read(async db =>
            await db.CasePapers.AsNoTracking().SingleOrDefaultAsync(p => p.PenaltyCase == @case && p.Kind == CasePaperKind.NoticeDraft) is { } paper
                ? App.Journal.CanonicalJson.Read<DraftedNotice>(paper.Text) : null);
    }

    [Fact]
    public async Task A_leader_approves_a_referral_on_the_page_of_the_case()
    {
        var world = site.World;
        var @case = await world.CaseUnderReview(await world.OwedContract("HT-N2"), WorldCases.Deducting());
        Assert.DoesNotContain("批准移送</", await Page("auditor-2"), StringComparison.Ordinal);
        var page = await browser.SignedIn(site, "leader-1", $"/cases/{@case.Value}");
        await Press(page, "批准移送");
        await page.FillAsync("#words", "涉嫌犯罪，同意移送");
        await page.Locator(".form .form-acts").GetByRole(AriaRole.Button, new() { Name = "批准移送" }).ClickAsync();
        await page.WaitForSelectorAsync("#words", new() { State = WaitForSelectorState.Detached });
        await world.Do(world.AuditorTwo, new ReferCase(@case, await world.SeenOf(@case)));
        Assert.Equal("judicialReferral", await world.StateOf(@case));

        async Task<string> Page(string name) => WebUtility.HtmlDecode(await (await (await site.SignIn(name)).Get($"/cases/{@case.Value}")).Content.ReadAsStringAsync());
    }

    private static Task Press(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
