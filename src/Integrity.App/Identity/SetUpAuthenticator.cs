using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.App.Values;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Identity;

/// <param name="IsOn">Each sign-in needs a code.</param>
/// <param name="Key">The key to put into the authenticator, in groups of four; only until the first code is confirmed.</param>
/// <param name="Address">The same as a link for a QR code.</param>
public sealed record AuthenticatorState(bool IsOn, string? Key, string? Address);

/// <summary>How my second factor stands; the key is shown only while it is being set up.</summary>
[May(AnyPerson = true), Said("我的动态口令", "My second factor")]
public sealed record MyAuthenticator : IAsk<AuthenticatorState>;

public sealed class MyAuthenticatorAnswer(UserManager<IdentityUser<Guid>> accounts) : IAnswer<MyAuthenticator, AuthenticatorState>
{
    public async Task<Outcome<AuthenticatorState>> Answer(MyAuthenticator ask, AskContext context, CancellationToken cancel)
    {
        if (context.Caller.Scope is not null) return IdentityRefusals.NotByToken();
        if (await accounts.FindByIdAsync(context.Official!.Account.ToString()!) is not { } account) return IdentityRefusals.OfficialUnknown();
        if (account.TwoFactorEnabled) return new AuthenticatorState(true, null, null);
        if (await accounts.GetAuthenticatorKeyAsync(account) is not { } key) return new AuthenticatorState(false, null, null);
        var name = Uri.EscapeDataString("Integrity:" + context.Official.SignInName);
        return new AuthenticatorState(false, string.Join(' ', key.Chunk(4).Select(four => new string(four))), $"otpauth://totp/{name}?secret={key}&issuer=Integrity");
    }
}

/// <summary>Begins to set up a second factor with a new key; sign-in does not need it before the first code is confirmed.</summary>
/// <remarks>Rules: J-1.</remarks>
[May(AnyPerson = true), Said("开始绑定验证器", "Begin to set up an authenticator")]
public sealed record StartAuthenticator : IAct<Done>;

public sealed class StartAuthenticatorHandler(UserManager<IdentityUser<Guid>> accounts) : IHandle<StartAuthenticator, Done>
{
    public async Task<Outcome<Done>> Handle(StartAuthenticator act, ActContext context, CancellationToken cancel)
    {
        if (context.Caller.Scope is not null) return IdentityRefusals.NotByToken();
        if (await accounts.FindByIdAsync(context.Official.Account.ToString()!) is not { TwoFactorEnabled: false } account) return IdentityRefusals.AuthenticatorNotStarted();
        await accounts.ResetAuthenticatorKeyAsync(account);
        await accounts.RemoveAuthenticationTokenAsync(account, OnceAuthenticator.Provider, OnceAuthenticator.LastStep);
        return default(Done);
    }
}

/// <summary>The first right code: from now on each sign-in needs one.</summary>
/// <remarks>Rules: J-1.</remarks>
[May(AnyPerson = true), Said("绑定验证器", "Set up an authenticator")]
public sealed record ConfirmAuthenticator(Secret Code) : IAct<Done>;

public sealed class ConfirmAuthenticatorHandler(UserManager<IdentityUser<Guid>> accounts) : IHandle<ConfirmAuthenticator, Done>
{
    public async Task<Outcome<Done>> Handle(ConfirmAuthenticator act, ActContext context, CancellationToken cancel)
    {
        if (context.Caller.Scope is not null) return IdentityRefusals.NotByToken();
        var account = await accounts.FindByIdAsync(context.Official.Account.ToString()!);
        if (account is not { TwoFactorEnabled: false } || await accounts.GetAuthenticatorKeyAsync(account) is null) return IdentityRefusals.AuthenticatorNotStarted();
        if (!await IsRight(accounts, account, act.Code)) return IdentityRefusals.AuthenticatorCodeWrong();
        await accounts.SetTwoFactorEnabledAsync(account, true);
        return default(Done);
    }

    internal static Task<bool> IsRight(UserManager<IdentityUser<Guid>> accounts, IdentityUser<Guid> account, Secret code) =>
        accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code.Value.Replace(" ", "", StringComparison.Ordinal));
}

/// <summary>Takes the second factor away, with a right code of it.</summary>
/// <remarks>Rules: J-1.</remarks>
[May(AnyPerson = true), Said("解除验证器", "Take the authenticator away")]
public sealed record StopAuthenticator(Secret Code) : IAct<Done>;

public sealed class StopAuthenticatorHandler(UserManager<IdentityUser<Guid>> accounts) : IHandle<StopAuthenticator, Done>
{
    public async Task<Outcome<Done>> Handle(StopAuthenticator act, ActContext context, CancellationToken cancel)
    {
        if (context.Caller.Scope is not null) return IdentityRefusals.NotByToken();
        if (await accounts.FindByIdAsync(context.Official.Account.ToString()!) is not { TwoFactorEnabled: true } account) return IdentityRefusals.AuthenticatorNotStarted();
        if (!await ConfirmAuthenticatorHandler.IsRight(accounts, account, act.Code)) return IdentityRefusals.AuthenticatorCodeWrong();
        await accounts.SetTwoFactorEnabledAsync(account, false);
        await accounts.RemoveAuthenticationTokenAsync(account, "[AspNetUserStore]", "AuthenticatorKey");
        return default(Done);
    }
}

/// <summary>A person changes his own password, and must while it is one that an administrator gave him.</summary>
/// <remarks>Rules: J-1.</remarks>
[May(AnyPerson = true, BeforeOwnPassword = true), Said("修改密码", "Change one's password")]
public sealed record ChangePassword(Secret Current, Secret Password) : IAct<Done>;

public sealed class ChangePasswordHandler(IntegrityDb db, UserManager<IdentityUser<Guid>> accounts) : IHandle<ChangePassword, Done>
{
    public async Task<Outcome<Done>> Handle(ChangePassword act, ActContext context, CancellationToken cancel)
    {
        if (context.Caller.Scope is not null) return IdentityRefusals.NotByToken();
        if (await accounts.FindByIdAsync(context.Official.Account.ToString()!) is not { } account) return IdentityRefusals.OfficialUnknown();
        if (!await accounts.CheckPasswordAsync(account, act.Current.Value)) return IdentityRefusals.CurrentPasswordWrong();
        if (act.Password.Value == act.Current.Value) return IdentityRefusals.PasswordNotNew();
        (await db.Officials.SingleAsync(o => o.Id == context.Actor, cancel)).ChoosePassword();
        return (await accounts.ChangePasswordAsync(account, act.Current.Value, act.Password.Value)).Succeeded ? default(Done) : IdentityRefusals.PasswordTooWeak();
    }
}
