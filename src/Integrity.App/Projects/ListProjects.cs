using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Projects;

public sealed record ProjectRow(ProjectId Id, string Number, string Name, ProjectKind Kind, DateOnly RegisteredOn);

/// <summary>The projects by number, a page at a time; found ones in the order of registration.</summary>
[May(Duty.ReadBusiness), Said("项目名单", "The projects")]
public sealed record ListProjects(string? Search, ProjectKind? Kind, string? Cursor) : IAsk<Listed<ProjectRow>>;

public sealed class ListProjectsAnswer(IntegrityDb db) : IAnswer<ListProjects, Listed<ProjectRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<ProjectRow>>> Answer(ListProjects ask, AskContext context, CancellationToken cancel)
    {
        var projects = db.Projects.AsNoTracking();
        var after = Cursor.Read(ask.Cursor);
        if (ask.Search is { Length: > 0 } search)
        {
            var found = await db.Find(SearchKind.Project, search, [], after?.Id ?? 0, PageSize + 1, cancel);
            var ids = found.Select(ProjectId.From).ToList();
            var matches = await Rows(projects.Where(p => ids.Contains(p.Id)).OrderBy(p => p.Id)).ToListAsync(cancel);
            return Cursor.Page(matches, PageSize, last => Cursor.Write("", last.Id.Value));
        }
        if (ask.Kind is { } kind) projects = projects.Where(p => p.Kind == kind);
        if (after is { } from) projects = projects.Where(p => string.Compare(p.Number, from.Text) > 0);
        var page = await Rows(projects.OrderBy(p => p.Number).Take(PageSize + 1)).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write(last.Number, last.Id.Value));
    }

    private static IQueryable<ProjectRow> Rows(IQueryable<Project> projects) =>
        projects.Select(p => new ProjectRow(p.Id, p.Number, p.Name, p.Kind, p.RegisteredOn));
}

public sealed record ProjectDetail(ProjectId Id, long Version, string Number, string Name, ProjectKind Kind, DateOnly RegisteredOn) : IVersioned;

/// <summary>One project.</summary>
[May(Duty.ReadBusiness), Said("一个项目", "One project")]
public sealed record ShowProject(ProjectId Project) : IAsk<ProjectDetail>;

public sealed class ShowProjectAnswer(IntegrityDb db) : IAnswer<ShowProject, ProjectDetail>
{
    public async Task<Outcome<ProjectDetail>> Answer(ShowProject ask, AskContext context, CancellationToken cancel)
    {
        var project = await db.Projects.AsNoTracking().SingleOrDefaultAsync(p => p.Id == ask.Project, cancel);
        if (project is null) return ActRefusals.NotFound();
        return new ProjectDetail(project.Id, await db.VersionOf(project.Id.Value, cancel), project.Number, project.Name, project.Kind, project.RegisteredOn);
    }
}
