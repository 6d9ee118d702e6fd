using Integrity.App.Acts;
using Integrity.App.Documents;
using Integrity.Domain.Acts;
using Integrity.Domain.Documents;
using Integrity.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Integrity.Web.Api;

/// <summary>The doors of evidence files: one comes in as multipart, part <c>file</c>, beside it <c>about</c>; its copy goes out as a download and nothing else.</summary>
public static class EvidenceApi
{
    // What somebody once brought in must never run or be shown as a page of ours, whatever a browser makes of it.
    private const string Nothing = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private static readonly UploadField About = new("about", typeof(string), Required: true);

    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        api.MapPost("/evidence", async (HttpContext http, Door door) =>
            {
                var caller = await Callers.Of(http, door);
                if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key) return ApiDoor.Problem(ActRefusals.KeyMissing(), caller.Language);
                var uploaded = await UploadedFile.Read(http, caller, UploadLaw.Evidence);
                if (!uploaded.IsDone) return ApiDoor.Problem(uploaded.Refusal, caller.Language);
                return ApiDoor.Respond(await door.Enter(new BringInEvidence(new(uploaded.Value.Content), uploaded.Value.Name, uploaded.Value.Beside(About)), caller, key, http.RequestAborted), http, caller.Language);
            })
            .WithMetadata(new UploadDoor(About)).Produces<EvidenceKept>()
            .WithName(nameof(BringInEvidence)).WithTags("Documents").WithSummary("提交证据文件 / Bring in an evidence file").WithMetadata(new ActDoor(typeof(BringInEvidence)))
            .WithMetadata(new RequestSizeLimitAttribute(UploadedFile.LongestHeard));

        api.MapGet("/evidence/{hash}", async (HttpContext http, Door door, string hash) =>
            {
                var caller = await Callers.Of(http, door);
                // Each copy is a hand-out of its own.
                var handed = await door.Enter(new HandOutEvidence(hash), caller, "hand-out:" + Guid.CreateVersion7(), http.RequestAborted);
                if (!handed.IsDone) return ApiDoor.Problem(handed.Refusal, caller.Language);
                var file = handed.Value;
                ApiDoor.Describes(http, file.MediaType);
                http.Response.Headers.ContentSecurityPolicy = Nothing;
                http.Response.ContentLength = file.Length;
                return Results.Stream(body => Copy(file, body, door, caller, http.RequestAborted), file.MediaType, file.FileName);
            })
            .WithMetadata(new DownloadDoor(Evidence.MediaTypes)).Produces(200, contentType: "application/octet-stream")
            .WithName(nameof(HandOutEvidence)).WithTags("Documents").WithSummary("取阅证据文件 / Hand out an evidence file").WithMetadata(new ActDoor(typeof(HandOutEvidence)));

        api.MapAsk<ShowEvidence, EvidenceShown>("/evidence/{hash}/custody");
    }

    private static async Task Copy(HandedOut file, Stream body, Door door, Caller caller, CancellationToken cancel)
    {
        for (var part = 1; part <= file.Parts; part++) await body.WriteAsync((await door.Ask(new ReadEvidence(file.HandOut, part), caller, cancel)).Value, cancel);
    }
}
