using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Exchange.Bank;
using Integrity.App.Payments;
using Integrity.Domain.Acts;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Integrity.Web.Api;

/// <summary>The doors of instructions, of what the bank says of them, and of returned lines (O-2, R-7, R-8).</summary>
public static class BankApi
{
    public static void MapBank(this IEndpointRouteBuilder api)
    {
        api.MapAsk<ShowPayingAccount, PayingAccountView?>("/paying-account");
        api.MapAct<NamePayingAccount, PayingAccountId>("/paying-account");
        api.MapAsk<ShowRunPayments, RunPayments>("/runs/{run}/payments");
        api.MapAsk<ExplainPayments, Explanation<ExplainPayments>>("/runs/{run}/explain");
        api.MapAsk<ListInstructions, Listed<InstructionRow>>("/runs/{run}/instructions");
        api.MapAct<ExportInstructions, ExportedInstructions>("/runs/{run}/export");
        api.MapFile<DownloadInstructions>("/instruction-files/{file}", FileAnswer.Xml, FileAnswer.Csv, FileAnswer.Xlsx);
        api.MapAsk<ShowInstruction, InstructionDetail>("/instructions/{instruction}");

        api.MapAsk<ListReturned, Listed<ReturnedRow>>("/returns");
        api.MapAct<CheckReturnedAccount, Done>("/returns/{instruction}/check-account");
        api.MapAct<PayAgain, long>("/returns/{instruction}/pay-again");
        api.MapAct<AskEndReturned, Done>("/returns/{instruction}/ask-end");
        api.MapAct<EndReturned, Done>("/returns/{instruction}/end");
        api.MapAct<DeclineReturned, Done>("/returns/{instruction}/decline");

        api.MapAsk<ListBankImports, Listed<BankImportRow>>("/bank-results");
        api.MapPost("/bank-results", async (HttpContext http, Door door) =>
            {
                var caller = await Callers.Of(http, door);
                if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key) return ApiDoor.Problem(ActRefusals.KeyMissing(), caller.Language);
                var file = await UploadedFile.Read(http, caller);
                if (!file.IsDone) return ApiDoor.Problem(file.Refusal, caller.Language);
                var read = await door.Ask(new ReadBankResults(file.Value.Content), caller, http.RequestAborted);
                if (!read.IsDone) return ApiDoor.Problem(read.Refusal, caller.Language);
                return ApiDoor.Respond(await door.Enter(read.Value.AsImport(file.Value.Name), caller, key, http.RequestAborted), http, caller.Language);
            })
            .WithMetadata(new UploadDoor()).Produces<ImportedResults>()
            .WithName(nameof(ImportBankResults)).WithTags("Exchange").WithSummary("导入银行结果 / Import the bank's results").WithMetadata(new ActDoor(typeof(ImportBankResults)))
            .WithMetadata(new RequestSizeLimitAttribute(UploadedFile.LongestHeard));

        api.MapPost("/bank-results/read", async (HttpContext http, Door door) =>
            {
                var caller = await Callers.Of(http, door);
                var file = await UploadedFile.Read(http, caller);
                if (!file.IsDone) return ApiDoor.Problem(file.Refusal, caller.Language);
                return ApiDoor.Respond(await door.Ask(new ReadBankResults(file.Value.Content), caller, http.RequestAborted), http, caller.Language);
            })
            .WithMetadata(new UploadDoor()).Produces<BankResultsPreview>()
            .WithName(nameof(ReadBankResults)).WithTags("Exchange").WithSummary("检查银行结果，不导入 / Check the bank's results without importing").WithMetadata(new ActDoor(typeof(ReadBankResults)))
            .WithMetadata(new RequestSizeLimitAttribute(UploadedFile.LongestHeard));
    }
}
