using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>The contractor asks for review within 15 working days of publication.</summary>
/// <remarks>Rules: P-6.</remarks>
[May(Duty.ActAsContractor, Duty.ReviewCases), Said("申请复核", "Ask for review")]
public sealed record LodgeReview(CaseId Case, string Words, string? Document, long Seen) : IAct<CaseId>, IOnOwn
{
    public long Subject() => Case.Value;

    public Task<long?> PartyOf(IntegrityDb db, CancellationToken cancel) => db.NotifiedParty(Case, cancel);
}

public sealed class LodgeReviewHandler(CaseWork work) : IHandle<LodgeReview, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(LodgeReview act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        return ForContractor.WhyNot(context, opened.Value, act.Document) ?? await work.Move(context, opened.Value, "LODGE_REVIEW", new() { Words = act.Words, Document = act.Document }, cancel);
    }
}
