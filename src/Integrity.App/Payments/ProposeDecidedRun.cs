using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Ledger;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Puts the agreed advances, or the interest owed, of all contracts in scope before the leadership group as one list; its money is set apart.</summary>
/// <param name="Kind">Advances or interest.</param>
/// <param name="Project">The one project to which it is limited, or null.</param>
/// <remarks>Rules: C-6, O-7, D-1, F-1. No contract gets a rate that is not its own, and none with the clause, or with interest, is passed over without a ground. Effect: interest that has run up is recorded as owed.</remarks>
[May(Duty.PrepareRounds), Said("提请预付款或利息支付", "Propose advances or interest")]
public sealed record ProposeDecidedRun(DecidedRunKind Kind, ProjectId? Project) : IAct<DecidedRunId>;

public sealed class ProposeDecidedRunHandler(IntegrityDb db, Books books, Funds funds) : IHandle<ProposeDecidedRun, DecidedRunId>
{
    public async Task<Outcome<DecidedRunId>> Handle(ProposeDecidedRun act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var (project, advance) = (act.Project?.Value, act.Kind == DecidedRunKind.Advance);
        if (!Enum.IsDefined(act.Kind) || (act.Project is { } one && !await db.Projects.AnyAsync(p => p.Id == one, cancel))) return ActRefusals.NotFound();
        var waiting = await db.DecidedRuns.Where(r => r.State == DecidedRunState.Proposed && r.Kind == act.Kind && (r.ScopeProject == null || project == null || r.ScopeProject == project))
            .OrderBy(r => r.Id).Select(r => r.Number).FirstOrDefaultAsync(cancel);
        if (waiting is not null) return DecidedRunRefusals.DecidedRunWaits(waiting);
        if (await db.LeadershipGroup(cancel) is not { } body) return DecisionRefusals.NobodyDecides();
        var lines = await DecidedLines.Read(db, act.Kind, project, context.Today, cancel);
        var entitled = lines.Entitled;
        var scope = Funds.ScopeOf(project);
        var available = await funds.Available(scope, cancel);
        var last = await db.DecidedRuns.Where(r => r.Kind == act.Kind).OrderByDescending(r => r.Id).Select(r => r.Number).FirstOrDefaultAsync(cancel);

        // Decide.
        var id = await context.NewId<DecidedRunId>(cancel);
        var digest = DecidedLines.DigestOf(id, act.Kind, entitled.Select(l => (l.Contract, l.Base, l.Rate, l.Amount)));
        var proposed = DecidedRun.Propose(id, YearNumber.After(last, advance ? "Y" : "L", context.Today.Year), act.Kind, project, entitled, digest, available, context.Actor, context.Today);
        if (!proposed.IsDone) return proposed.Refusal;
        var run = proposed.Value;
        var (zh, en) = (advance ? "预付款" : "逾期利息", advance ? "Advances" : "Overdue interest");
        var item = await db.Propose(new Proposal(body, id.Value, advance ? ItemKinds.Advance : ItemKinds.Interest, $"{zh}支付 {run.Number}", $"{en} {run.Number}",
            [new($"{entitled.Count} 份合同，各按合同约定，共 {run.Amount}", $"{entitled.Count} contracts, each by its own terms, {run.Amount} together", digest)], [], [context.Actor]), context, cancel);
        if (!item.IsDone) return item.Refusal;
        run.StandsAs(item.Value.Id.Value);

        // Keep.
        db.DecidedRuns.Add(run);
        var entries = new List<(TotalsOf, IReadOnlyList<Posting>)>();
        var recorded = lines.ToRecord.Keys.Select(ContractId.From).ToList();
        var totals = await db.WorksContracts.Where(c => recorded.Contains(c.Id)).Select(c => new { c.Id, c.PayeeType, c.Project })
            .ToDictionaryAsync(c => c.Id.Value, c => new TotalsOf(c.PayeeType.Value, c.Project.Value), cancel);
        foreach (var line in entitled)
        {
            if (!lines.ToRecord.TryGetValue(line.Contract, out var interest)) continue;
            entries.Add((totals[line.Contract], interest.Post(line.Contract, context.Today).Postings));
            context.Touch(line.Contract);
        }
        if (entries.Count > 0) await books.Post(context, "interest", entries, cancel, document: run.Digest);
        var apart = await funds.SetApart(context, id.Value, run.Digest, scope, run.Amount, cancel);
        return apart.IsDone ? id : apart.Refusal;
    }
}
