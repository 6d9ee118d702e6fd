using System.Net;
using Integrity.App.Cases;
using Integrity.Domain.Identity;
using Integrity.Tests.Cases;
using Integrity.Tests.Payments;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>P-4, P-5, P-6 on the page of a case: the right to a hearing and the hearing that is owed, the limit of the hold in the picture, and that there is no past case to compare with.</summary>
public sealed class HearingPageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    [Fact]
    public async Task The_page_says_to_both_sides_that_a_hearing_may_be_asked_for_and_then_that_it_is_owed()
    {
        var world = site.World;
        var @case = await world.Flag(await world.OwedContract("HT-H1"));
        await world.Confirm(@case);
        await world.Notify(@case, WorldMatters.Sanction(years: 1));
        var own = await world.Contractor("hearing-contractor", (await world.CaseOf(@case)).Party.Value);
        var last = await world.Read(async db => CaseRequirements.LastToAskForHearing((await db.CaseFileOf(@case, world.Today(), default))!).Day);
        Assert.Contains($"您可以申请听证，最后一日 {last:yyyy-MM-dd}。", await Page("hearing-contractor"), StringComparison.Ordinal);
        Assert.Contains($"合同相对人可以申请听证，最后一日 {last:yyyy-MM-dd}，至今没有申请。", await Page("auditor"), StringComparison.Ordinal);
        await world.Do(own, new WaiveDefence(@case, await world.Kept(own, "放弃陈述申辩书"), await world.SeenOf(@case)));
        await world.Do(world.Leaders[1], new ApproveReferral(@case, "涉嫌行贿", await world.SeenOf(@case)));
        await world.Do(world.AuditorTwo, new ReferCase(@case, await world.SeenOf(@case)));
        Assert.Contains($"最后一日 {last:yyyy-MM-dd}，至今没有申请。", await Page("auditor"), StringComparison.Ordinal);
        await world.Do(own, new RequestHearing(@case, "请求听证", await world.SeenOf(@case)));
        Assert.Contains("您已申请听证，尚未举行", await Page("hearing-contractor"), StringComparison.Ordinal);
        Assert.Contains("合同相对人已申请听证，尚未举行", await Page("auditor"), StringComparison.Ordinal);
        Assert.Contains("您申请的听证尚未举行", await Page("hearing-contractor", "/my"), StringComparison.Ordinal);

        async Task<string> Page(string name, string? path = null) => WebUtility.HtmlDecode(await (await (await site.SignIn(name)).Get(path ?? $"/cases/{@case.Value}")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Once_it_is_appointed_both_sides_read_when_and_where_and_where_nothing_can_be_done_the_page_says_so()
    {
        var world = site.World;
        var @case = await world.Flag(await world.OwedContract("HT-H3"));
        await world.Confirm(@case);
        await world.Notify(@case, WorldMatters.Sanction(years: 1));
        var own = await world.Contractor("heard-contractor", (await world.CaseOf(@case)).Party.Value);
        await world.Do(own, new RequestHearing(@case, "请求听证", await world.SeenOf(@case)));
        var chair = await world.Person("heard-chair", Office.Engineering, Duty.ReadBusiness, Duty.ReviewCases);
        var appointed = await world.Appointment(@case, chair);
        await world.Do(world.AuditorTwo, appointed);
        var said = $"听证定于 {appointed.Day:yyyy-MM-dd} 09:30 举行，地点：{appointed.Place}。";
        foreach (var (name, path) in new[] { ("heard-contractor", $"/cases/{@case.Value}"), ("auditor", $"/cases/{@case.Value}"), ("heard-contractor", "/my") })
            Assert.Contains(said, await Page(name, path), StringComparison.Ordinal);
        world.Clock.Set(appointed.Day);
        await world.Do(chair, new HoldHearing(@case, WorldCases.Paper, null, await world.SeenOf(@case)));
        await world.DecideCase(@case, WorldMatters.Sanction(years: 1));
        Assert.Contains("现在没有您可以办理的事项。", await Page("heard-contractor", $"/cases/{@case.Value}"), StringComparison.Ordinal);

        async Task<string> Page(string name, string path) => WebUtility.HtmlDecode(await (await (await site.SignIn(name)).Get(path)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Where_no_past_case_is_like_it_the_page_says_so_and_the_picture_bears_the_limit_of_the_hold()
    {
        var world = site.World;
        var @case = await world.Flag(await world.OwedContract("HT-H2"));
        await world.Confirm(@case);
        await world.Notify(@case);
        var limit = (await world.PeriodOf(@case, "holdLimit")).DueOn!.Value;
        var page = await browser.SignedIn(site, "auditor", $"/cases/{@case.Value}");
        await page.GetByRole(AriaRole.Tab, new() { Name = "扣罚计算" }).ClickAsync();
        await page.WaitForSelectorAsync("text=目前没有同档情节、扣罚有效的以往案件可供比较。");

        var printed = WebUtility.HtmlDecode(await (await (await site.SignIn("auditor")).Get($"/cases/{@case.Value}/procedure")).Content.ReadAsStringAsync());
        // In the picture and its printed sheets twice each, on the lit step and for every step; in the list likewise.
        Assert.True(printed.Split($"暂缓支付期限 → {limit:yyyy-MM-dd}").Length - 1 >= 6, printed);
        Assert.Contains($"期限：暂缓支付期限 → {limit:yyyy-MM-dd}", printed, StringComparison.Ordinal);
    }
}
