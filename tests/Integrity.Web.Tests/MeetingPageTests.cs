using System.Text.RegularExpressions;
using Integrity.App.Decisions;
using Integrity.Domain.Decisions;
using Integrity.Tests.Decisions;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>D-3, D-6: a meeting as the people in the room see it, and its minutes on paper.</summary>
public sealed class MeetingPageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    [Fact]
    public async Task The_chairs_button_opens_last_and_says_why_not_yet_and_nobody_sees_a_ballot_before()
    {
        var session = await Session.Of(site.World);
        var item = await session.Propose();
        await session.Meet([item]);
        var faults = new List<string>();
        var keeper = await browser.SignedIn(site, "secretary", $"/meetings/{session.Meeting.Value}", faults: faults);
        await keeper.GetByRole(AriaRole.Button, new() { Name = "开始表决" }).ClickAsync();
        await keeper.WaitForSelectorAsync(".candidate.now .seat");

        var chair = await browser.SignedIn(site, "leader-1", $"/meetings/{session.Meeting.Value}", width: 1024, faults: faults);
        await chair.GetByText("还有 6 名到会成员没有表决").WaitForAsync();
        await chair.Locator(".choice").First.ClickAsync();
        Assert.True(await chair.GetByRole(AriaRole.Button, new() { Name = "末位表态并结束表决" }).IsDisabledAsync());

        var member = await browser.SignedIn(site, "leader-2", $"/meetings/{session.Meeting.Value}", width: 390, faults: faults);
        await member.Locator(".choice", new() { HasText = "反对" }).ClickAsync();
        await member.FillAsync("#vote-reason", "价格依据明显不足");
        await member.GetByRole(AriaRole.Button, new() { Name = "投票", Exact = true }).ClickAsync();
        await member.GetByText("已收到您的表决").WaitForAsync();
        foreach (var other in site.World.Leaders.Skip(2)) await session.Cast(other, item, Vote.Yes);

        var last = chair.GetByRole(AriaRole.Button, new() { Name = "末位表态并结束表决", Disabled = false });
        await last.WaitForAsync();
        Assert.DoesNotContain("价格依据明显不足", await chair.ContentAsync() + await keeper.ContentAsync() + await member.InnerTextAsync("body"), StringComparison.Ordinal);
        await last.ClickAsync();
        await keeper.GetByText("价格依据明显不足").WaitForAsync();
        Assert.Equal(ItemResult.Passed, (await session.Item(item)).Result);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Minutes_print_on_one_page_with_their_hash_and_a_code_to_it(int more)
    {
        var session = await Session.Of(site.World);
        var (first, second) = (await session.Propose(), await session.Propose(1, site.World.Leaders[3]));
        var items = new List<ItemId> { first, second };
        for (var i = 0; i < more; i++) items.Add(await session.Propose());
        await session.Meet(items, site.World.Leaders[6]);
        foreach (var item in items)
        {
            await session.Open(item);
            foreach (var member in site.World.Leaders.Skip(1).Take(5).Where(one => item != second || one != site.World.Leaders[3]))
                await session.Cast(member, item, member == site.World.Leaders[1] ? Vote.No : Vote.Yes);
            await site.World.Do(site.World.Leaders[0], Session.Last(item, Vote.Yes));
        }
        await site.World.Do(site.World.Secretary, new CloseMeeting(session.Meeting, await site.World.Seen(session.Meeting.Value)));
        var hash = (await site.World.Ask(site.World.Secretary, new ShowMinutes(session.Meeting))).Hash.ToString();

        var page = await browser.SignedIn(site, "leader-1");
        await page.GotoAsync($"/meetings/{session.Meeting.Value}/minutes");
        var text = await page.InnerTextAsync("article");
        Assert.Contains("应到 7 人，实到 6 人", text, StringComparison.Ordinal);
        Assert.Contains("反对、弃权及与结果不同的意见：leader-2（反对）：价格依据不足。", text, StringComparison.Ordinal);
        Assert.Contains("回避：leader-4（亲属关系）。", text, StringComparison.Ordinal);
        Assert.Contains(hash, text, StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("svg.qr path").CountAsync());
        Assert.Equal(0, await page.Locator("script").CountAsync());
        var paper = await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true });
        Assert.Single(Regex.Matches(System.Text.Encoding.Latin1.GetString(paper), @"/Type\s*/Page\b"));
    }

    /// <summary>The whole way over HTTP: no answer on it tells how somebody voted before the vote closes.</summary>
    [Fact]
    public async Task A_vote_goes_over_the_api_by_the_lists_hash()
    {
        var session = await Session.Of(site.World);
        var item = await session.Propose();
        await session.Meet([item]);
        using var keeper = await site.SignIn("secretary");
        await keeper.Do($"/api/items/{item.Value}/open", seen: await site.World.Seen(item.Value));
        using var member = await site.SignIn("leader-3");
        var hash = (await member.Read($"/api/items/{item.Value}"))["candidates"]![0]!["digest"]!.ToString();
        var ballot = new { place = 1, hash, vote = "Abstain", reason = "尚需核实" };
        Assert.Equal((System.Net.HttpStatusCode.UnprocessableEntity, "decisions.other_list_on_the_table"), await member.Refused($"/api/items/{item.Value}/ballots", ballot with { place = 2 }));
        Assert.Equal("{\"number\":1}", (await member.Do($"/api/items/{item.Value}/ballots", ballot))!.ToJsonString());
        var seen = (await keeper.Read($"/api/items/{item.Value}")).ToJsonString() + (await keeper.Read($"/api/meetings/{session.Meeting.Value}")).ToJsonString();
        Assert.DoesNotContain("Abstain", seen, StringComparison.Ordinal);
        Assert.Equal("decisions.vote_is_open", (await Visitor.Problem(await keeper.Get($"/api/meetings/{session.Meeting.Value}/minutes"))).Code);
    }
}
