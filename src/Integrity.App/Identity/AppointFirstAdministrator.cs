using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.App.Values;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Identity;

/// <summary>Whoever reads the one-time code from the server's console becomes the first administrator of a bureau in which nobody is yet.</summary>
/// <remarks>Rules: J-1. Without the code the first visitor would own the system.</remarks>
[May(Public = true), Said("设立首任管理员", "Appoint the first administrator")]
public sealed record AppointFirstAdministrator(string Name, string SignInName, Secret Password, Secret Code) : IAct<OfficialId>;

public sealed class AppointFirstAdministratorHandler(IntegrityDb db, FirstCode first, UserManager<IdentityUser<Guid>> accounts)
    : IHandle<AppointFirstAdministrator, OfficialId>
{
    public async Task<Outcome<OfficialId>> Handle(AppointFirstAdministrator act, ActContext context, CancellationToken cancel)
    {
        // Decide. The code first: before it nobody learns anything.
        if (!first.Is(act.Code.Value)) return IdentityRefusals.BootstrapCodeWrong();
        if (await db.Officials.AnyAsync(cancel)) return IdentityRefusals.AdministratorThere();
        var appointed = Official.Appoint(await context.NewId<OfficialId>(cancel), act.Name, act.SignInName, Office.Administration, "系统管理员",
            [Duty.ManageUsers, Duty.ManageSettings], party: null);
        if (!appointed.IsDone) return appointed.Refusal;

        // Keep. The identity framework saves what is tracked, so it comes last.
        var account = new IdentityUser<Guid> { Id = appointed.Value.Id.AsAccount(), UserName = appointed.Value.SignInName, LockoutEnabled = true };
        if (!(await accounts.CreateAsync(account, act.Password.Value)).Succeeded) return IdentityRefusals.PasswordTooWeak();
        appointed.Value.Account = account.Id;
        db.Officials.Add(appointed.Value);
        return appointed.Value.Id;
    }
}
