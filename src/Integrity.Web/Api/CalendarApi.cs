using Integrity.App.Acts;
using Integrity.App.Exchange;
using Integrity.Domain.Acts;
using Integrity.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Integrity.Web.Api;

/// <summary>The doors of the working calendar: the years that are known, and the file of a later one (P-10).</summary>
public static class CalendarApi
{
    public static void MapCalendar(this IEndpointRouteBuilder api)
    {
        api.MapAsk<CalendarYears, Listed<int>>("/calendar");
        api.MapPost("/calendar", async (HttpContext http, Door door) =>
            {
                var caller = await Callers.Of(http, door);
                if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key) return ApiDoor.Problem(ActRefusals.KeyMissing(), caller.Language);
                var file = await UploadedFile.Read(http, caller);
                if (!file.IsDone) return ApiDoor.Problem(file.Refusal, caller.Language);
                var read = await door.Ask(new ReadCalendar(file.Value.Content), caller, http.RequestAborted);
                if (!read.IsDone) return ApiDoor.Problem(read.Refusal, caller.Language);
                var import = read.Value.AsImport();
                if (!import.IsDone) return ApiDoor.Problem(import.Refusal, caller.Language);
                return ApiDoor.Respond(await door.Enter(import.Value, caller, key, http.RequestAborted), http, caller.Language);
            })
            .WithMetadata(new UploadDoor()).Produces<int>()
            .WithName(nameof(ImportCalendar)).WithTags("Exchange").WithSummary("导入工作日历 / Import the working calendar").WithMetadata(new ActDoor(typeof(ImportCalendar)))
            .WithMetadata(new RequestSizeLimitAttribute(UploadedFile.LongestHeard));

        api.MapPost("/calendar/read", async (HttpContext http, Door door) =>
            {
                var caller = await Callers.Of(http, door);
                var file = await UploadedFile.Read(http, caller);
                if (!file.IsDone) return ApiDoor.Problem(file.Refusal, caller.Language);
                return ApiDoor.Respond(await door.Ask(new ReadCalendar(file.Value.Content), caller, http.RequestAborted), http, caller.Language);
            })
            .WithMetadata(new UploadDoor()).Produces<CalendarPreview>()
            .WithName(nameof(ReadCalendar)).WithTags("Exchange").WithSummary("检查工作日历，不导入 / Check a working calendar without importing").WithMetadata(new ActDoor(typeof(ReadCalendar)))
            .WithMetadata(new RequestSizeLimitAttribute(UploadedFile.LongestHeard));
    }
}
