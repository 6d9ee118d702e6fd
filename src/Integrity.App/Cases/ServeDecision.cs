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
/// <param name="Case">Which.</param>
/// <param name="Proof">SHA-256 of the paper that proves the service.</param>
/// <param name="Seen">The version that was looked at.</param>
/// <param name="On">The day on which it was handed over, where it is entered later; the entries are of the day on which it is entered. Null for today.</param>
/// <remarks>Rules: P-4, P-5, P-6, P-7, P-8, P-10, R-5.</remarks>
[May(Duty.ReviewCases), Said("送达决定书", "Serve the decision")]
public sealed record ServeDecision(CaseId Case, string Proof, long Seen, DateOnly? On = null) : IAct<CaseId>, IOnExisting
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
        var moved = await work.Move(context, opened.Value, "SERVE_DECISION", new() { Document = act.Proof, On = act.On }, cancel, c =>
        {
            c.ServeDecision(act.On ?? context.Today);
            integrity.MarkBreached(context.Today);
        });
        if (moved.IsDone) opened.Value.Write(db, context, CasePaperKind.DecisionService, CaseDocuments.DecisionService(await db.DocumentFactsOf(opened.Value, cancel)));
        return moved;
    }
}
