using Integrity.App.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>The hearing was held, by somebody who took no part so far; its record is signed by both sides.</summary>
/// <remarks>Rules: P-6, D-4.</remarks>
[May(Duty.ReviewCases), Said("登记听证结束", "Record the hearing")]
public sealed record HoldHearing(CaseId Case, string Document, string? Words, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class HoldHearingHandler(CaseWork work) : IHandle<HoldHearing, CaseId>
{
    public Task<Outcome<CaseId>> Handle(HoldHearing act, ActContext context, CancellationToken cancel) =>
        work.Move(context, act.Case, "HEARING_HELD", new() { Document = act.Document, Words = act.Words }, cancel, c => c.Hear());
}
