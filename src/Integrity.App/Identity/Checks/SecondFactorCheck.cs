using System.Globalization;
using System.Runtime.CompilerServices;
using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Identity.Checks;

/// <summary>Whoever set up an authenticator is asked for its code, as the last act about it says; nobody else is.</summary>
/// <remarks>The attacker has a password and the database, and takes the second factor away from a sign-in.</remarks>
internal sealed class SecondFactorCheck : ICheck
{
    public string Name => "identity.second_factor";
    public string Rule => "J-1";
    public string Zh => "每个账号是否需要动态口令，与日志中最后一次绑定、解除或重置一致";
    public string En => "Whether a sign-in needs a second factor is what the last act about it says";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var on = new HashSet<Guid>();
        string[] kinds = [nameof(ConfirmAuthenticator), nameof(StopAuthenticator), nameof(ResetSignIn)];
        await foreach (var act in db.JournalEntries.AsNoTracking().Where(e => kinds.Contains(e.Kind)).OrderBy(e => e.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var people = act.Kind == nameof(ResetSignIn) ? act.Subjects.Split(',').Select(number => OfficialId.From(long.Parse(number, CultureInfo.InvariantCulture))) : Caller.OfficialBehind(act.Actor) is { } self ? [self] : [];
            foreach (var person in people)
            {
                if (act.Kind == nameof(ConfirmAuthenticator)) on.Add(person.AsAccount());
                else on.Remove(person.AsAccount());
            }
        }
        await foreach (var user in db.Users.AsNoTracking().OrderBy(u => u.Id).Select(u => new { u.Id, u.UserName, u.TwoFactorEnabled }).AsAsyncEnumerable().WithCancellation(cancel))
            if (user.TwoFactorEnabled != on.Contains(user.Id))
                yield return new("sign_in_users", user.UserName ?? $"{user.Id}", "动态口令的开关与日志中最后一次办理不符。", "Whether a second factor is needed is not what the last act about it says.");
    }
}
