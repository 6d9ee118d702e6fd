using System.Text.RegularExpressions;
using Integrity.App.Decisions;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>O-5: a wage run is reported on the meeting's page, printed in its minutes, and read by anyone on the board.</summary>
public sealed class WageReportPageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    [Fact]
    public async Task The_secretary_reports_a_wage_run_in_the_meeting_and_it_is_in_the_minutes_and_on_the_board()
    {
        await site.World.OneWage();
        var run = await site.World.PrepareWages();
        await site.World.ConfirmWages(run);
        var session = await Session.Of(site.World);
        var meeting = await session.Meet([]);
        var faults = new List<string>();
        var leader = await browser.SignedIn(site, "leader-2", $"/meetings/{meeting.Value}", faults: faults);
        await leader.GetByRole(AriaRole.Button, new() { Name = "报告事项" }).ClickAsync();
        await leader.GetByText("待报告的工资支付").WaitForAsync();
        Assert.Equal(0, await leader.GetByRole(AriaRole.Button, new() { Name = "向本次会议报告" }).CountAsync());

        var keeper = await browser.SignedIn(site, "secretary", $"/meetings/{meeting.Value}", faults: faults);
        await keeper.GetByRole(AriaRole.Button, new() { Name = "报告事项 1 项工资支付待报告" }).ClickAsync();
        await keeper.GetByRole(AriaRole.Button, new() { Name = "向本次会议报告" }).ClickAsync();
        var said = $"工资支付 W{site.World.Today().Year}-0001：{site.World.Today():yyyy-MM-dd} 执行，1 笔，金额 ¥2,000.00。";
        await keeper.GetByRole(AriaRole.Link, new() { Name = said }).ClickAsync();
        await keeper.GetByRole(AriaRole.Link, new() { Name = $"已向 {site.World.Today():yyyy-MM-dd} 的会议〔{site.World.Today().Year}〕第1号报告" }).ClickAsync();
        await Browser.At(keeper, $"/meetings/{meeting.Value}$");
        await keeper.GetByText("已报告 1 项").WaitForAsync();

        await site.World.Do(site.World.Secretary, new CloseMeeting(meeting, await site.World.Seen(meeting.Value)));
        await leader.GotoAsync($"/meetings/{meeting.Value}/minutes");
        Assert.Contains(said, await leader.InnerTextAsync("article"), StringComparison.Ordinal);
        Assert.Single(Regex.Matches(System.Text.Encoding.Latin1.GetString(await leader.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true })), @"/Type\s*/Page\b"));

        var anyone = await browser.Open(site, javaScript: false, width: 390);
        await anyone.GotoAsync("/board");
        var board = await anyone.InnerTextAsync("section:has(h2:text('工资支付'))");
        Assert.Contains("2,000.00", board, StringComparison.Ordinal);
        Assert.DoesNotContain("HT-A", board, StringComparison.Ordinal);
        using var visitor = site.Anyone();
        Assert.Equal("200000", (await visitor.Read("/api/public/wage-runs"))["items"]![0]!["amount"]!.ToString());
        Assert.Empty(faults);
    }
}
