using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Integrity.App.Identity;

/// <summary>Takes each code of an authenticator once: whoever looked over a shoulder, or listened, cannot use it again within its time.</summary>
/// <remarks>Source: RFC 6238 5.2. The last accepted step is kept beside the account, and no earlier one is taken either.</remarks>
public sealed class OnceAuthenticator(TimeProvider clock) : AuthenticatorTokenProvider<IdentityUser<Guid>>
{
    internal const string Provider = "Integrity";
    internal const string LastStep = "AuthenticatorStep";

    /// <summary>Unit: seconds.</summary>
    private const int Step = 30;

    /// <summary>How many steps a phone's clock may be wrong, as in the framework.</summary>
    private const int Drift = 2;

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<IdentityUser<Guid>> manager, IdentityUser<Guid> user)
    {
        ArgumentNullException.ThrowIfNull(manager);
        if (token is not { Length: 6 } || !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var code)) return false;
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } key) return false;
        var last = long.TryParse(await manager.GetAuthenticationTokenAsync(user, Provider, LastStep), out var kept) ? kept : long.MinValue;
        var now = clock.GetUtcNow().ToUnixTimeSeconds() / Step;
        for (var step = now - Drift; step <= now + Drift; step++)
        {
            if (step <= last || CodeOf(key, step) != code) continue;
            // Two who send the same code at once: the framework refuses the second to write.
            return (await manager.SetAuthenticationTokenAsync(user, Provider, LastStep, step.ToString(CultureInfo.InvariantCulture))).Succeeded;
        }
        return false;
    }

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 authenticators use HMAC-SHA-1.")]
    private static int CodeOf(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(FromBase32(key), counter);
        return (BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue) % 1_000_000;
    }

    private static byte[] FromBase32(string key)
    {
        var (bytes, bits, held) = (new List<byte>(), 0, 0);
        foreach (var sign in key.TrimEnd('='))
        {
            bits = (bits << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(sign, StringComparison.Ordinal);
            if ((held += 5) < 8) continue;
            held -= 8;
            bytes.Add((byte)(bits >> held));
            bits &= (1 << held) - 1;
        }
        return [.. bytes];
    }
}
