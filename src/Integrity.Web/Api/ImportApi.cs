using Integrity.App.Acts;
using Integrity.App.Exchange;
using Integrity.App.Exchange.LedgerImport;
using Integrity.Domain.Acts;
using Integrity.Domain.Values;
using Integrity.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Integrity.Web.Api;

/// <summary>The doors by which a workbook comes in: multipart, one part <c>file</c>, beside it <c>acceptValid</c>, <c>sheet</c> and <c>asOf</c>.</summary>
public static class ImportApi
{
    private static readonly UploadField AcceptValid = new("acceptValid", typeof(bool)), Sheet = new("sheet", typeof(string)), AsOf = new("asOf", typeof(DateOnly));

    public static void MapImport(this IEndpointRouteBuilder api)
    {
        api.MapPost("/ledger/import", async (HttpContext http, Door door) =>
            {
                var caller = await Callers.Of(http, door);
                if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key) return ApiDoor.Problem(ActRefusals.KeyMissing(), caller.Language);
                var upload = await Upload.Read(http, caller);
                if (!upload.IsDone) return ApiDoor.Problem(upload.Refusal, caller.Language);
                var (uploaded, file, sheet, asOf) = upload.Value;
                return ApiDoor.Respond(await door.Enter(new ImportLedger(file, uploaded.Beside(AcceptValid) == "true", sheet, asOf), caller, key, http.RequestAborted), http, caller.Language);
            })
            .WithMetadata(new UploadDoor(AcceptValid, Sheet, AsOf)).Produces<ImportedLedger>()
            .WithName(nameof(ImportLedger)).WithTags("Exchange").WithSummary("导入合同台账 / Import the contract ledger").WithMetadata(new ActDoor(typeof(ImportLedger)))
            .WithMetadata(new RequestSizeLimitAttribute(UploadedFile.LongestHeard));

        api.MapPost("/ledger/preview", async (HttpContext http, Door door) =>
            {
                var caller = await Callers.Of(http, door);
                var upload = await Upload.Read(http, caller);
                if (!upload.IsDone) return ApiDoor.Problem(upload.Refusal, caller.Language);
                return ApiDoor.Respond(await door.Ask(new PreviewLedger(upload.Value.File, upload.Value.Sheet, upload.Value.AsOf), caller, http.RequestAborted), http, caller.Language);
            })
            .WithMetadata(new UploadDoor(Sheet, AsOf)).Produces<LedgerPlan>()
            .WithName(nameof(PreviewLedger)).WithTags("Exchange").WithSummary("检查合同台账，不导入 / Check a contract ledger without importing").WithMetadata(new ActDoor(typeof(PreviewLedger)))
            .WithMetadata(new RequestSizeLimitAttribute(UploadedFile.LongestHeard));
    }

    /// <summary>One uploaded workbook and what was said beside it.</summary>
    private sealed record Upload(UploadedFile Uploaded, LedgerFile File, string? Sheet, DateOnly? AsOf)
    {
        public static async Task<Outcome<Upload>> Read(HttpContext http, Caller caller)
        {
            var uploaded = await UploadedFile.Read(http, caller);
            if (!uploaded.IsDone) return uploaded.Refusal;
            DateOnly? asOf = null;
            if (uploaded.Value.Beside(ImportApi.AsOf) is { Length: > 0 } text)
            {
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day)) return ExchangeRefusals.DateUnreadable() with { Field = "asOf" };
                asOf = day;
            }
            return new Upload(uploaded.Value, new(uploaded.Value.Content), uploaded.Value.Beside(ImportApi.Sheet) is { Length: > 0 } sheet ? sheet : null, asOf);
        }
    }
}
