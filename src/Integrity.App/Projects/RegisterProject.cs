using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Projects;

/// <summary>The engineering office registers a project to which contracts will belong.</summary>
/// <remarks>Rules: C-3.</remarks>
[May(Duty.RegisterContracts, Duty.ImportLedger), Said("登记工程", "Register a project")]
public sealed record RegisterProject(string Number, string Name, ProjectKind Kind) : IAct<ProjectId>;

public sealed class RegisterProjectHandler(IntegrityDb db) : IHandle<RegisterProject, ProjectId>
{
    public async Task<Outcome<ProjectId>> Handle(RegisterProject act, ActContext context, CancellationToken cancel)
    {
        // Decide.
        var registered = Project.Register(await context.NewId<ProjectId>(cancel), act.Number, act.Name, act.Kind, context.Today);
        if (!registered.IsDone) return registered.Refusal;
        var project = registered.Value;
        if (await db.Projects.AsNoTracking().SingleOrDefaultAsync(p => p.NumberKey == project.NumberKey, cancel) is { } other)
            return ProjectRefusals.NumberTaken(other.Number, other.Name);

        // Keep.
        db.Projects.Add(project);
        await db.Index(SearchKind.Project, project.Id.Value, [project.Number, project.Name], cancel);
        return project.Id;
    }
}
