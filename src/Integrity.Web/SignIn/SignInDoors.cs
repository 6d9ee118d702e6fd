using System.Security.Claims;
using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.Domain.Values;
using Integrity.Web.Doors;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;

namespace Integrity.Web.SignIn;

/// <summary>Signing in and out with a cookie, and choosing the language. The framework counts failures and locks out.</summary>
public static class SignInDoors
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Integrity").PersistKeysToDbContext<App.Storage.IntegrityDb>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "integrity";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.ExpireTimeSpan = TimeSpan.FromHours(10);
            options.LoginPath = "/sign-in";
            options.ReturnUrlParameter = "back";
            options.AccessDeniedPath = "/sign-in";
        });
        services.AddAuthorization();
        new IdentityBuilder(typeof(IdentityUser<Guid>), services).AddSignInManager();
        services.AddScoped<IUserClaimsPrincipalFactory<IdentityUser<Guid>>, OfficialClaims>();
    }

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        // Forms of the pages, not doors for programs: those carry a token.
        routes = routes.MapGroup("").ExcludeFromDescription();
        routes.MapPost("/sign-in/password", async (HttpContext http, SignInManager<IdentityUser<Guid>> signIn, Door door) =>
        {
            var form = await http.Request.ReadFormAsync();
            var name = form["name"].ToString().Trim();
            var result = await signIn.PasswordSignInAsync(name, form["password"].ToString(), isPersistent: false, lockoutOnFailure: true);
            var back = Local(form["back"]);
            if (result.RequiresTwoFactor) return Results.Redirect("/sign-in?step=code&back=" + Uri.EscapeDataString(back));
            if (!result.Succeeded) return Results.Redirect($"/sign-in?failed={(result.IsLockedOut ? "locked" : "wrong")}&back={Uri.EscapeDataString(back)}");
            await Journal(name, door);
            return Results.Redirect(back);
        });
        routes.MapPost("/sign-in/code", async (HttpContext http, SignInManager<IdentityUser<Guid>> signIn, Door door) =>
        {
            var form = await http.Request.ReadFormAsync();
            var user = await signIn.GetTwoFactorAuthenticationUserAsync();
            var result = await signIn.TwoFactorAuthenticatorSignInAsync(form["code"].ToString().Replace(" ", "", StringComparison.Ordinal), false, false);
            if (!result.Succeeded || user?.UserName is null) return Results.Redirect($"/sign-in?step=code&failed={(result.IsLockedOut ? "locked" : "code")}");
            await Journal(user.UserName, door);
            return Results.Redirect(Local(form["back"]));
        });
        routes.MapPost("/sign-in/own-password", async (HttpContext http, SignInManager<IdentityUser<Guid>> signIn, Door door) =>
        {
            var form = await http.Request.ReadFormAsync();
            var back = Local(form["back"]);
            var chosen = await door.Enter(new ChangePassword(new(form["current"].ToString()), new(form["password"].ToString())),
                Callers.Of(http.User), "own-password:" + Guid.CreateVersion7(), http.RequestAborted);
            if (!chosen.IsDone) return Results.Redirect($"/own-password?failed={Uri.EscapeDataString(chosen.Refusal.Code)}&back={Uri.EscapeDataString(back)}");
            // The framework ends every session of the account; this one begins anew, with its second factor where there is one.
            var again = await signIn.PasswordSignInAsync(http.User.Identity!.Name!, form["password"].ToString(), isPersistent: false, lockoutOnFailure: true);
            return Results.Redirect(again.RequiresTwoFactor ? "/sign-in?step=code&back=" + Uri.EscapeDataString(back) : back);
        });
        routes.MapPost("/sign-in/first-administrator", async (HttpContext http, Door door) =>
        {
            var form = await http.Request.ReadFormAsync();
            var appointed = await door.Enter(
                new AppointFirstAdministrator(form["person"].ToString(), form["name"].ToString(), new(form["password"].ToString()), new(form["code"].ToString())),
                Caller.Anonymous(Callers.LanguageNow), "first:" + Guid.CreateVersion7(), http.RequestAborted);
            return Results.Redirect(appointed.IsDone ? "/sign-in" : "/first-administrator?failed=" + Uri.EscapeDataString(appointed.Refusal.Code));
        });
        routes.MapPost("/sign-out", async (SignInManager<IdentityUser<Guid>> signIn) =>
        {
            await signIn.SignOutAsync();
            return Results.Redirect("/");
        });
        routes.MapGet("/language/{code}", (string code, string? back, HttpContext http) =>
        {
            var culture = code == "en" ? "en" : "zh-CN";
            http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true });
            return Results.Redirect(Local(back));
        });
    }

    /// <summary>Only a path of this site, otherwise its first page: an address from outside could lead the reader to a copy of it.</summary>
    /// <remarks>An address is written in printable ASCII. Browsers leave out tabs and line breaks, and take <c>\</c> for <c>/</c>.</remarks>
    public static string Local(string? back) =>
        back is ['/', ..] && !back.Contains("//", StringComparison.Ordinal) && !back.Contains('\\') && back.All(one => one is > ' ' and <= '~')
            && !Uri.UnescapeDataString(back).Any(char.IsControl) ? back : "/";

    private static async Task Journal(string signInName, Door door) =>
        await door.Enter(new RecordSignIn(signInName), Caller.Clock, "sign-in:" + Guid.CreateVersion7());
}

/// <summary>Puts into the cookie which official it is, and nothing of what he may do.</summary>
internal sealed class OfficialClaims(UserManager<IdentityUser<Guid>> users, Microsoft.Extensions.Options.IOptions<IdentityOptions> options, Door door)
    : UserClaimsPrincipalFactory<IdentityUser<Guid>>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(IdentityUser<Guid> user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        var official = await door.Ask(new OfficialOfAccount(user.Id), Caller.Clock);
        if (official is { IsDone: true, Value: { } found }) identity.AddClaim(new(Callers.OfficialClaim, found.Value.ToString()));
        return identity;
    }
}
