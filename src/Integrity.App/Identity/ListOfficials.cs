using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Identity;

public sealed record OfficialRow(OfficialId Id, string Name, string SignInName, Office Office, string Post, bool Active);

/// <summary>The people who can act, in the order of their appointment, a page at a time.</summary>
[May(Duty.ManageUsers), Said("人员名单", "The people who can act")]
public sealed record ListOfficials(Office? Office, string? Cursor) : IAsk<Listed<OfficialRow>>;

public sealed class ListOfficialsAnswer(IntegrityDb db) : IAnswer<ListOfficials, Listed<OfficialRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<OfficialRow>>> Answer(ListOfficials ask, AskContext context, CancellationToken cancel)
    {
        var after = OfficialId.From(Cursor.Read(ask.Cursor)?.Id ?? 0);
        var officials = db.Officials.AsNoTracking().Where(o => o.Id.CompareTo(after) > 0);
        if (ask.Office is { } office) officials = officials.Where(o => o.Office == office);
        var page = await officials.OrderBy(o => o.Id).Take(PageSize + 1)
            .Select(o => new OfficialRow(o.Id, o.Name, o.SignInName, o.Office, o.Post, o.Active)).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write("", last.Id.Value));
    }
}

/// <param name="LockedUntil">After too many failures; null when it is open.</param>
/// <param name="HasAuthenticator">A second factor is set up.</param>
public sealed record OfficialDetail(
    OfficialId Id, long Version, string Name, string SignInName, Office Office, string Post, IReadOnlyList<Duty> Duties, long? Party, bool Active,
    DateTime? LockedUntil, bool HasAuthenticator) : IVersioned;

/// <summary>One person: office, duties and how the sign-in account stands.</summary>
[May(Duty.ManageUsers), Said("一名人员", "One person")]
public sealed record ShowOfficial(OfficialId Official) : IAsk<OfficialDetail>;

public sealed class ShowOfficialAnswer(IntegrityDb db) : IAnswer<ShowOfficial, OfficialDetail>
{
    public async Task<Outcome<OfficialDetail>> Answer(ShowOfficial ask, AskContext context, CancellationToken cancel)
    {
        if (await db.Officials.AsNoTracking().SingleOrDefaultAsync(o => o.Id == ask.Official, cancel) is not { } official) return ActRefusals.NotFound();
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == official.Account, cancel);
        var locked = account?.LockoutEnd is { } until && until.UtcDateTime > context.Now ? until.UtcDateTime : (DateTime?)null;
        return new OfficialDetail(official.Id, await db.VersionOf(official.Id.Value, cancel), official.Name, official.SignInName, official.Office, official.Post,
            [.. official.DutySet().Order()], official.Party, official.Active, locked, account?.TwoFactorEnabled == true);
    }
}
