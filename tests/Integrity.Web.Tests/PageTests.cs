using System.Net;
using System.Reflection;
using Integrity.Web.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>The pages in a real browser.</summary>
public sealed class PageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    [Fact]
    public async Task The_engineering_office_registers_a_counterparty_by_hand()
    {
        var faults = new List<string>();
        var page = await browser.SignedIn(site, "engineer", "/parties", faults: faults);
        await page.GetByRole(AriaRole.Link, new() { Name = "登记往来单位" }).ClickAsync();
        await Browser.Fill(page, "#name", "江州手工登记工程队");
        await Browser.Fill(page, "#code", "91329900MAJU5HND5A");
        await page.GetByRole(AriaRole.Button, new() { Name = "登记往来单位" }).ClickAsync();
        await page.WaitForSelectorAsync(".refusal[data-code='values.credit_code_check_wrong']");
        await Browser.Fill(page, "#code", "91329900MAJU5HND5H");
        await Browser.Press(page, "登记往来单位", @"/parties/\d+");
        await page.GetByRole(AriaRole.Heading, new() { Name = "江州手工登记工程队" }).WaitForAsync();
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_page_that_needs_a_person_leads_to_the_sign_in_and_back()
    {
        var page = await browser.Open(site);
        await page.GotoAsync("/parties");
        await Browser.At(page, @"/sign-in\?back=");
        await Browser.Fill(page, "#name", "finance");
        await Browser.Fill(page, "#password", Integrity.Tests.World.Password);
        await page.ClickAsync("button[type=submit]:has-text('登录')");
        await Browser.At(page, "/parties$");
    }

    [Fact]
    public async Task Signing_in_works_without_javascript()
    {
        var page = await browser.Open(site, javaScript: false);
        await page.GotoAsync("/sign-in");
        await Browser.Fill(page, "#name", "auditor");
        await Browser.Fill(page, "#password", Integrity.Tests.World.Password);
        await page.ClickAsync("button[type=submit]:has-text('登录')");
        // The click is over when the page begins to come, not when it is there.
        await page.Locator(".mud-appbar", new() { HasText = "auditor" }).WaitForAsync();
    }

    [Fact]
    public async Task Public_pages_are_documents_without_a_script()
    {
        var asked = 0;
        using var visitor = site.Anyone();
        foreach (var address in PublicPages())
        {
            var answer = await visitor.Get(address);
            if (answer.StatusCode == HttpStatusCode.NotFound) continue;
            asked++;
            Assert.DoesNotContain("<script", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        }
        Assert.True(asked > 0);
    }

    [Theory]
    [InlineData("zh-CN", "往来单位")]
    [InlineData("en", "Counterparties")]
    public async Task Every_page_speaks_the_readers_language(string language, string heading)
    {
        using var visitor = await site.SignIn("engineer");
        await visitor.Get("/language/" + language);
        var page = WebUtility.HtmlDecode(await (await visitor.Get("/parties")).Content.ReadAsStringAsync());
        Assert.Contains($"lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.Contains(heading + "</h1>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/parties", "engineer")]
    [InlineData("/projects", "engineer")]
    [InlineData("/cases", "auditor")]
    [InlineData("/meetings", "secretary")]
    public async Task A_button_that_would_only_be_refused_is_not_shown(string page, string may)
    {
        Assert.Contains($"href=\"{page}/new\"", await Shown(may), StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"{page}/new\"", await Shown("finance"), StringComparison.Ordinal);

        async Task<string> Shown(string name) => await (await (await site.Known(name)).Get(page)).Content.ReadAsStringAsync();
    }

    [Fact]
    public async Task Nothing_about_the_server_or_the_browser_leaks_to_other_sites()
    {
        using var visitor = site.Anyone();
        var answer = await visitor.Get("/sign-in");
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_says_that_it_is_well()
    {
        using var visitor = site.Anyone();
        Assert.Equal("Healthy", await (await visitor.Get("/health")).Content.ReadAsStringAsync());
    }

    /// <summary>Pages that declare themselves documents and have no number in their address.</summary>
    private static IEnumerable<string> PublicPages() => typeof(Words).Assembly.GetTypes()
        .Where(t => t.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>() is not null)
        .SelectMany(t => t.GetCustomAttributes<RouteAttribute>())
        .Select(r => r.Template).Where(t => !t.Contains('{', StringComparison.Ordinal));
}
