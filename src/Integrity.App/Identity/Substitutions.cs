using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Identity;

/// <summary>While one official is away another runs his cases in his place; nobody votes or pays for another.</summary>
/// <remarks>Rules: D-2, D-4, J-1.</remarks>
[May(Duty.ManageUsers), Said("指定代理人", "Appoint a substitute")]
public sealed record AppointSubstitute(OfficialId Absent, OfficialId Substitute, DateOnly From, DateOnly Until, string Ground) : IAct<SubstitutionId>;

public sealed class AppointSubstituteHandler(IntegrityDb db) : IHandle<AppointSubstitute, SubstitutionId>
{
    public async Task<Outcome<SubstitutionId>> Handle(AppointSubstitute act, ActContext context, CancellationToken cancel)
    {
        if (await db.Officials.SingleOrDefaultAsync(o => o.Id == act.Absent, cancel) is not { } absent) return IdentityRefusals.OfficialUnknown() with { Field = "absent" };
        if (await db.Officials.SingleOrDefaultAsync(o => o.Id == act.Substitute, cancel) is not { } substitute) return IdentityRefusals.OfficialUnknown() with { Field = "substitute" };
        if (await db.Substitutions.AnyAsync(s => s.Absent == act.Absent && s.FromDay <= act.Until && s.UntilDay >= act.From && s.UntilDay >= s.FromDay, cancel)) return IdentityRefusals.SubstitutedAlready(absent.Name);
        // Who is away stands in for nobody, and who stands in is not away.
        if (await db.Substitutions.AnyAsync(s => (s.Absent == act.Substitute || s.Substitute == act.Absent) && s.FromDay <= act.Until && s.UntilDay >= act.From && s.UntilDay >= s.FromDay, cancel))
            return IdentityRefusals.SubstitutesEachOther(absent.Name, substitute.Name);
        var appointed = Substitution.Appoint(await context.NewId<SubstitutionId>(cancel), absent, substitute, act.From, act.Until, act.Ground, context.Actor, context.Today);
        if (!appointed.IsDone) return appointed.Refusal;
        db.Substitutions.Add(appointed.Value);
        context.Touch(absent.Id.Value);
        return appointed.Value.Id;
    }
}

/// <summary>He is back.</summary>
/// <remarks>Rules: J-1.</remarks>
[May(Duty.ManageUsers), Said("结束代理", "End a substitution")]
public sealed record EndSubstitution(SubstitutionId Substitution, long Seen) : IAct<SubstitutionId>, IOnExisting
{
    public long Subject() => Substitution.Value;
}

public sealed class EndSubstitutionHandler(IntegrityDb db) : IHandle<EndSubstitution, SubstitutionId>
{
    public async Task<Outcome<SubstitutionId>> Handle(EndSubstitution act, ActContext context, CancellationToken cancel)
    {
        if (await db.Substitutions.SingleOrDefaultAsync(s => s.Id == act.Substitution, cancel) is not { } found) return ActRefusals.NotFound();
        return found.End(context.Today) is { } refusal ? refusal : found.Id;
    }
}

public sealed record SubstitutionRow(SubstitutionId Id, long Version, string Absent, string Substitute, DateOnly From, DateOnly Until, string Ground, bool Over);

/// <summary>Who acts for whom, the newest first.</summary>
[May(Duty.ManageUsers, Duty.ReadBusiness), Said("代理名单", "Who acts for whom")]
public sealed record ListSubstitutions(string? Cursor) : IAsk<Listed<SubstitutionRow>>;

public sealed class ListSubstitutionsAnswer(IntegrityDb db) : IAnswer<ListSubstitutions, Listed<SubstitutionRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<SubstitutionRow>>> Answer(ListSubstitutions ask, AskContext context, CancellationToken cancel)
    {
        var all = db.Substitutions.AsNoTracking();
        if (Cursor.Read(ask.Cursor) is { } after) all = all.Where(s => s.Id.CompareTo(SubstitutionId.From(after.Id)) < 0);
        var page = Cursor.Page(await all.OrderByDescending(s => s.Id).Take(PageSize + 1).ToListAsync(cancel), PageSize, last => Cursor.Write("", last.Id.Value));
        var ids = page.Items.SelectMany(s => new[] { s.Absent, s.Substitute }).Distinct().ToList();
        var names = await db.Officials.AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        var rows = new List<SubstitutionRow>();
        foreach (var s in page.Items)
            rows.Add(new(s.Id, await db.VersionOf(s.Id.Value, cancel), names[s.Absent], names[s.Substitute], s.FromDay, s.UntilDay, s.Ground, s.UntilDay < context.Today));
        return new Listed<SubstitutionRow>(rows, page.Next);
    }
}
