namespace Integrity.Web;

/// <summary>What every answer tells the browser not to allow: other sites' scripts, frames and guesses, and copies kept of what is not for everyone.</summary>
/// <remarks>The attacker is whoever gets his text or his page in front of a signed-in official. Source: CSP level 3, fetch metadata.</remarks>
internal static class Guardedness
{
    // MudBlazor writes its theme and positions as inline styles; the page of the API starts itself from an inline script.
    private const string Pages = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string Reference = Pages.Replace("script-src 'self'", "script-src 'self' 'unsafe-inline'", StringComparison.Ordinal);

    public static IApplicationBuilder UseGuardedness(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/scalar") ? Reference : Pages;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        if (http.Request.Path.StartsWithSegments("/api") && !http.Request.Path.StartsWithSegments("/api/public")) headers.CacheControl = "no-store";

        // Signing a victim in under another name, or out, from a foreign page: a browser says where a form came from.
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        return next(http);
    });
}
