using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.App.Values;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Identity;

public sealed record TokenBearer(OfficialId Owner, IReadOnlySet<Duty> Duties);

/// <summary>Whose live token this is; nobody's is an answer of null, the same for wrong, expired and revoked ones.</summary>
[May(Public = true)]
public sealed record WhoHasToken(Secret Token) : IAsk<TokenBearer?>;

public sealed class WhoHasTokenAnswer(IntegrityDb db) : IAnswer<WhoHasToken, TokenBearer?>
{
    public async Task<Outcome<TokenBearer?>> Answer(WhoHasToken ask, AskContext context, CancellationToken cancel)
    {
        var digest = AccessToken.DigestOf(ask.Token.Value);
        var token = await db.AccessTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Digest == digest, cancel);
        return token is not null && token.IsLive(context.Today) ? new TokenBearer(token.Owner, token.DutySet()) : null;
    }
}
