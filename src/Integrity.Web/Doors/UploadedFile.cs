using Integrity.App.Acts;
using Integrity.App.Exchange;
using Integrity.App.Exchange.Tables;
using Integrity.Domain.Acts;
using Integrity.Domain.Documents;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.Http.Features;

namespace Integrity.Web.Doors;

/// <summary>How large a file may be, and the words in which one is refused.</summary>
public sealed record UploadLaw(int Megabytes, Func<int, Refusal> TooLarge, Func<Refusal> Missing)
{
    public static readonly UploadLaw Workbook = new(TableLimits.Ledger.Megabytes, ExchangeRefusals.FileTooLarge, ExchangeRefusals.FileEmpty);
    public static readonly UploadLaw Evidence = new(Domain.Documents.Evidence.LargestMegabytes, DocumentRefusals.FileTooLarge, DocumentRefusals.FileMissing);
}

/// <summary>One file from outside, the part <c>file</c> of a multipart request, and what was said beside it.</summary>
public sealed record UploadedFile(string Name, byte[] Content)
{
    private IFormCollection Form { get; init; } = FormCollection.Empty;
    private UploadDoor Door { get; init; } = new();

    /// <summary>What was said beside the file; empty where nothing was.</summary>
    /// <remarks>Errors: a fault, where the door's description does not say that it is read.</remarks>
    public string Beside(UploadField field) => Door.Fields.Contains(field) ? Form[field.Name].ToString()
        : throw new InvalidOperationException($"The door is not described as reading \"{field.Name}\".");

    /// <summary>A little more than the largest file, for the other parts and the boundaries.</summary>
    public const long LongestUpload = 51L * 1024 * 1024;

    /// <summary>Of what is too large so much is still heard, unkept, so that its sender can read the refusal; beyond, the line is cut.</summary>
    public const long LongestHeard = 256L * 1024 * 1024;

    /// <remarks>Errors: refuses whoever has not said who he is, so that nobody fills the server with files; what is too large; what is no multipart request.</remarks>
    public static async Task<Outcome<UploadedFile>> Read(HttpContext http, Caller caller, UploadLaw? law = null)
    {
        if (caller.Kind == CallerKind.Anonymous) return ActRefusals.SignInNeeded();
        law ??= UploadLaw.Workbook;
        if (http.Request.ContentLength > LongestUpload) return await TooLarge(http, law);
        try
        {
            if (!http.Request.HasFormContentType) return ActRefusals.Malformed("multipart/form-data");
            var form = await http.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = LongestUpload }, http.RequestAborted);
            if (form.Files.GetFile(UploadDoor.Part) is not { } file) return law.Missing();
            if (file.Length > law.Megabytes * 1024L * 1024L) return law.TooLarge(law.Megabytes);
            using var kept = new MemoryStream((int)file.Length);
            await file.CopyToAsync(kept, http.RequestAborted);
            return new UploadedFile(file.FileName, kept.ToArray()) { Form = form, Door = http.GetEndpoint()!.Metadata.GetRequiredMetadata<UploadDoor>() };
        }
        catch (InvalidDataException)
        {
            // What said its length was short enough: then its parts cannot be read.
            return http.Request.ContentLength is null ? await TooLarge(http, law) : ActRefusals.Malformed("multipart/form-data");
        }
        catch (IOException unread) when (unread is not BadHttpRequestException)
        {
            return ActRefusals.Malformed("multipart/form-data");
        }
        catch (BadHttpRequestException unread)
        {
            return unread.StatusCode == StatusCodes.Status413PayloadTooLarge ? law.TooLarge(law.Megabytes) : ActRefusals.Malformed("multipart/form-data");
        }
    }

    /// <summary>A server that answers and hangs up while the file is still being sent shows its sender a broken line instead of the reason.</summary>
    private static async Task<Refusal> TooLarge(HttpContext http, UploadLaw law)
    {
        try
        {
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            // He sends more than is heard.
        }
        return law.TooLarge(law.Megabytes);
    }
}
