using Integrity.App.Acts;
using Integrity.App.Cases.Documents;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>What a review can come to (P-6).</summary>
public enum ReviewOutcome
{
    Upheld = 1,
    Revoked = 2,
    Remitted = 3,
}

/// <summary>What is put to those who decide a review, one paper for each outcome.</summary>
public sealed record ReviewPaper(long Case, string Number, int Paper, ReviewOutcome Outcome, string Reasons);

/// <summary>Puts a review to people who took no part; where none are left, the superior body decides it.</summary>
/// <remarks>Rules: P-6, D-1, D-2, D-4. Whoever investigated, reviewed or voted on the decision is recused, and writes no opinion on its review.</remarks>
[May(Duty.ReviewCases), Said("提请复核决定", "Put the review to a decision")]
public sealed record PutReviewToVote(CaseId Case, string Reasons, long Seen) : IAct<ItemId>, IOnExisting
{
    /// <summary>As the case page offers it.</summary>
    public const string Choice = "PUT_REVIEW";

    public long Subject() => Case.Value;
}

public sealed class PutReviewToVoteHandler(IntegrityDb db, CaseWork work) : IHandle<PutReviewToVote, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(PutReviewToVote act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (file.Case.State != "reviewPending") return CaseRefusals.NothingPutToVote();
        if (await db.DecidedItem(file.Case.ReviewItem, cancel) is { Item.Result: ItemResult.Pending or ItemResult.Passed }) return CaseRefusals.PutToVoteAlready();
        if (string.IsNullOrWhiteSpace(act.Reasons) || act.Reasons.Length > CaseSanction.LongestReasons) return CaseRefusals.ReasonsMissing(CaseSanction.LongestReasons) with { Field = "reasons" };
        if (await db.LeadershipGroup(cancel) is not { } body) return DecisionRefusals.NobodyDecides();
        var decided = (await db.DecidedItem(file.Case.DecisionItem, cancel))!.Value.Item;
        var involved = InvolvedIn(file, decided);
        if (involved.Contains(context.Actor) || !context.ActsForOneWho(absent => !involved.Contains(absent.Id))) return CaseRefusals.InvolvedPutsNoReview();

        // Decide.
        var first = file.Papers.Count + 1;
        var papers = Enum.GetValues<ReviewOutcome>().Select(outcome => (Outcome: outcome, Paper: file.Write(db, context, CasePaperKind.Review,
            new ReviewPaper(act.Case.Value, file.Case.Number, file.Papers.Count + 1, outcome, act.Reasons.Trim())))).ToList();
        var proposed = await db.Propose(new Proposal(body, act.Case.Value, ItemKinds.Review,
            $"{file.Case.Number} 复核", $"Review of case {file.Case.Number}",
            [.. papers.Select(p => new CandidateFacts(WordsOf(p.Outcome).Zh, WordsOf(p.Outcome).En, Digest.Parse(p.Paper.Digest)))],
            TookPart(file, decided), [context.Actor]), context, cancel);
        if (!proposed.IsDone) return proposed.Refusal;
        // Where the superior body decides, two people will enter its document: that there are two is asked before it is put, not when nobody can go on.
        var recused = proposed.Value.Recusals.Select(r => r.Person).ToList();
        var members = (await db.BodyWith(body, cancel))!.On(context.Today).Members;
        if (VotingRule.For(members.Count, members.Count(recused.Contains)).GoesToSuperiorBody && (await db.MayEnterAbove(recused, cancel)).Count < 2) return DecisionRefusals.NobodyToConfirm();

        // Keep.
        file.Case.PutReviewToVote(first, proposed.Value.Id.Value);
        work.Note(context, file, CaseEvents.ReviewPut, "", new() { Words = act.Reasons });
        return proposed.Value.Id;
    }

    /// <summary>Who does not put the review to a decision: whoever took part, or proposed the decision.</summary>
    internal static IReadOnlySet<OfficialId> InvolvedIn(CaseFile file, Item decided) => TookPart(file, decided).Select(c => c.Person).Append(decided.ProposedBy).ToHashSet();

    /// <summary>Whoever acted in the case or in what came out of it, or voted on the decision under review; who only took in the application did not (P-6, D-4).</summary>
    internal static IReadOnlyList<Conflict> TookPart(CaseFile file, Item decided) =>
        [.. file.Steps.Concat(file.OfMatters).Where(IsPart).SelectMany(s => new[] { s.Actor, s.ActsFor }).OfType<OfficialId>()
            .Concat(decided.Candidates.SelectMany(c => c.Seats).Where(s => s.Standing == SeatStanding.Present).Select(s => s.Member)).Distinct().OrderBy(o => o.Value)
            .Select(o => new Conflict(o, RecusalGround.EarlierPart, Conflict.TookPart))];

    // Whatever was done in a role of the bureau's is a part; who takes a paper in, or pays, has none.
    private static bool IsPart(CaseStep step) => step.Event != "LODGE_REVIEW" && step.Role is not ("" or "contractor" or "finance");

    internal static Workflows.Words WordsOf(ReviewOutcome outcome) => outcome switch
    {
        ReviewOutcome.Upheld => new("维持原决定", "Uphold the decision"),
        ReviewOutcome.Revoked => new("撤销原决定", "Revoke the decision"),
        _ => new("发回重新办理", "Send back"),
    };
}

/// <summary>Takes over what was decided on a review: upheld, revoked with everything undone, or sent back.</summary>
/// <remarks>Rules: P-6, P-7, R-5, O-7. Effect: a reversal restores the deduction, catches up and adds interest; a remission holds it again.</remarks>
[May(Duty.ReviewCases, Duty.KeepMeetings), Said("按复核结果办理", "Take over the review")]
public sealed record DecideReview(CaseId Case, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class DecideReviewHandler(IntegrityDb db, CaseWork work) : IHandle<DecideReview, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(DecideReview act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (await db.DecidedItem(file.Case.ReviewItem, cancel) is not { } decided) return CaseRefusals.NothingPutToVote();
        if (decided.Item.Result != ItemResult.Passed) return CaseRefusals.VoteStillOpen();
        var digest = decided.Item.Decided!.Digest;
        var authorised = decided.Item.Authorises(ItemKinds.Review, digest);
        if (!authorised.IsDone) return authorised.Refusal;
        var paper = file.Papers.Single(p => p.Kind == CasePaperKind.Review && p.Digest == digest.ToString());
        var review = Journal.CanonicalJson.Read<ReviewPaper>(paper.Text)!;
        var before = BeforeReview.Of(file);
        var moved = await work.Move(context, file, review.Outcome.ToString().ToUpperInvariant(),
            new() { Words = review.Reasons, Document = paper.Digest, Item = decided.Item, Minutes = decided.Minutes }, cancel, asBody: true);
        // Written once: what is caught up or decided later changes nothing in it.
        if (moved.IsDone)
            file.Write(db, context, CasePaperKind.ReviewText, CaseDocuments.Review(await db.DocumentFactsOf(file, cancel), await db.ReviewFactsOf(file, (review, paper.Digest), decided.Item.Id, before, cancel)));
        return moved;
    }
}
