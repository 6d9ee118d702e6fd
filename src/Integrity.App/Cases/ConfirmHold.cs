using Integrity.App.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>A second person confirms a hold within one working day; otherwise it lapses. What our own staff did becomes a matter of its own.</summary>
/// <remarks>Rules: P-5, P-11.</remarks>
[May(Duty.ReviewCases), Said("确认暂缓支付", "Confirm the hold")]
public sealed record ConfirmHold(CaseId Case, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class ConfirmHoldHandler(CaseWork work, MatterWork matters) : IHandle<ConfirmHold, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(ConfirmHold act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var moved = await work.Move(context, opened.Value, "CONFIRM", new(), cancel, c => c.Confirm(context.Actor));
        return moved.IsDone && await matters.OpenStaffMatter(context, opened.Value, cancel) is { } refusal ? refusal : moved;
    }
}
