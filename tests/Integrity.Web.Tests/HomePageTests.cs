using System.Net;
using System.Text.RegularExpressions;
using Integrity.App.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Tests.Certificates;
using Integrity.Web.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>The first page says what waits for whom, and the contractor's desk shows his own and nothing else.</summary>
public sealed partial class HomePageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_stranger_reads_what_the_system_is_and_finds_the_board()
    {
        using var visitor = site.Anyone();
        var page = await Text(visitor, "/");
        Assert.Contains("href=\"/board\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/rules\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("needs", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_is_shown_to_whoever_has_the_duty_and_leads_there()
    {
        var contract = await site.World.Contract("HT-HOME");
        await site.World.Prepare(contract, 1_000_000);
        var faults = new List<string>();
        var page = await browser.SignedIn(site, "engineer-2", faults: faults);
        await page.GetByRole(AriaRole.Link, new() { Name = "计量证书待复核" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "计量证书" }).WaitForAsync();
        Assert.Empty(faults);
        Assert.DoesNotContain("计量证书待复核", await Text(await site.Known("engineer"), "/"), StringComparison.Ordinal);
        Assert.DoesNotContain("计量证书待复核", await Text(await site.Known("finance-2"), "/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_link_of_the_first_page_leads_to_a_page()
    {
        var templates = typeof(Words).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>()).Select(r => r.Template).ToHashSet();
        foreach (var name in new[] { "engineer", "engineer-2", "finance", "finance-2", "secretary", "leader-1" })
        {
            var page = await Text(await site.Known(name), "/");
            Assert.All(Link().Matches(page).Select(m => m.Groups[1].Value).Where(a => !a.StartsWith("/language/", StringComparison.Ordinal)),
                address => Assert.Contains(Number().Replace(address, "/{Id:long}"), templates));
        }
    }

    [Fact]
    public async Task A_contractor_sees_his_own_contracts_and_debts_on_his_desk_and_nobody_elses()
    {
        var (own, others) = (await site.World.Contract("HT-MINE"), await site.World.Contract("HT-OTHERS"));
        await site.World.Certify(own, 1_234_500);
        await site.World.Certify(others, 9_876_500);
        var party = await site.World.Read(db => Task.FromResult(db.Set<WorksContract>().Where(c => c.Id == own).Select(c => c.Party).Single()));
        await site.World.Contractor("mine", party.Value);

        var faults = new List<string>();
        var page = await browser.SignedIn(site, "mine", "/my", width: 390, faults: faults);
        await page.GetByRole(AriaRole.Link, new() { Name = "HT-MINE" }).WaitForAsync();
        var text = await page.InnerTextAsync("body");
        Assert.DoesNotContain("HT-OTHERS", text, StringComparison.Ordinal);
        Assert.Contains("12,345.00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("98,765.00", text, StringComparison.Ordinal);
        Assert.Empty(faults);

        Assert.Contains("acts.not_permitted", await Text(await site.Known("engineer"), "/my"), StringComparison.Ordinal);
        Assert.Contains("acts.not_found", await Text(await site.Known("mine"), $"/contracts/{others.Value}"), StringComparison.Ordinal);
    }

    private static async Task<string> Text(Visitor visitor, string address) => WebUtility.HtmlDecode(await (await visitor.Get(address)).Content.ReadAsStringAsync());

    [GeneratedRegex("<a [^>]*href=\"(/[a-z/0-9-]*)[?#\"]")]
    private static partial Regex Link();

    [GeneratedRegex("/[0-9]+")]
    private static partial Regex Number();
}
