using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Identity;

/// <summary>A person signed in; the door that checked the password says so.</summary>
[May(Operator = true), Said("登录", "Sign in")]
public sealed record RecordSignIn(string SignInName) : IAct<OfficialId>;

public sealed class RecordSignInHandler(IntegrityDb db) : IHandle<RecordSignIn, OfficialId>
{
    public async Task<Outcome<OfficialId>> Handle(RecordSignIn act, ActContext context, CancellationToken cancel)
    {
        var name = act.SignInName.ToUpperInvariant();
        var official = await db.Officials.AsNoTracking().SingleOrDefaultAsync(o => o.SignInName.ToUpper() == name, cancel);
        if (official is null) return IdentityRefusals.OfficialUnknown();
        return official.Id;
    }
}

/// <summary>Which person a sign-in account belongs to.</summary>
[May(Operator = true)]
public sealed record OfficialOfAccount(Guid Account) : IAsk<OfficialId?>;

public sealed class OfficialOfAccountAnswer(IntegrityDb db) : IAnswer<OfficialOfAccount, OfficialId?>
{
    public async Task<Outcome<OfficialId?>> Answer(OfficialOfAccount ask, AskContext context, CancellationToken cancel) =>
        await db.Officials.Where(o => o.Account == ask.Account && o.Active).Select(o => (OfficialId?)o.Id).SingleOrDefaultAsync(cancel);
}

/// <param name="Name">The person's name.</param>
/// <param name="Office">The person's office.</param>
/// <param name="Post">The person's post in words.</param>
/// <param name="Duties">What the person may do.</param>
/// <param name="Party">The counterparty that a contractor's person belongs to.</param>
/// <param name="Lent">What he may do today in the place of those who are away.</param>
/// <param name="For">Their names.</param>
public sealed record Me(OfficialId Id, string Name, Office Office, string Post, IReadOnlyList<Duty> Duties, long? Party, IReadOnlyList<Duty> Lent, IReadOnlyList<string> For);

/// <summary>Who I am and what I may do: pages show only that.</summary>
[May(AnyPerson = true), Said("我的身份和职责", "Who I am and what I may do")]
public sealed record WhoAmI : IAsk<Me>;

public sealed class WhoAmIAnswer(IntegrityDb db) : IAnswer<WhoAmI, Me>
{
    public async Task<Outcome<Me>> Answer(WhoAmI ask, AskContext context, CancellationToken cancel)
    {
        var official = context.Official!;
        var absents = await db.AbsentFor(official, context.Today, cancel);
        return new Me(official.Id, official.Name, official.Office, official.Post, [.. official.DutySet().Order()], official.Party,
            [.. Substitution.Duties.Where(duty => absents.Any(absent => absent.Has(duty))).Order()], [.. absents.Select(absent => absent.Name)]);
    }
}
