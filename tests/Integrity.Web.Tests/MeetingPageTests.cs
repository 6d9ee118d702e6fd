using System.Text.RegularExpressions;
using Integrity.App.Decisions;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;
using Integrity.Tests;
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
        await Browser.Fill(member, "#vote-reason", "价格依据明显不足");
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

    /// <summary>D-3, D-5: what comes up later is put on the agenda of a meeting that is convened, and its proposer takes an item back before the vote.</summary>
    [Fact]
    public async Task An_item_is_put_on_the_agenda_later_and_withdrawn_by_its_proposer()
    {
        var session = await Session.Of(site.World);
        await session.Meet([await session.Propose()]);
        var later = await session.Propose();
        var page = await browser.SignedIn(site, "secretary", $"/meetings/{session.Meeting.Value}");
        await page.Locator("nav.agenda summary").ClickAsync();
        foreach (var box in await page.Locator("nav.agenda input[type=checkbox]").AllAsync()) await box.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "列入议程" }).ClickAsync();
        await page.Locator("button.agenda-row").Nth(2).WaitForAsync();
        await page.GotoAsync($"/meetings/{session.Meeting.Value}?item={later.Value}");
        await Browser.Interactive(page);
        await page.Locator("summary", new() { HasText = "撤回议题" }).ClickAsync();
        await Browser.Fill(page, "#withdraw", "材料须补充");
        await page.GetByRole(AriaRole.Button, new() { Name = "撤回议题" }).ClickAsync();
        await page.GetByText("材料须补充").WaitForAsync();
        Assert.Equal((session.Meeting, ItemResult.Withdrawn), ((await session.Item(later)).Meeting!.Value, (await session.Item(later)).Result));
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

    /// <summary>D-6: much dissent, word for word, stands on one page all the same.</summary>
    [Theory]
    [InlineData(150)]
    [InlineData(400)]
    public async Task Minutes_with_many_words_of_dissent_print_on_one_page(int characters)
    {
        var world = site.World;
        var session = await Session.Of(world);
        var item = await session.Propose(candidates: 2);
        await session.Meet([item]);
        for (var place = 1; place <= 2; place++)
        {
            await session.Open(item);
            foreach (var member in world.Leaders.Skip(1)) await world.Do(member, Session.Ballot(item, Vote.No, place) with { Reason = new string('异', characters) });
            await world.Do(world.Leaders[0], Session.Last(item, Vote.No, place));
        }
        await world.Do(world.Secretary, new CloseMeeting(session.Meeting, await world.Seen(session.Meeting.Value)));

        var page = await browser.SignedIn(site, "leader-1");
        await page.GotoAsync($"/meetings/{session.Meeting.Value}/minutes");
        Assert.Contains(new string('异', characters), await page.InnerTextAsync("article"), StringComparison.Ordinal);
        var paper = await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true });
        Assert.Single(Regex.Matches(System.Text.Encoding.Latin1.GetString(paper), @"/Type\s*/Page\b"));
    }

    /// <summary>D-6, D-2: too few are left, so the matter goes up; what is decided there is entered after the meeting and changes no hash.</summary>
    [Theory]
    [InlineData(true, "同意")]
    [InlineData(false, "不同意")]
    public async Task Minutes_say_referred_to_the_superior_body_and_then_what_it_decided(bool approved, string word)
    {
        var world = site.World;
        var session = await Session.Of(world);
        var item = await session.Propose(1, [.. world.Leaders.Skip(3)]);
        await session.Meet([item]);
        await world.Do(world.Secretary, new CloseMeeting(session.Meeting, await world.Seen(session.Meeting.Value)));
        var closing = await world.Ask(world.Secretary, new ShowMinutes(session.Meeting));

        var page = await browser.SignedIn(site, "leader-1");
        var before = await Article();
        Assert.Contains("结果：报上级研究决定。应到 7 人，回避 4 人，余 3 人可表决，不足应到人数的一半，本机构不能决定（D-2）；未进行表决。", before, StringComparison.Ordinal);
        Assert.Contains("上级决定：尚未录入。", before, StringComparison.Ordinal);

        await session.Meet([]);
        var referredBy = (await session.Item(item)).Meeting!.Value;
        await world.Refused("decisions.goes_to_superior_body", world.Secretary, new PutOnAgenda(session.Meeting, await world.Seen(session.Meeting.Value), [item]));
        var facts = new SuperiorFacts("市交通运输局", "交党〔2026〕8号", new(2026, 8, 3), Digest.Parse(World.Paper), Session.Last(item, Vote.Yes).Hash, approved);
        var entered = await world.Do(world.Secretary, new EnterSuperiorDecision(item, await world.Seen(item.Value), facts));
        await world.Do(world.Leaders[1], new ConfirmSuperiorDecision(entered, await world.Seen(entered.Value), facts));

        var after = await Article();
        Assert.Contains($"上级决定：市交通运输局，交党〔2026〕8号，2026年8月3日，{word}。", after, StringComparison.Ordinal);
        Assert.DoesNotContain("未通过", after, StringComparison.Ordinal);
        Assert.Contains(closing.Hash.ToString(), after, StringComparison.Ordinal);
        using var secretary = await site.SignIn("secretary");
        var answer = (await secretary.Read($"/api/meetings/{referredBy.Value}/minutes"))["minutes"]!["items"]![0]!;
        Assert.Equal(("Pending", "交党〔2026〕8号"), (answer["result"]!.ToString(), answer["referral"]!["decision"]!["documentNumber"]!.ToString()));
        Assert.Equal("3", answer["referral"]!["rule"]!["voters"]!.ToString());

        async Task<string> Article()
        {
            await page.GotoAsync($"/meetings/{closing.Minutes.Meeting.Value}/minutes");
            return await page.InnerTextAsync("article");
        }
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
