using System.Security.Cryptography;
using System.Text;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Identity;

public readonly record struct AccessTokenId(long Value) : IId<AccessTokenId>, IComparable<AccessTokenId>
{
    public int CompareTo(AccessTokenId other) => Value.CompareTo(other.Value);

    public static AccessTokenId From(long value) => new(value);
}

/// <summary>Lets a program act for its owner, within some of his duties, until a day or until it is revoked.</summary>
public sealed class AccessToken
{
    private AccessToken() { }

    public AccessTokenId Id { get; private init; }
    public OfficialId Owner { get; private init; }
    public string Name { get; private init; } = "";

    /// <summary>SHA-256 of the token, which itself is shown once and kept nowhere.</summary>
    public string Digest { get; private init; } = "";

    public string Duties { get; private init; } = "";
    public DateTime CreatedAt { get; private init; }
    public DateOnly ExpiresOn { get; private init; }
    public DateTime? RevokedAt { get; private set; }

    public static AccessToken Make(AccessTokenId id, OfficialId owner, string name, string token, IEnumerable<Duty> duties, DateTime now, DateOnly expiresOn) => new()
    {
        Id = id,
        Owner = owner,
        Name = name,
        Digest = DigestOf(token),
        Duties = string.Join(' ', duties.Order()),
        CreatedAt = now,
        ExpiresOn = expiresOn,
    };

    public Refusal? Revoke(DateTime now)
    {
        if (RevokedAt is not null) return IdentityRefusals.TokenRevokedAlready();
        RevokedAt = now;
        return null;
    }

    public bool IsLive(DateOnly today) => RevokedAt is null && today <= ExpiresOn;

    public IReadOnlySet<Duty> DutySet() => Duties.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Duty>).ToHashSet();

    /// <summary>A token that nobody can guess: 256 bits of the system's generator, marked so that leaks are found by searching.</summary>
    public static string NewSecret() => "itg_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string DigestOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
