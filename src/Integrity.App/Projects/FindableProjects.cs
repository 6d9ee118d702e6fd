using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Projects;

/// <summary>A project is found by its number and its name.</summary>
internal sealed class FindableProjects : IFindable
{
    public IAsyncEnumerable<Findable> Findable(IntegrityDb db) =>
        db.Projects.AsNoTracking().Select(p => new { p.Id, p.Number, p.Name }).AsAsyncEnumerable()
            .Select(p => new Findable(SearchKind.Project, p.Id.Value, [p.Number, p.Name]));
}
