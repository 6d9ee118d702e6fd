using Integrity.App.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Fixes what is proposed and puts it to the leadership group, bound to its hash: sanctions may be combined, nothing at all is a dismissal.</summary>
/// <remarks>Rules: P-1, P-3, P-6, D-1, D-5.</remarks>
[May(Duty.ReviewCases), Said("提请集体研究", "Put to the leadership group")]
public sealed record ProposeSanction(CaseId Case, CaseSanction Sanction, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class ProposeSanctionHandler(CaseWork work) : IHandle<ProposeSanction, CaseId>
{
    public Task<Outcome<CaseId>> Handle(ProposeSanction act, ActContext context, CancellationToken cancel) =>
        work.Move(context, act.Case, "REPORT_READY", new() { Words = act.Sanction.Reasons, Sanction = act.Sanction }, cancel);
}
