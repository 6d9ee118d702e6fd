using Integrity.App.Acts;
using Integrity.App.Cases.Documents;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Takes over what the leadership group decided on a case: as proposed, or back for more work.</summary>
/// <remarks>Rules: D-1, D-5, P-6.</remarks>
[May(Duty.ReviewCases, Duty.KeepMeetings), Said("按会议结果办理案件", "Take over the decision on a case")]
public sealed record AdoptCaseDecision(CaseId Case, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class AdoptCaseDecisionHandler(IntegrityDb db, CaseWork work) : IHandle<AdoptCaseDecision, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(AdoptCaseDecision act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (await db.DecidedItem(file.Case.DecisionItem, cancel) is not { } decided) return CaseRefusals.NothingPutToVote();
        if (decided.Item.Result == ItemResult.Pending) return CaseRefusals.VoteStillOpen();
        var passed = decided.Item.Result == ItemResult.Passed && decided.Item.Decided!.Digest.ToString() == file.DecisionDigest;
        var moved = await work.Move(context, file, "DECIDE", new()
        {
            Words = passed ? file.Decision!.Reasons : decided.Item.EndReason ?? StepWords.SentBack,
            Sanction = file.Decision,
            Item = decided.Item,
            Minutes = decided.Minutes,
            Outcomes = passed ? file.Decision!.Outcomes : [WorkflowVocabulary.NotPassed],
        }, cancel, asBody: true);
        // What is handed over is written once, when it is decided: its service changes nothing in it.
        if (moved.IsDone && passed && file.Decision!.IsAdverse) file.Write(db, context, CasePaperKind.DecisionText, CaseDocuments.Decision(await db.DocumentFactsOf(file, cancel)));
        return moved;
    }
}
