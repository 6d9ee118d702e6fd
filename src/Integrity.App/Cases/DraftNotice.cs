using Integrity.App.Acts;
using Integrity.App.Cases.Documents;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Writes the notice of the proposed penalty out, to be printed and handed over: what is served is this text, known by its hash. Until then another may take its place.</summary>
/// <param name="Proposed">What is proposed, inside the signed band.</param>
/// <param name="DocumentedLoss">What of the loss is documented; measured by 1.3.</param>
/// <remarks>Rules: P-2, P-3, P-4, P-6. Nothing is served by it and V is not frozen yet.</remarks>
[May(Duty.InvestigateCases), Said("拟制告知书", "Write the notice")]
public sealed record DraftNotice(CaseId Case, CaseSanction Proposed, Money DocumentedLoss, long Seen) : IAct<CaseId>, IOnExisting
{
    /// <summary>Its name among what can be done in a case.</summary>
    public const string Choice = "DRAFT_NOTICE";

    public long Subject() => Case.Value;
}

/// <summary>A notice as it was written, with what it proposes.</summary>
/// <param name="MayBeHeard">Whether it offers a hearing (P-6).</param>
/// <param name="StatementDays">How long it says a statement may be given, working days from its service: another version of the procedure does not change what was served (P-6).</param>
/// <param name="HearingDays">How long it says a hearing may be asked for, likewise.</param>
/// <param name="Document">Its text.</param>
public sealed record DraftedNotice(CaseSanction Proposed, Money DocumentedLoss, bool MayBeHeard, int StatementDays, int HearingDays, OfficialDocument Document);

public sealed class DraftNoticeHandler(IntegrityDb db, CaseWork work) : IHandle<DraftNotice, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(DraftNotice act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        // Decide.
        if (file.NoticeStands) return CaseRefusals.NoticePosted();
        if (!act.Proposed.IsAdverse) return CaseRefusals.NothingProposed();
        if (act.Proposed.Check(file.Case.Band, file.Case.ClaimedLoss) is { } refusal) return refusal;
        if (file.SentBack is { } before && act.Proposed.IsWorseThan(before)) return CaseRefusals.WorseThanSentBack();
        if (act.DocumentedLoss.IsNegative) return CaseRefusals.LossNegative() with { Field = "documentedLoss" };
        // What is not shown cannot be answered, and facts that come later need a new notice (P-2, P-6, P-7).
        var given = new Given { Words = act.Proposed.Reasons, Document = "-", Sanction = act.Proposed };
        if (!CaseRequirements.IsShown(act.Proposed, file.Findings))
            return WorkflowRefusals.RequirementUnmet(new("拟制告知书", "Write the notice"), [WorkflowVocabulary.Requirements["threeLegsOrWarningOnly"]]);
        var served = file.PlanFor(context, "SERVE_NOTICE", given);
        if (!served.IsDone) return served.Refusal;
        // Keep.
        var facts = await db.DocumentFactsOf(file, cancel);
        var mayBeHeard = CaseRequirements.MayBeHeard(file, act.Proposed, file.VToday);
        var written = CaseDocuments.Notice(facts with { NoticeCount = file.Papers.Count(p => p.Kind == CasePaperKind.Notice) + 1 }, act.Proposed, act.DocumentedLoss, file.VToday, mayBeHeard, context.Today);
        file.Write(db, context, CasePaperKind.NoticeDraft, new DraftedNotice(act.Proposed, act.DocumentedLoss, mayBeHeard, facts.StatementDays, facts.HearingAskDays, written));
        work.Note(context, file, CaseEvents.NoticeDrafted, "investigator", new() { Words = act.Proposed.Reasons, Document = act.Proposed.Deduction?.LossProof }, written.Number, CanonicalJson.DigestOf(written).ToString());
        return act.Case;
    }
}
