using System.Net;
using System.Text.Json.Nodes;
using Integrity.App.Journal;
using Integrity.Domain.Identity;
using Integrity.Tests;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>J-1: who acts is known. The cookie says only who; failures are counted and lock the account.</summary>
public sealed class SignInTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_person_signs_in_is_known_and_signs_out()
    {
        using var visitor = await site.SignIn("engineer");
        Assert.Equal("engineer", (await visitor.Read("/api/me"))["name"]!.GetValue<string>());
        await visitor.Form("/sign-out");
        Assert.Equal((HttpStatusCode.Unauthorized, "acts.sign_in_needed"), await Refusal(await visitor.Get("/api/me")));
    }

    [Fact]
    public async Task Each_sign_in_is_journaled()
    {
        var before = await SignIns();
        using var visitor = await site.SignIn("auditor");
        Assert.Equal(before + 1, await SignIns());

        Task<int> SignIns() => site.World.Read(db => db.Set<JournalEntry>().CountAsync(e => e.Kind == "RecordSignIn"));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        using var visitor = site.Anyone();
        var wrong = await visitor.SignIn("finance-2", "wrong horse battery");
        var unknown = await visitor.SignIn("nobody", "wrong horse battery");
        Assert.Equal("/sign-in?failed=wrong&back=%2F", wrong.Headers.Location!.ToString());
        Assert.Equal(wrong.Headers.Location, unknown.Headers.Location);
    }

    [Fact]
    public async Task Five_failures_lock_the_account_even_for_the_right_password()
    {
        await site.World.Person("forgetful", Office.Engineering, Duty.ReadBusiness);
        using var visitor = site.Anyone();
        for (var i = 0; i < 5; i++) await visitor.SignIn("forgetful", "wrong horse battery");
        var locked = await visitor.SignIn("forgetful", World.Password);
        Assert.StartsWith("/sign-in?failed=locked", locked.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Unauthorized, "acts.sign_in_needed"), await Refusal(await visitor.Get("/api/me")));
    }

    [Fact]
    public async Task The_cookie_cannot_be_read_by_scripts_and_is_not_sent_from_other_sites()
    {
        using var visitor = site.Anyone();
        var answer = await visitor.SignIn("secretary", World.Password);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("integrity=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org/")]
    [InlineData("/\\example.org/")]
    [InlineData("/\t/example.org/")]
    [InlineData("/%09/example.org/")]
    [InlineData("/\r\nX: 1")]
    [InlineData("/%0d%0aX: 1")]
    [InlineData("/rounds//example.org/")]
    [InlineData("/合同")]
    [InlineData("")]
    public async Task Signing_in_never_leads_to_another_site(string back)
    {
        using var visitor = site.Anyone();
        var answer = await visitor.Form("/sign-in/password", ("name", "auditor-2"), ("password", World.Password), ("back", back));
        Assert.Equal("/", answer.Headers.Location!.ToString());
        Assert.Equal("/", (await visitor.Get("/language/en?back=" + Uri.EscapeDataString(back))).Headers.Location!.ToString());
        Assert.Contains("name=\"back\" value=\"/\"", await (await visitor.Get("/sign-in?back=" + Uri.EscapeDataString(back))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_is_chosen_on_the_page_where_it_was_asked_for()
    {
        using var visitor = site.Anyone();
        const string back = "/contracts?search=%E5%85%AC%E8%B7%AF&project=1";
        Assert.Equal(back, (await visitor.Get("/language/en?back=" + Uri.EscapeDataString(back))).Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_person_with_an_authenticator_needs_its_code_too()
    {
        await site.World.Person("careful", Office.Finance, Duty.ReadBusiness);
        var key = await Arm("careful");
        using var visitor = site.Anyone();
        var first = await visitor.SignIn("careful", World.Password);
        Assert.StartsWith("/sign-in?step=code", first.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.Get("/api/me")).StatusCode);
        var wrong = await visitor.Form("/sign-in/code", ("code", Totp.Of(key, site.Clock.GetUtcNow().AddHours(-3))), ("back", "/"));
        Assert.StartsWith("/sign-in?step=code&failed=code", wrong.Headers.Location!.ToString(), StringComparison.Ordinal);
        var right = await visitor.Form("/sign-in/code", ("code", Totp.Of(key, site.Clock.GetUtcNow())), ("back", "/"));
        Assert.Equal("/", right.Headers.Location!.ToString());
        Assert.Equal("careful", (await visitor.Read("/api/me"))["name"]!.GetValue<string>());
    }

    /// <summary>RFC 6238 5.2.</summary>
    [Fact]
    public async Task A_code_lets_in_once_and_the_next_one_again()
    {
        await site.World.Person("watched", Office.Finance, Duty.ReadBusiness);
        var key = await Arm("watched");
        var code = Totp.Of(key, site.Clock.GetUtcNow());
        Assert.Equal("/", await With(code));
        Assert.Equal("/sign-in?step=code&failed=code", await With(code));
        Assert.Equal("/sign-in?step=code&failed=code", await With(Totp.Of(key, site.Clock.GetUtcNow().AddSeconds(-30))));
        Assert.Equal("/", await With(Totp.Of(key, site.Clock.GetUtcNow().AddSeconds(30))));

        async Task<string> With(string shown)
        {
            using var visitor = site.Anyone();
            await visitor.SignIn("watched", World.Password);
            return (await visitor.Form("/sign-in/code", ("code", shown), ("back", "/"))).Headers.Location!.ToString();
        }
    }

    [Fact]
    public async Task A_password_that_the_administrator_gave_opens_no_page_and_no_door_but_the_choice_of_ones_own()
    {
        var admin = await site.Known("admin");
        await admin.Do("/api/officials", new JsonObject
        {
            ["name"] = "张伟", ["signInName"] = "zhangwei", ["office"] = "Finance", ["post"] = "科员", ["duties"] = new JsonArray("ReadBusiness"), ["password"] = World.Password,
        });
        using var visitor = await site.SignIn("zhangwei");
        Assert.Equal((HttpStatusCode.Forbidden, "identity.own_password_first"), await Refusal(await visitor.Get("/api/me")));
        Assert.Equal((HttpStatusCode.Forbidden, "identity.own_password_first"), await visitor.Refused("/api/me/authenticator/start"));
        Assert.EndsWith("/own-password?back=%2Frounds", (await visitor.Get("/rounds")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("name=\"password\"", await (await visitor.Get("/own-password")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/own-password?failed=identity.password_not_new&back=%2Frounds", (await Choose(World.Password)).Headers.Location!.ToString());
        Assert.Equal("/rounds", (await Choose("mine alone horse")).Headers.Location!.ToString());
        Assert.Equal("张伟", (await visitor.Read("/api/me"))["name"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/rounds")).StatusCode);

        Task<HttpResponseMessage> Choose(string password) =>
            visitor.Form("/sign-in/own-password", ("current", World.Password), ("password", password), ("back", "/rounds"));
    }

    [Fact]
    public async Task Guessing_codes_locks_the_account_too()
    {
        await site.World.Person("guessed", Office.Finance, Duty.ReadBusiness);
        var key = await Arm("guessed");
        using var visitor = site.Anyone();
        await visitor.SignIn("guessed", World.Password);
        for (var i = 0; i < 5; i++) await visitor.Form("/sign-in/code", ("code", Totp.Of(key, site.Clock.GetUtcNow().AddHours(-3 - i))), ("back", "/"));
        await visitor.Form("/sign-in/code", ("code", Totp.Of(key, site.Clock.GetUtcNow())), ("back", "/"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.Get("/api/me")).StatusCode);
    }

    [Fact]
    public async Task A_person_who_was_dismissed_is_out_at_once_whatever_his_cookie_says()
    {
        var leaver = await site.World.Person("leaver", Office.Finance, Duty.ReadBusiness);
        using var visitor = await site.SignIn("leaver");
        await site.World.Sabotage(async db =>
        {
            (await db.FindAsync<Official>(leaver.Official))!.Dismiss();
            await db.SaveChangesAsync();
        });
        Assert.Equal((HttpStatusCode.Unauthorized, "acts.sign_in_needed"), await Refusal(await visitor.Get("/api/me")));
    }

    private static async Task<(HttpStatusCode, string)> Refusal(HttpResponseMessage answer) => (answer.StatusCode, (await Visitor.Problem(answer)).Code);

    private async Task<string> Arm(string name)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser<Guid>>>();
        var user = (await users.FindByNameAsync(name))!;
        await users.ResetAuthenticatorKeyAsync(user);
        await users.SetTwoFactorEnabledAsync(user, true);
        return (await users.GetAuthenticatorKeyAsync(user))!;
    }
}
