using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>The notice or the decision is posted in public, because it cannot be handed over: it counts as served only when the period of the posting is over, and then somebody says so.</summary>
/// <param name="Ground">Why it cannot be handed over.</param>
/// <param name="Tried">What was tried before.</param>
/// <param name="Where">Where it stands.</param>
/// <param name="Proof">SHA-256 of the photograph or the printed page.</param>
/// <remarks>Rules: P-6, P-10. Nothing adverse follows by itself: the service is entered by a person, after the last day.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases), Said("公告送达", "Post a public notice")]
public sealed record PostPublicNotice(CaseId Case, PublicNoticeGround Ground, string Tried, string Where, string Proof, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class PostPublicNoticeHandler(IntegrityDb db, CaseWork work) : IHandle<PostPublicNotice, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(PostPublicNotice act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        var notice = new PublicNotice(act.Ground, act.Tried.Trim(), act.Where.Trim());
        if (notice.Check() is { } refusal) return refusal;
        var ofDecision = file.Case.DecisionPaper is not null;
        if (!ofDecision && file.Draft is null) return CaseRefusals.NoticeNotWritten();
        return await work.Move(context, file, "POST_NOTICE", new() { Words = act.Tried, Document = act.Proof }, cancel, _ =>
            file.Write(db, context, CasePaperKind.PublicNotice, new PostedPaper(act.Case.Value, ofDecision, notice, context.Today)));
    }
}

/// <summary>What was posted, kept as a paper of the case.</summary>
/// <param name="OfDecision">The decision; else the notice of the proposed penalty.</param>
public sealed record PostedPaper(long Case, bool OfDecision, PublicNotice Notice, DateOnly PostedOn);

/// <summary>A public notice of a case: what of, why, where, since when, and the last day of its period.</summary>
/// <param name="LastDay">Null while it was never reckoned; it counts as served after it.</param>
/// <param name="CountedOn">The day on which it was served by it; null while it runs.</param>
public sealed record PublicNoticeShown(bool OfDecision, PublicNotice Notice, DateOnly PostedOn, DateOnly? LastDay, DateOnly? CountedOn)
{
    /// <summary>All of a case, in order.</summary>
    public static IReadOnlyList<PublicNoticeShown> Of(CaseFile file)
    {
        var papers = file.Papers.Where(p => p.Kind == CasePaperKind.PublicNotice).Select(p => CanonicalJson.Read<PostedPaper>(p.Text)!).ToList();
        var posted = file.Steps.Where(s => s.Event == "POST_NOTICE").ToList();
        return [.. papers.Select((paper, i) =>
        {
            var served = file.Steps.Find(s => s.Number > posted[i].Number && s.StateBefore == posted[i].StateAfter && s.Event is "SERVE_NOTICE" or "SERVE_DECISION");
            return new PublicNoticeShown(paper.OfDecision, paper.Notice, paper.PostedOn, file.Deadlines.Find(d => d.Name == "publicNotice" && d.FromAt == posted[i].At)?.DueOn, served?.HappenedOn);
        })];
    }

    /// <summary>The one by which the last notice, or the last decision, was served; null where it was handed over.</summary>
    public static PublicNoticeShown? Serving(CaseFile file, bool decision) =>
        file.Steps.FindLast(s => s.Event == (decision ? "SERVE_DECISION" : "SERVE_NOTICE")) is { } step && step.StateBefore == (decision ? "decisionPosted" : "noticePosted")
            ? Of(file).Last(p => p.OfDecision == decision && p.CountedOn is not null) : null;
}
