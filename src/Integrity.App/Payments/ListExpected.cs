using System.Globalization;
using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

public sealed record ExpectedRow(ExpectedRecoveryId Id, ProjectId Project, string ProjectName, Money Amount, DateOnly ExpectedOn, string ChasedBy, string Note, bool IsClosed, string? ClosingNote);

/// <summary>The expected recoveries by day: those still open, or those closed; of one project where it is named.</summary>
[May(Duty.ReadBusiness), Said("预期回款名单", "The expected recoveries")]
public sealed record ListExpected(bool? Closed, ProjectId? Project, string? Cursor) : IAsk<Listed<ExpectedRow>>;

public sealed class ListExpectedAnswer(IntegrityDb db) : IAnswer<ListExpected, Listed<ExpectedRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<ExpectedRow>>> Answer(ListExpected ask, AskContext context, CancellationToken cancel)
    {
        var closed = ask.Closed ?? false;
        var rows = db.ExpectedRecoveries.AsNoTracking().Where(r => r.IsClosed == closed);
        if (ask.Project is { } project) rows = rows.Where(r => r.Project == project);
        if (Cursor.Read(ask.Cursor) is { } after && DateOnly.TryParseExact(after.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            rows = rows.Where(r => r.ExpectedOn > day || (r.ExpectedOn == day && r.Id.CompareTo(ExpectedRecoveryId.From(after.Id)) > 0));
        var page = await rows.OrderBy(r => r.ExpectedOn).ThenBy(r => r.Id).Take(PageSize + 1)
            .Join(db.Projects, r => r.Project, p => p.Id, (r, p) => new { r, p.Name })
            .Join(db.Officials, x => x.r.ChasedBy, o => o.Id, (x, o) => new { x.r, Project = x.Name, Chaser = o.Name })
            .OrderBy(x => x.r.ExpectedOn).ThenBy(x => x.r.Id).ToListAsync(cancel);
        return Cursor.Page(page.ConvertAll(x => new ExpectedRow(x.r.Id, x.r.Project, x.Project, x.r.Amount, x.r.ExpectedOn, x.Chaser, x.r.Note, x.r.IsClosed, x.r.ClosingNote)),
            PageSize, last => Cursor.Write(last.ExpectedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), last.Id.Value));
    }
}

public sealed record ExpectedDetail(
    ExpectedRecoveryId Id, long Version, ProjectId Project, string ProjectName, Money Amount, DateOnly ExpectedOn, string ChasedBy, string Note, bool IsClosed,
    FundReceiptId? Receipt, string? ClosingNote, DateOnly? ClosedOn) : IVersioned;

[May(Duty.ReadBusiness), Said("一笔预期回款", "One expected recovery")]
public sealed record ShowExpected(ExpectedRecoveryId Recovery) : IAsk<ExpectedDetail>;

public sealed class ShowExpectedAnswer(IntegrityDb db) : IAnswer<ShowExpected, ExpectedDetail>
{
    public async Task<Outcome<ExpectedDetail>> Answer(ShowExpected ask, AskContext context, CancellationToken cancel)
    {
        var r = await db.ExpectedRecoveries.AsNoTracking().SingleOrDefaultAsync(one => one.Id == ask.Recovery, cancel);
        if (r is null) return ActRefusals.NotFound();
        var project = await db.Projects.AsNoTracking().Where(p => p.Id == r.Project).Select(p => p.Name).SingleAsync(cancel);
        var chaser = await db.Officials.AsNoTracking().Where(o => o.Id == r.ChasedBy).Select(o => o.Name).SingleAsync(cancel);
        return new ExpectedDetail(r.Id, await db.VersionOf(r.Id.Value, cancel), r.Project, project, r.Amount, r.ExpectedOn, chaser, r.Note, r.IsClosed, r.Receipt, r.ClosingNote, r.ClosedOn);
    }
}

public sealed record ChaserRow(OfficialId Id, string Name);

/// <summary>The people of the bureau who can chase a recovery, by name, a page at a time.</summary>
[May(Duty.RecordFunds), Said("可任催收人的人员", "Who can chase a recovery")]
public sealed record ListChasers(string? Cursor) : IAsk<Listed<ChaserRow>>;

public sealed class ListChasersAnswer(IntegrityDb db) : IAnswer<ListChasers, Listed<ChaserRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<ChaserRow>>> Answer(ListChasers ask, AskContext context, CancellationToken cancel)
    {
        var people = db.Officials.AsNoTracking().Where(o => o.Active && o.Office != Office.Contractor);
        if (Cursor.Read(ask.Cursor) is { } after)
            people = people.Where(o => string.Compare(o.Name, after.Text) > 0 || (o.Name == after.Text && o.Id.CompareTo(OfficialId.From(after.Id)) > 0));
        var page = await people.OrderBy(o => o.Name).ThenBy(o => o.Id).Take(PageSize + 1).Select(o => new ChaserRow(o.Id, o.Name)).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write(last.Name, last.Id.Value));
    }
}
