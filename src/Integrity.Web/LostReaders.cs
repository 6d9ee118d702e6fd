using Integrity.Domain.Acts;
using Integrity.Domain.Values;
using Integrity.Web.Doors;
using Microsoft.AspNetCore.Routing.Template;

namespace Integrity.Web;

/// <summary>An address that leads nowhere, a request of a wrong kind, or a fault of ours: a reader gets our page, a program a problem in its language.</summary>
internal static class LostReaders
{
    public static IApplicationBuilder UseLostReaders(this IApplicationBuilder app)
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), api => api
            .UseExceptionHandler(failed => failed.Run(http => ApiDoor.Fault(Callers.LanguageNow).ExecuteAsync(http)))
            .Use((http, next) =>
            {
                http.Response.OnStarting(() =>
                {
                    if (http.Response.StatusCode == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
                    return Task.CompletedTask;
                });
                return next(http);
            })
            .UseStatusCodePages(lost => ApiDoor.Problem(Of(lost.HttpContext), Callers.LanguageNow).ExecuteAsync(lost.HttpContext)));
        return app.UseWhen(http => HttpMethods.IsGet(http.Request.Method) && !http.Request.Path.StartsWithSegments("/api"),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
    }

    /// <summary>What the framework said with a number alone.</summary>
    private static Refusal Of(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => ActRefusals.NotFound(),
        // The pages' own catch-all takes GET, so another method on a path that is no door's would seem to be wrong by its method.
        StatusCodes.Status405MethodNotAllowed when !IsDoor(http) => ActRefusals.NotFound(),
        StatusCodes.Status405MethodNotAllowed => ActRefusals.MethodNotAllowed(),
        StatusCodes.Status415UnsupportedMediaType => ActRefusals.ContentNotTaken(),
        StatusCodes.Status403Forbidden => ActRefusals.FromAnotherSite(),
        var other => ActRefusals.Malformed($"HTTP {other}"),
    };

    private static bool IsDoor(HttpContext http) => http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(door => door.Metadata.GetMetadata<ActDoor>() is not null)
        .Any(door => new TemplateMatcher(TemplateParser.Parse(door.RoutePattern.RawText!.TrimStart('/')), []).TryMatch(http.Request.Path, []));
}
