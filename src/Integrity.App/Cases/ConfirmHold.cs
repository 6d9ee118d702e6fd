using Integrity.App.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>A second person confirms a hold within one working day; otherwise it lapses.</summary>
/// <remarks>Rules: P-5.</remarks>
[May(Duty.ReviewCases), Said("确认暂缓支付", "Confirm the hold")]
public sealed record ConfirmHold(CaseId Case, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class ConfirmHoldHandler(CaseWork work) : IHandle<ConfirmHold, CaseId>
{
    public Task<Outcome<CaseId>> Handle(ConfirmHold act, ActContext context, CancellationToken cancel) =>
        work.Move(context, act.Case, "CONFIRM", new(), cancel, c => c.Confirm(context.Actor));
}
