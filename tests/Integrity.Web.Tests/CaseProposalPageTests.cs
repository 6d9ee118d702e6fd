using Integrity.App.Cases;
using Integrity.Domain.Cases;
using Integrity.Tests.Cases;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>P-6 on a case's page: a proposal begins as the notice.</summary>
public sealed class CaseProposalPageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    /// <summary>P-6: what was told is what is proposed; a clerk who changes nothing proposes what the notice said.</summary>
    [Fact]
    public async Task What_is_put_to_the_vote_is_filled_in_from_the_served_notice_and_a_dismissal_is_named()
    {
        var world = site.World;
        var @case = await world.CaseUnderReview(await world.OwedContract("HT-N3"), WorldCases.Deducting());
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await world.SeenOf(@case)));
        var page = await browser.SignedIn(site, "auditor-2", $"/cases/{@case.Value}");
        await Press(page, "提请集体研究");
        Assert.Equal("3.5000", await page.InputValueAsync("#percentage"));
        await Browser.Fill(page, "#percentage", "");
        await page.PressAsync("#percentage", "Tab");
        await page.WaitForSelectorAsync("text=提请的是“不予处理”");
        await Browser.Fill(page, "#percentage", "3");
        await page.Locator(".form .form-acts").GetByRole(AriaRole.Button, new() { Name = "提请集体研究" }).ClickAsync();
        await page.WaitForSelectorAsync("#words", new() { State = WaitForSelectorState.Detached });
        var decided = (await world.Ask(world.AuditorTwo, new ShowCase(@case))).Decision!;
        Assert.Equal((30_000, WorldCases.Deducting().Deduction!.Factors[0], WorldCases.Deducting().Reasons), (decided.Deduction!.Percentage.Ppm, decided.Deduction.Factors[0], decided.Reasons));
    }

    private static Task Press(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
