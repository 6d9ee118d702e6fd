using Integrity.App.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>A reviewer who did not investigate gives his opinion: the audit opinion or the legal review, each by another person.</summary>
/// <remarks>Rules: P-6, D-4.</remarks>
[May(Duty.ReviewCases), Said("出具审核意见", "Give a review opinion")]
public sealed record CompleteReview(CaseId Case, string Task, string Opinion, string? Document, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class CompleteReviewHandler(CaseWork work) : IHandle<CompleteReview, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(CompleteReview act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (string.IsNullOrWhiteSpace(act.Opinion) || act.Opinion.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords) with { Field = "opinion" };
        if (act.Document is { Length: > 0 } && !Digest.TryParse(act.Document, out _)) return CaseRefusals.EvidenceUnreadable();
        if (CaseRequirements.Open(file).FirstOrDefault(t => t.Code == act.Task && !t.IsDone) is not { } task) return CaseRefusals.NoSuchTask();
        if (CaseRequirements.NotReviewer(file, context.Actor) is { } refusal) return refusal;
        // Who stands in for several gives it for one who may.
        if (!context.ActsForOneWho(absent => CaseRequirements.NotReviewer(file, absent.Id) is null && file.KeptApart(context.Actor, absent) is null)) return CaseRequirements.NotReviewer(file, context.For!.Id) ?? CaseRefusals.OpinionsByTwo();
        task.Do(act.Opinion.Trim(), act.Document, context.Actor, context.Today);
        work.Note(context, file, CaseEvents.Opinion, "reviewer", new() { Words = act.Opinion, Document = act.Document }, act.Task);
        return act.Case;
    }
}
