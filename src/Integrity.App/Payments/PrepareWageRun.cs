using Integrity.App.Acts;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>The finance office prepares the payment of all unpaid wages that the money covers: oldest certificate first, whole lines. Its money is set apart.</summary>
/// <param name="Project">The one project to which it is limited, or null.</param>
/// <remarks>Rules: O-5, F-1. Nothing but the money and a missing wage account keeps a line out; both are alarms. Source: 保障农民工工资支付条例 arts 24, 29.</remarks>
[May(Duty.RecordFunds, Duty.ExecutePayments), Said("编制工资支付", "Prepare a wage run")]
public sealed record PrepareWageRun(ProjectId? Project) : IAct<WageRunId>;

public sealed class PrepareWageRunHandler(IntegrityDb db, Funds funds) : IHandle<PrepareWageRun, WageRunId>
{
    public async Task<Outcome<WageRunId>> Handle(PrepareWageRun act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var project = act.Project?.Value;
        if (act.Project is { } one && !await db.Projects.AnyAsync(p => p.Id == one, cancel)) return ActRefusals.NotFound();
        var waiting = await db.WageRuns.Where(r => r.State == WageRunState.Prepared && (r.ScopeProject == null || project == null || r.ScopeProject == project))
            .OrderBy(r => r.Id).Select(r => r.Number).FirstOrDefaultAsync(cancel);
        if (waiting is not null) return WageRefusals.WageRunWaits(waiting);
        var owed = await WagesOwed.Read(db, project, cancel);
        var scope = Funds.ScopeOf(project);
        var available = await funds.Available(scope, cancel);
        var last = await db.WageRuns.OrderByDescending(r => r.Id).Select(r => r.Number).FirstOrDefaultAsync(cancel);

        // Decide.
        var prepared = WageRun.Prepare(await context.NewId<WageRunId>(cancel), YearNumber.After(last, "W", context.Today.Year), project,
            WageAllocation.Of(owed.Sendable, available), owed.WithoutAccount, available, context.Actor, context.Today);
        if (!prepared.IsDone) return prepared.Refusal;
        var run = prepared.Value;

        // Keep.
        db.WageRuns.Add(run);
        var apart = await funds.SetApart(context, run.Id.Value, WageLines.DigestOf(run), scope, run.Amount, cancel);
        return apart.IsDone ? run.Id : apart.Refusal;
    }
}
