using Integrity.App.Acts;
using Integrity.App.Cases.Documents;
using Integrity.App.Certificates;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Serves the notice that was written last: from this moment V is frozen, and the hold is set to it, never higher.</summary>
/// <param name="Proof">SHA-256 of the paper that proves the service.</param>
/// <param name="On">The day on which it was handed over, where it is entered later: V, the hold and the periods are of that day. Null for today.</param>
/// <remarks>Rules: P-3, P-4, P-5, P-6, P-10.</remarks>
[May(Duty.InvestigateCases), Said("送达告知书", "Serve the notice")]
public sealed record ServeNotice(CaseId Case, string Proof, long Seen, DateOnly? On = null) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class ServeNoticeHandler(IntegrityDb db, CaseWork work) : IHandle<ServeNotice, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(ServeNotice act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (file.Draft is not { } draft) return CaseRefusals.NoticeNotWritten();
        if (!file.NoticeStands && !draft.MayBeHeard && CaseRequirements.MayBeHeard(file, draft.Proposed, file.VToday)) return CaseRefusals.NoticeOutOfDate();
        if (string.IsNullOrWhiteSpace(act.Proof)) return WorkflowRefusals.RequirementUnmet(new("送达告知书", "serve the notice"), [WorkflowVocabulary.Requirements["serviceProof"]]);
        var servedOn = act.On ?? context.Today;
        var v = PenaltyBase.Of(servedOn == context.Today ? file.Books.Balance : (await db.BooksOf(file.Case.Contract, servedOn, cancel))!.Balance);
        var moved = await work.Move(context, file, "SERVE_NOTICE", new() { Words = draft.Proposed.Reasons, Document = act.Proof, Sanction = draft.Proposed, On = act.On }, cancel, c =>
        {
            c.ServeNotice(file.Papers.Count + 1, v, draft.DocumentedLoss, servedOn);
            file.Write(db, context, CasePaperKind.Notice, CaseActions.PaperOf(file, draft.Proposed));
        });
        // Whoever was served has his days: a proof that comes in after them gives him none, so the notice is served anew.
        if (moved.IsDone && CaseRequirements.StatementOver(file, context.Today)) return CaseRefusals.ServedTooLongAgo(servedOn) with { Field = "on" };
        if (moved.IsDone) file.Write(db, context, CasePaperKind.NoticeService, CaseDocuments.NoticeService(await db.DocumentFactsOf(file, cancel)));
        return moved;
    }
}
