using Integrity.App.Acts;
using Integrity.App.Exchange;
using Integrity.App.Exchange.Tables;
using Integrity.Domain.Acts;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.Http.Features;

namespace Integrity.Web.Doors;

/// <summary>One file from outside, the part <c>file</c> of a multipart request, and what was said beside it.</summary>
public sealed record UploadedFile(string Name, byte[] Content, IFormCollection Form)
{
    /// <summary>A little more than the largest file, for the other parts and the boundaries.</summary>
    public const long LongestUpload = 51L * 1024 * 1024;

    /// <remarks>Errors: refuses whoever has not said who he is, so that nobody fills the server with files; what is too large; what is no multipart request.</remarks>
    public static async Task<Outcome<UploadedFile>> Read(HttpContext http, Caller caller)
    {
        if (caller.Kind == CallerKind.Anonymous) return ActRefusals.SignInNeeded();
        var most = TableLimits.Ledger.Megabytes;
        if (http.Request.ContentLength > LongestUpload) return ExchangeRefusals.FileTooLarge(most);
        try
        {
            if (!http.Request.HasFormContentType) return ActRefusals.Malformed("multipart/form-data");
            var form = await http.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = LongestUpload }, http.RequestAborted);
            if (form.Files.GetFile("file") is not { } file) return ExchangeRefusals.FileEmpty();
            if (file.Length > most * 1024L * 1024L) return ExchangeRefusals.FileTooLarge(most);
            using var kept = new MemoryStream((int)file.Length);
            await file.CopyToAsync(kept, http.RequestAborted);
            return new UploadedFile(file.FileName, kept.ToArray(), form);
        }
        catch (InvalidDataException)
        {
            return ExchangeRefusals.FileTooLarge(most);
        }
        catch (BadHttpRequestException)
        {
            return ActRefusals.Malformed("multipart/form-data");
        }
    }
}
