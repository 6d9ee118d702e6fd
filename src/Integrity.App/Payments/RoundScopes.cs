using Integrity.App.Contracts;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Which contracts a round is about, and why one takes no part in its ratio step (C-5, C-9, C-7).</summary>
public static class RoundScopes
{
    public static async Task<RoundScope> Read(IntegrityDb db, FundScope scope, DateOnly cutOff, CancellationToken cancel)
    {
        var contracts = db.WorksContracts.AsNoTracking().Where(c => c.SignedOn <= cutOff);
        if (scope.Kind == FundScopeKind.Project)
        {
            var project = ProjectId.From(scope.Subject);
            contracts = contracts.Where(c => c.Project == project);
        }
        else if (scope.Kind == FundScopeKind.Purpose)
        {
            var (purpose, kinds) = ((ProjectKind)scope.Subject, db.Projects);
            contracts = contracts.Where(c => kinds.Any(p => p.Id == c.Project && p.Kind == purpose));
        }
        var live = db.LiveIntegrityBindings(cutOff);
        var facts = contracts.OrderBy(c => c.Id).Select(c => new
        {
            c.Id,
            c.PayeeType,
            c.Project,
            c.OpeningConfirmed,
            HasAccount = c.PayeeAccount != null,
            IsBound = live.Any(b => b.Contract == c.Id),
        });
        var (ids, types, projects, leftOut) = (new List<long>(), new List<long>(), new List<long>(), new List<LeftOutGround>());
        await foreach (var c in facts.AsAsyncEnumerable().WithCancellation(cancel))
        {
            ids.Add(c.Id.Value);
            types.Add(c.PayeeType.Value);
            projects.Add(c.Project.Value);
            leftOut.Add(!c.IsBound ? LeftOutGround.NoLiveIntegrityContract
                : !c.OpeningConfirmed ? LeftOutGround.OpeningNotConfirmed
                : !c.HasAccount ? LeftOutGround.AccountUnverified
                : 0);
        }
        return new([.. ids], [.. types], [.. projects], [.. leftOut]);
    }
}
