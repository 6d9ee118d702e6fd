using Integrity.App.Acts;
using Integrity.App.Cases.Documents;
using Integrity.App.Contracts;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>In effect on service: the deduction is posted and the rest released with catch-up, the exclusion begins; each only if the decision contains it.</summary>
/// <remarks>Rules: P-4, P-5, P-6, P-7, P-8, R-5.</remarks>
[May(Duty.ReviewCases), Said("送达决定书", "Serve the decision")]
public sealed record ServeDecision(CaseId Case, string Proof, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class ServeDecisionHandler(IntegrityDb db, CaseWork work) : IHandle<ServeDecision, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(ServeDecision act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var integrity = await db.IntegrityContracts.SingleAsync(c => c.Id == opened.Value.Case.IntegrityContract, cancel);
        var moved = await work.Move(context, opened.Value, "SERVE_DECISION", new() { Document = act.Proof }, cancel, c =>
        {
            c.ServeDecision(context.Today);
            integrity.MarkBreached(context.Today);
        });
        if (moved.IsDone) opened.Value.Write(db, context, CasePaperKind.DecisionService, CaseDocuments.DecisionService(await db.DocumentFactsOf(opened.Value, cancel)));
        return moved;
    }
}
