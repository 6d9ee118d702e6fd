using Integrity.App.Contracts;
using Integrity.App.Payments;
using Integrity.App.Projects;
using Integrity.Domain.Decisions;
using Integrity.Domain.Payments;
using Integrity.Tests;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>R-1 to R-7 as the finance office does them by hand.</summary>
public sealed class RoundPageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_round_from_its_opening_over_slider_and_exact_field_to_its_execution()
    {
        var world = site.World;
        var team = await world.Contract("HT-A");
        await world.MakePayable(team);
        await world.Certify(team, 10_000_000);
        await world.Fund(100_000_000);
        world.Clock.Set(new(2026, 9, 30));
        var project = await world.Read(async db => (await db.WorksContracts.SingleAsync(c => c.Id == team)).Project);
        var chaser = (await world.Ask(world.Finance, new ListChasers(null))).Items[0].Id;
        await world.Do(world.Finance, new ExpectRecovery(project, new(12_345_600), new(2026, 11, 1), chaser, "省厅拨款"));
        var session = await Session.Of(world);
        var faults = new List<string>();
        var page = await browser.SignedIn(site, "finance", "/rounds/new", faults: faults);
        await Browser.Press(page, "开兑付批次", @"/rounds/\d+$");
        var round = PaymentRoundId.From(long.Parse(page.Url.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture));
        await page.WaitForSelectorAsync("text=不能用于本批次");
        await page.WaitForSelectorAsync("text=123,456.00");

        await Press(page, "取快照");
        await page.WaitForSelectorAsync("text=至少一个比例方案");
        Assert.True(await page.GetByRole(AriaRole.Button, new() { Name = "提请集体研究" }).IsDisabledAsync());
        var slider = page.Locator("input.ratio-slider").First;
        await slider.FillAsync("250000");
        await Assertions.Expect(page.Locator("input.ratio").First).ToHaveValueAsync("25.0000");
        await Browser.Fill(page, "input.ratio", "30.1234");
        await page.Locator("input.ratio").First.BlurAsync();
        await Assertions.Expect(page.Locator("input.ratio-slider").First).ToHaveValueAsync("301200");
        await Offer("30.1234 %");

        await Press(page, "提请集体研究");
        await page.WaitForSelectorAsync("text=已提请集体研究，资金已预留");
        // A ratio raised in the meeting is a new list on the same snapshot (D-5).
        await Browser.Fill(page, "input.ratio", "12.3456");
        await page.Locator("input.ratio").First.BlurAsync();
        await Assertions.Expect(page.Locator("input.ratio-slider").First).ToHaveValueAsync("123500");
        await Offer("12.3456 %");
        await session.Decide(new ItemId((await world.Show(round)).DecisionItem!.Value));
        await Press(page, "按会议结果办理");
        await page.WaitForSelectorAsync("text=不能撤销，名单不能再改");
        await Press(page, "执行兑付");
        await page.WaitForSelectorAsync("text=款项在途");

        // Every number says why, down to the paper behind it: by step, type, contract, arithmetic and entry.
        await page.Locator(".key-figures button.figure").Nth(2).ClickAsync();
        foreach (var part in new[] { "清单应付", "施工队", "HT-A", "floor(", "" })
        {
            await page.WaitForSelectorAsync("aside.explain table");
            if (part.Length == 0) break;
            await page.Locator("aside.explain button.link", new() { HasText = part }).First.ClickAsync();
        }
        await page.WaitForSelectorAsync("aside.explain >> text=SHA-256");
        await page.GetByRole(AriaRole.Link, new() { Name = "及其表决" }).ClickAsync();
        await Browser.At(page, @"/meetings/\d+\?item=");
        await page.GetByRole(AriaRole.Link, new() { Name = "打开批次" }).ClickAsync();
        await Browser.At(page, $"/rounds/{round.Value}$");
        Assert.Equal(RoundState.Executing, (await world.Show(round)).State);
        Assert.Empty(faults);

        var reader = await browser.SignedIn(site, "finance-2", $"/rounds/{round.Value}", width: 390, faults: faults);
        await reader.WaitForSelectorAsync("text=下一步");
        Assert.Equal(0, await reader.GetByRole(AriaRole.Button, new() { Name = "结束批次" }).CountAsync());
        Assert.True(await reader.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The round scrolls sideways at 390 px.");
        Assert.Empty(faults);

        // A page that is being drawn anew may lose a click: pressed again until the list is there.
        async Task Offer(string ratio)
        {
            for (var tries = 1; ; tries++)
            {
                await Press(page, "加入比例方案");
                try
                {
                    await page.WaitForSelectorAsync($"section.candidate >> text={ratio}", new() { Timeout = 20_000 });
                    return;
                }
                catch (TimeoutException) when (tries < 3)
                {
                }
            }
        }
    }

    /// <summary>Of two rounds of one day the list tells which project's each is.</summary>
    [Fact]
    public async Task The_list_names_the_project_of_a_round()
    {
        var world = site.World;
        var contract = await world.Contract("HT-P");
        var (project, name) = await world.Read(async db =>
        {
            var id = (await db.WorksContracts.SingleAsync(c => c.Id == contract)).Project;
            return (id, (await db.Projects.SingleAsync(p => p.Id == id)).Name);
        });
        var today = world.Today();
        await world.Do(world.Finance, new OpenRound(project, today, today.AddMonths(1)));
        using var reader = await site.SignIn("finance-2");
        Assert.Contains($">{name}<", System.Net.WebUtility.HtmlDecode(await (await reader.Get("/rounds")).Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    private static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
