using Integrity.Domain.Acts;
using Integrity.Domain.Values;
using Integrity.Web.Doors;
using Integrity.Web.Pages;

namespace Integrity.Web;

/// <summary>An address that leads nowhere: a reader gets our page, a program a problem, both with status 404.</summary>
internal static class LostReaders
{
    public static IApplicationBuilder UseLostReaders(this IApplicationBuilder app)
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), api => api.UseStatusCodePages(async lost =>
        {
            if (lost.HttpContext.Response.StatusCode != StatusCodes.Status404NotFound) return;
            await ApiDoor.Problem(ActRefusals.NotFound(), Words.English ? Language.English : Language.Chinese).ExecuteAsync(lost.HttpContext);
        }));
        return app.UseWhen(http => HttpMethods.IsGet(http.Request.Method) && !http.Request.Path.StartsWithSegments("/api"),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
    }
}
