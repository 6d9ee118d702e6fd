using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.App.Values;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Identity;

/// <summary>The administrator gives a person another office, post or duties; never himself.</summary>
/// <remarks>Rules: J-1.</remarks>
[May(Duty.ManageUsers), Said("调整职责", "Change a person's duties")]
public sealed record ReassignOfficial(OfficialId Official, Office Office, string Post, IReadOnlyList<Duty> Duties, long Seen) : IAct<OfficialId>, IOnExisting
{
    public long Subject() => Official.Value;
}

public sealed class ReassignOfficialHandler(IntegrityDb db) : IHandle<ReassignOfficial, OfficialId>
{
    public async Task<Outcome<OfficialId>> Handle(ReassignOfficial act, ActContext context, CancellationToken cancel)
    {
        if (await db.Officials.SingleOrDefaultAsync(o => o.Id == act.Official, cancel) is not { } official) return ActRefusals.NotFound();
        if (official.Id == context.Actor) return IdentityRefusals.OwnDutiesFixed();
        if (!official.Active) return IdentityRefusals.AlreadyDismissed();
        if (official.Reassign(act.Office, act.Post, [.. act.Duties]) is { } refusal) return refusal;
        return official.Id;
    }
}

/// <summary>A person leaves: from this moment nothing is permitted to him, whatever his cookie or token says. Whoever dismisses stays, so the last administrator does.</summary>
/// <remarks>Rules: J-1.</remarks>
[May(Duty.ManageUsers), Said("停用人员", "Dismiss a person")]
public sealed record DismissOfficial(OfficialId Official, long Seen) : IAct<OfficialId>, IOnExisting
{
    public long Subject() => Official.Value;
}

public sealed class DismissOfficialHandler(IntegrityDb db) : IHandle<DismissOfficial, OfficialId>
{
    public async Task<Outcome<OfficialId>> Handle(DismissOfficial act, ActContext context, CancellationToken cancel)
    {
        if (await db.Officials.SingleOrDefaultAsync(o => o.Id == act.Official, cancel) is not { } official) return ActRefusals.NotFound();
        if (official.Id == context.Actor) return IdentityRefusals.OwnDutiesFixed();
        if (!official.Active) return IdentityRefusals.AlreadyDismissed();
        official.Dismiss();
        return official.Id;
    }
}

/// <summary>The administrator opens a locked or forgotten sign-in: a new password, failures forgotten, the second factor to be set up anew. The person then chooses his own before anything else.</summary>
/// <remarks>Rules: J-1. The person sees it in the journal.</remarks>
[May(Duty.ManageUsers), Said("重置登录", "Reset a person's sign-in")]
public sealed record ResetSignIn(OfficialId Official, Secret Password, long Seen) : IAct<OfficialId>, IOnExisting
{
    public long Subject() => Official.Value;
}

public sealed class ResetSignInHandler(IntegrityDb db, UserManager<IdentityUser<Guid>> accounts) : IHandle<ResetSignIn, OfficialId>
{
    public async Task<Outcome<OfficialId>> Handle(ResetSignIn act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.Officials.SingleOrDefaultAsync(o => o.Id == act.Official, cancel) is not { } official) return ActRefusals.NotFound();
        if (context.Caller.Scope is not null) return IdentityRefusals.NotByToken();
        if (!official.Active) return IdentityRefusals.AlreadyDismissed();
        if (official.Account is not { } id || await accounts.FindByIdAsync(id.ToString()) is not { } account) return IdentityRefusals.OfficialUnknown();

        // Keep. What the framework refuses rolls everything back.
        official.GetPassword();
        var token = await accounts.GeneratePasswordResetTokenAsync(account);
        if (!(await accounts.ResetPasswordAsync(account, token, act.Password.Value)).Succeeded) return IdentityRefusals.PasswordTooWeak();
        await accounts.SetLockoutEndDateAsync(account, null);
        await accounts.ResetAccessFailedCountAsync(account);
        await accounts.SetTwoFactorEnabledAsync(account, false);
        return official.Id;
    }
}
