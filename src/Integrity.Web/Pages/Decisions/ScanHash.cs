using System.Security.Cryptography;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.Components.Forms;

namespace Integrity.Web.Pages.Decisions;

/// <summary>The hash of a scanned document that a person chose.</summary>
internal static class ScanHash
{
    /// <summary>Unit: bytes.</summary>
    private const long LargestScan = 40L << 20;

    /// <returns>The hash; none when the dialog ended with nothing chosen.</returns>
    public static async Task<Digest> Of(InputFileChangeEventArgs chosen)
    {
        if (chosen.FileCount == 0) return default;
        await using var content = chosen.File.OpenReadStream(LargestScan);
        return Digest.FromBytes(await SHA256.HashDataAsync(content));
    }
}
