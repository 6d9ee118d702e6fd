using System.Security.Cryptography;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.Components.Forms;

namespace Integrity.Web.Pages.Decisions;

/// <summary>The hash of a scanned document that a person chose.</summary>
internal static class ScanHash
{
    /// <summary>Unit: bytes.</summary>
    private const long LargestScan = 40L << 20;

    public static async Task<Digest> Of(IBrowserFile file)
    {
        await using var content = file.OpenReadStream(LargestScan);
        return Digest.FromBytes(await SHA256.HashDataAsync(content));
    }
}
