using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.App.Values;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Identity;

/// <summary>The administrator appoints a person to an office with duties, and opens a sign-in account.</summary>
/// <remarks>Rules: J-1. The account is made last, because the identity framework saves what is tracked.</remarks>
[May(Duty.ManageUsers, Operator = true), Said("任用人员", "Appoint a person")]
public sealed record AppointOfficial(string Name, string SignInName, Office Office, string Post, IReadOnlyList<Duty> Duties, long? Party, Secret Password)
    : IAct<OfficialId>;

public sealed class AppointOfficialHandler(IntegrityDb db, UserManager<IdentityUser<Guid>> accounts) : IHandle<AppointOfficial, OfficialId>
{
    public async Task<Outcome<OfficialId>> Handle(AppointOfficial act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.Officials.AnyAsync(o => o.SignInName == act.SignInName.Trim(), cancel)) return IdentityRefusals.SignInNameTaken(act.SignInName);

        // Decide.
        var appointed = Official.Appoint(await context.NewId<OfficialId>(cancel), act.Name, act.SignInName, act.Office, act.Post, [.. act.Duties], act.Party);
        if (!appointed.IsDone) return appointed.Refusal;
        var official = appointed.Value;

        // Keep.
        var account = new IdentityUser<Guid> { Id = official.Id.AsAccount(), UserName = official.SignInName, LockoutEnabled = true };
        if (!(await accounts.CreateAsync(account, act.Password.Value)).Succeeded) return IdentityRefusals.PasswordTooWeak();
        official.Account = account.Id;
        // Whoever runs the machine could read everything anyway; an administrator must not act under another's name.
        if (context.Caller.Kind == CallerKind.Official) official.GetPassword();
        db.Officials.Add(official);
        return official.Id;
    }
}
