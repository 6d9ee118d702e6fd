using System.Net;
using System.Text.Json.Nodes;
using Integrity.App.Acts;
using Integrity.App.Identity;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>J-1: people, their sign-in and their tokens, as the administrator and each person keep them.</summary>
public sealed class PeoplePageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    [Fact]
    public async Task The_administrator_appoints_a_person_who_signs_in_and_is_dismissed()
    {
        var faults = new List<string>();
        var page = await browser.SignedIn(site, "admin", "/admin/people", faults: faults);
        await page.GetByRole(AriaRole.Link, new() { Name = "任用人员" }).ClickAsync();
        await Browser.Fill(page, "#name", "张伟");
        await Browser.Fill(page, "#sign-in-name", "zhangwei");
        await Browser.Fill(page, "#password", Integrity.Tests.World.Password);
        await page.GetByLabel("登记资金").CheckAsync();
        await Browser.Press(page, "任用人员", @"/admin/people/\d+$");
        using var visitor = await site.SignIn("zhangwei");
        await visitor.Do("/api/me/password", new JsonObject { ["current"] = Integrity.Tests.World.Password, ["password"] = "mine alone horse" });
        Assert.Equal(["ReadBusiness", "RecordFunds"], (await visitor.Read("/api/me"))["duties"]!.AsArray().Select(d => d!.ToString()));
        await page.GetByRole(AriaRole.Button, new() { Name = "停用人员" }).ClickAsync();
        await page.WaitForSelectorAsync(".chip.draft");
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.Get("/api/me")).StatusCode);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_person_sets_up_an_authenticator_and_a_token_is_shown_once()
    {
        var faults = new List<string>();
        await site.World.Person("modern", Domain.Identity.Office.Finance, Domain.Identity.Duty.ReadBusiness);
        var page = await browser.SignedIn(site, "modern", "/me", faults: faults);
        await page.GetByRole(AriaRole.Button, new() { Name = "开始绑定验证器" }).ClickAsync();
        var key = (await page.InnerTextAsync("#authenticator-key")).Replace(" ", "", StringComparison.Ordinal);
        await Browser.Fill(page, "#authenticator-code", Totp.Of(key, site.Clock.GetUtcNow()));
        await page.GetByRole(AriaRole.Button, new() { Name = "绑定验证器", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync("text=每次登录除密码外还需");

        await Browser.Fill(page, "#token-name", "财务系统");
        await page.GetByLabel("查看业务").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "创建访问令牌" }).ClickAsync();
        var token = await page.InnerTextAsync("#new-token");
        using var http = new HttpClient { BaseAddress = site.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal("modern", JsonNode.Parse(await http.GetStringAsync("/api/me"))!["name"]!.ToString());
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("text=财务系统");
        Assert.DoesNotContain(token, await page.ContentAsync(), StringComparison.Ordinal);
        await Browser.Interactive(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "吊销" }).ClickAsync();
        await page.WaitForSelectorAsync(".chip.draft");
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/me")).StatusCode);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_token_asked_for_twice_under_one_key_is_shown_the_first_time_only()
    {
        var finance = await site.Known("finance");
        JsonObject asked() => new() { ["name"] = "接口", ["duties"] = new JsonArray("ReadBusiness"), ["expiresOn"] = "2026-12-31" };
        var first = JsonNode.Parse(await (await finance.Post("/api/me/tokens", asked(), key: "token-once")).Content.ReadAsStringAsync())!;
        var second = JsonNode.Parse(await (await finance.Post("/api/me/tokens", asked(), key: "token-once")).Content.ReadAsStringAsync())!;
        Assert.StartsWith("itg_", first["token"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(first["id"]!.ToString(), second["id"]!.ToString());
        Assert.Null(second["token"]);
    }
}

/// <summary>A bureau in which nobody is yet.</summary>
public sealed class FirstAdministratorTests : IAsyncLifetime
{
    private readonly EmptySite site = new();

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Only_who_has_the_code_of_the_console_becomes_the_first_administrator()
    {
        using var visitor = site.Anyone();
        foreach (var page in new[] { "/", "/sign-in" })
            Assert.Contains("href=\"/first-administrator\"", await (await visitor.Get(page)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("name=\"code\"", await (await visitor.Get("/first-administrator")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        (string, string)[] form(string code) => [("code", code), ("person", "李明"), ("name", "liming"), ("password", Integrity.Tests.World.Password)];
        var wrong = await visitor.Form("/sign-in/first-administrator", form("0000"));
        Assert.Equal("/first-administrator?failed=identity.bootstrap_code_wrong", wrong.Headers.Location!.ToString());
        var right = await visitor.Form("/sign-in/first-administrator", form(EmptySite.Code));
        Assert.Equal("/sign-in", right.Headers.Location!.ToString());
        Assert.Equal("/", (await visitor.SignIn("liming", Integrity.Tests.World.Password)).Headers.Location!.ToString());
        using var later = site.Anyone();
        foreach (var page in new[] { "/", "/sign-in" })
            Assert.DoesNotContain("href=\"/first-administrator\"", await (await later.Get(page)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"code\"", await (await visitor.Get("/first-administrator")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private sealed class EmptySite : Site
    {
        public const string Code = "A1B2C3";

        protected override bool Peopled => false;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton(new FirstCode(Code)));
        }
    }
}
