using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>A hearing is held on request above a threshold and for any exclusion.</summary>
/// <remarks>Rules: P-6.</remarks>
[May(Duty.ActAsContractor, Duty.ReviewCases), Said("申请听证", "Request a hearing")]
public sealed record RequestHearing(CaseId Case, string? Words, long Seen, string? Document = null) : IAct<CaseId>, IOnOwn
{
    public long Subject() => Case.Value;

    public Task<long?> PartyOf(IntegrityDb db, CancellationToken cancel) => db.NotifiedParty(Case, cancel);
}

public sealed class RequestHearingHandler(CaseWork work) : IHandle<RequestHearing, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(RequestHearing act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        // What he has asked for already needs no paper of his again.
        if (!CaseRequirements.HearingWaits(opened.Value) && ForContractor.WhyNot(context, opened.Value, act.Document) is { } refusal) return refusal;
        var (file, given) = (opened.Value, new Given { Words = act.Words, Document = act.Document });
        if (!CaseRequirements.AsksMeanwhile(file, context.Today)) return await work.Move(context, file, "REQUEST_HEARING", given, cancel);
        // The judiciary or the group has the case: the request stands, and nothing is decided before it was heard.
        work.Note(context, file, "REQUEST_HEARING", context.Official.Party is null ? "reviewer" : "contractor", given);
        return act.Case;
    }
}
