using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

public sealed record BodyRow(BodyId Id, string NameZh, string NameEn);

/// <summary>The bodies that decide by vote, a page at a time.</summary>
[May(Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote), Said("议事机构名单", "The bodies that decide")]
public sealed record ListBodies(string? Cursor) : IAsk<Listed<BodyRow>>;

public sealed class ListBodiesAnswer(IntegrityDb db) : IAnswer<ListBodies, Listed<BodyRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<BodyRow>>> Answer(ListBodies ask, AskContext context, CancellationToken cancel)
    {
        var after = BodyId.From(Cursor.Read(ask.Cursor)?.Id ?? 0);
        var page = await db.Bodies.AsNoTracking().Where(x => x.Id.CompareTo(after) > 0).OrderBy(x => x.Id).Take(PageSize + 1)
            .Select(x => new BodyRow(x.Id, x.NameZh, x.NameEn)).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write("", last.Id.Value));
    }
}

public sealed record MembershipRow(PersonNamed Person, bool IsChair, DateOnly FirstDay, DateOnly? LastDay, string Document, string? EndDocument, bool InOffice);

/// <param name="Rule">Quorum and majority today with nobody recused.</param>
/// <param name="CanJoin">People with the duty to vote who are not in office here.</param>
public sealed record BodyDetail(
    BodyId Id, long Version, string NameZh, string NameEn, VotingRule Rule, IReadOnlyList<MembershipRow> Members, IReadOnlyList<PersonNamed> CanJoin) : IVersioned;

/// <summary>One body with its roster: who counts in N from when until when, by which document (D-2).</summary>
[May(Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote), Said("一个议事机构", "One body with its roster")]
public sealed record ShowBody(BodyId Body) : IAsk<BodyDetail>;

public sealed class ShowBodyAnswer(IntegrityDb db) : IAnswer<ShowBody, BodyDetail>
{
    public async Task<Outcome<BodyDetail>> Answer(ShowBody ask, AskContext context, CancellationToken cancel)
    {
        if (await db.BodyWith(ask.Body, cancel) is not { } body) return ActRefusals.NotFound();
        var inOffice = body.On(context.Today).Members;
        var names = await PeopleNamed.Of(db, body.Memberships.Select(one => one.Member), cancel);
        var voters = await db.Set<Official>().AsNoTracking().Where(x => x.Active && x.Duties.Contains(nameof(Duty.Vote))).OrderBy(x => x.Id).ToListAsync(cancel);
        return new BodyDetail(
            body.Id, await db.VersionOf(body.Id.Value, cancel), body.NameZh, body.NameEn, VotingRule.For(inOffice.Count, 0),
            [.. body.Memberships.OrderBy(one => one.Number).Select(one => new MembershipRow(
                names[one.Member], one.IsChair, one.FirstDay, one.LastDay, one.Document, one.EndDocument, one.IsOn(context.Today)))],
            [.. voters.Where(one => one.Has(Duty.Vote) && !inOffice.Contains(one.Id)).Select(one => new PersonNamed(one.Id, one.Name, one.Post))]);
    }
}
