using System.Text.Json;
using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.App.Values;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Integrity.Web.Doors;

namespace Integrity.Web.Api;

/// <summary>The doors of people, their sign-in and their tokens (J-1).</summary>
public static class IdentityApi
{
    public static void MapIdentity(this IEndpointRouteBuilder api)
    {
        api.MapAct<AppointFirstAdministrator, OfficialId>("/first-administrator");
        api.MapAsk<ListOfficials, Listed<OfficialRow>>("/officials");
        api.MapAct<AppointOfficial, OfficialId>("/officials");
        api.MapAsk<ShowOfficial, OfficialDetail>("/officials/{official}");
        api.MapAsk<ListSubstitutions, Listed<SubstitutionRow>>("/substitutions");
        api.MapAct<AppointSubstitute, SubstitutionId>("/substitutions");
        api.MapAct<EndSubstitution, SubstitutionId>("/substitutions/{substitution}/end");
        api.MapAct<ReassignOfficial, OfficialId>("/officials/{official}/reassign");
        api.MapAct<DismissOfficial, OfficialId>("/officials/{official}/dismiss");
        api.MapAct<ResetSignIn, OfficialId>("/officials/{official}/reset-sign-in");

        api.MapAsk<WhoAmI, Me>("/me");
        api.MapAct<ChangePassword, Done>("/me/password");
        api.MapAsk<MyAuthenticator, AuthenticatorState>("/me/authenticator");
        api.MapAct<StartAuthenticator, Done>("/me/authenticator/start");
        api.MapAct<ConfirmAuthenticator, Done>("/me/authenticator/confirm");
        api.MapAct<StopAuthenticator, Done>("/me/authenticator/stop");
        api.MapAsk<ListMyTokens, Listed<AccessTokenRow>>("/me/tokens");
        api.MapAct<RevokeAccessToken, AccessTokenId>("/me/tokens/{token}/revoke");
        api.MapPost("/me/tokens", async (HttpContext http, Door door) =>
            {
                var caller = await Callers.Of(http, door);
                if (await Read(http) is not { } asked) return ApiDoor.Problem(ActRefusals.Malformed("JSON"), caller.Language);
                if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key) return ApiDoor.Problem(ActRefusals.KeyMissing(), caller.Language);
                var secret = AccessToken.NewSecret();
                var made = await door.Enter(new CreateAccessToken(asked.Name, asked.Duties, asked.ExpiresOn, new(secret)), caller, key, http.RequestAborted);
                if (!made.IsDone) return ApiDoor.Problem(made.Refusal, caller.Language);
                // Sent twice under one key, the first one counts, and that token is shown to nobody again.
                var fresh = await door.Ask(new WhoHasToken(new(secret)), caller, http.RequestAborted) is { IsDone: true, Value: not null };
                return ApiDoor.Respond<CreatedToken>(new CreatedToken(made.Value, fresh ? secret : null), http, caller.Language);
            })
            .Accepts<NewToken>("application/json").Produces<CreatedToken>().WithName(nameof(CreateAccessToken)).WithTags("Identity")
            .WithSummary("创建访问令牌 / Create an access token").WithMetadata(new ActDoor(typeof(CreateAccessToken)));
    }

    private static async Task<NewToken?> Read(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFromJsonAsync<NewToken>(Json.Options, http.RequestAborted) is { Name: not null, Duties: not null } asked ? asked : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            return null;
        }
    }
}

/// <summary>What a program asks for.</summary>
public sealed record NewToken(string Name, IReadOnlyList<Duty> Duties, DateOnly ExpiresOn);

/// <summary>The token, shown this once.</summary>
public sealed record CreatedToken(AccessTokenId Id, string? Token);
