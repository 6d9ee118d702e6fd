using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>A hearing is held on request above a threshold and for any exclusion.</summary>
/// <remarks>Rules: P-6.</remarks>
[May(Duty.ActAsContractor, Duty.ReviewCases), Said("申请听证", "Request a hearing")]
public sealed record RequestHearing(CaseId Case, string? Words, long Seen) : IAct<CaseId>, IOnOwn
{
    public long Subject() => Case.Value;

    public Task<long?> PartyOf(IntegrityDb db, CancellationToken cancel) => db.NotifiedParty(Case, cancel);
}

public sealed class RequestHearingHandler(CaseWork work) : IHandle<RequestHearing, CaseId>
{
    public Task<Outcome<CaseId>> Handle(RequestHearing act, ActContext context, CancellationToken cancel) =>
        work.Move(context, act.Case, "REQUEST_HEARING", new() { Words = act.Words }, cancel);
}
