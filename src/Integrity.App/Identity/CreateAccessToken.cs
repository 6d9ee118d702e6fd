using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Values;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Identity;

/// <summary>A person lets a program act for him, within some of his duties, until a day.</summary>
/// <param name="Name">Which program.</param>
/// <param name="Duties">At least one, none that the person lacks.</param>
/// <param name="ExpiresOn">The last day, at most a year ahead.</param>
/// <param name="Token">Made by the door by <see cref="AccessToken.NewSecret"/>, which shows it once; only its hash is kept.</param>
/// <remarks>Rules: J-1. No token makes tokens.</remarks>
[May(AnyPerson = true), Said("创建访问令牌", "Create an access token")]
public sealed record CreateAccessToken(string Name, IReadOnlyList<Duty> Duties, DateOnly ExpiresOn, Secret Token) : IAct<AccessTokenId>;

public sealed class CreateAccessTokenHandler(IntegrityDb db) : IHandle<CreateAccessToken, AccessTokenId>
{
    /// <summary>Unit: days.</summary>
    private const int LongestLife = 366;

    public async Task<Outcome<AccessTokenId>> Handle(CreateAccessToken act, ActContext context, CancellationToken cancel)
    {
        if (context.Caller.Scope is not null) return IdentityRefusals.NotByToken();
        if (act.Name.Trim().Length is 0 or > 60) return IdentityRefusals.TokenNameMissing();
        if (act.Duties.Count == 0 || !act.Duties.All(context.Official.Has)) return IdentityRefusals.TokenDutiesBeyondOwn();
        if (act.ExpiresOn <= context.Today || act.ExpiresOn > context.Today.AddDays(LongestLife)) return IdentityRefusals.TokenExpiryOutOfRange(LongestLife);
        var token = AccessToken.Make(await context.NewId<AccessTokenId>(cancel), context.Actor, act.Name.Trim(), act.Token.Value, act.Duties.Distinct(),
            context.Now, act.ExpiresOn);
        db.AccessTokens.Add(token);
        return token.Id;
    }
}

public sealed record AccessTokenRow(AccessTokenId Id, long Version, string Name, IReadOnlyList<Duty> Duties, DateTime CreatedAt, DateOnly ExpiresOn, DateTime? RevokedAt);

/// <summary>My own tokens, a page at a time; what they are is shown to nobody again.</summary>
[May(AnyPerson = true), Said("我的程序令牌", "My tokens")]
public sealed record ListMyTokens(string? Cursor) : IAsk<Listed<AccessTokenRow>>;

public sealed class ListMyTokensAnswer(IntegrityDb db) : IAnswer<ListMyTokens, Listed<AccessTokenRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<AccessTokenRow>>> Answer(ListMyTokens ask, AskContext context, CancellationToken cancel)
    {
        var me = context.Official!.Id;
        var after = AccessTokenId.From(Cursor.Read(ask.Cursor)?.Id ?? 0);
        var rows = new List<AccessTokenRow>();
        foreach (var token in await db.AccessTokens.AsNoTracking().Where(t => t.Owner == me && t.Id.CompareTo(after) > 0)
            .OrderBy(t => t.Id).Take(PageSize + 1).ToListAsync(cancel))
            rows.Add(new(token.Id, await db.VersionOf(token.Id.Value, cancel), token.Name, [.. token.DutySet().Order()], token.CreatedAt, token.ExpiresOn, token.RevokedAt));
        return Cursor.Page(rows, PageSize, last => Cursor.Write("", last.Id.Value));
    }
}

/// <summary>The owner ends a token at once.</summary>
/// <remarks>Rules: J-1.</remarks>
[May(AnyPerson = true), Said("吊销访问令牌", "Revoke an access token")]
public sealed record RevokeAccessToken(AccessTokenId Token, long Seen) : IAct<AccessTokenId>, IOnExisting
{
    public long Subject() => Token.Value;
}

public sealed class RevokeAccessTokenHandler(IntegrityDb db) : IHandle<RevokeAccessToken, AccessTokenId>
{
    public async Task<Outcome<AccessTokenId>> Handle(RevokeAccessToken act, ActContext context, CancellationToken cancel)
    {
        var token = await db.AccessTokens.SingleOrDefaultAsync(t => t.Id == act.Token && t.Owner == context.Actor, cancel);
        if (token is null) return ActRefusals.NotFound();
        if (token.Revoke(context.Now) is { } refusal) return refusal;
        return token.Id;
    }
}
