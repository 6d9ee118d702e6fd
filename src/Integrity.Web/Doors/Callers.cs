using System.Globalization;
using System.Security.Claims;
using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Web.Doors;

/// <summary>Says who calls, from the cookie or the bearer token; what he may do is asked elsewhere, per act.</summary>
public static class Callers
{
    public const string OfficialClaim = "integrity:official";

    /// <summary>zh-CN unless the reader asked for English.</summary>
    public static Language LanguageNow =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? Language.English : Language.Chinese;

    public static Caller Of(ClaimsPrincipal? principal) =>
        long.TryParse(principal?.FindFirstValue(OfficialClaim), out var official)
            ? Caller.Of(OfficialId.From(official), LanguageNow)
            : Caller.Anonymous(LanguageNow);

    /// <summary>The caller of a request to the API: the bearer token where one is sent, else the cookie.</summary>
    public static async Task<Caller> Of(HttpContext http, Door door)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return Of(http.User);
        var bearer = await door.Ask(new WhoHasToken(new(header["Bearer ".Length..].Trim())), Caller.Anonymous(LanguageNow), http.RequestAborted);
        return bearer.IsDone && bearer.Value is { } found
            ? Caller.Of(found.Owner, LanguageNow) with { Scope = found.Duties }
            : Caller.Anonymous(LanguageNow);
    }
}
