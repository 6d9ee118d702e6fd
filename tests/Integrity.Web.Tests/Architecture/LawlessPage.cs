using Integrity.App.Identity;
using Integrity.App.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Web.Tests.Architecture;

/// <summary>Breaks on purpose what a door must keep, so that the test is seen to find it.</summary>
internal static class LawlessPage
{
    public static Task<bool> Read(IntegrityDb db) => db.Users.AnyAsync();

    public static object Answer(IntegrityDb db) => new BootstrapNeededAnswer(db);

    public static object Accounts(UserManager<IdentityUser<Guid>> accounts) => accounts.Users;
}
