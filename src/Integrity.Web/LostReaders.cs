using Integrity.Domain.Acts;
using Integrity.Domain.Values;
using Integrity.Web.Doors;
using Integrity.Web.Pages;

namespace Integrity.Web;

/// <summary>An address that leads nowhere, or a fault of ours: a reader gets our page, a program a problem.</summary>
internal static class LostReaders
{
    public static IApplicationBuilder UseLostReaders(this IApplicationBuilder app)
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), api => api.UseExceptionHandler(failed => failed.Run(http =>
            Results.Problem(statusCode: StatusCodes.Status500InternalServerError,
                detail: Words.T("本次没有办理，原因已记录。请稍后再试，仍不成功请联系管理员。", "Nothing was done, and the cause is recorded. Try again later; if it fails again, tell the administrator.")).ExecuteAsync(http))).UseStatusCodePages(async lost =>
        {
            if (lost.HttpContext.Response.StatusCode != StatusCodes.Status404NotFound) return;
            await ApiDoor.Problem(ActRefusals.NotFound(), Words.English ? Language.English : Language.Chinese).ExecuteAsync(lost.HttpContext);
        }));
        return app.UseWhen(http => HttpMethods.IsGet(http.Request.Method) && !http.Request.Path.StartsWithSegments("/api"),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
    }
}
