using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Ends a dismissed case once the contractor is told, or a revoked one once the reversal is posted and the correction published.</summary>
/// <remarks>Rules: P-6, P-7.</remarks>
[May(Duty.ReviewCases, Duty.ExecutePayments, Duty.ConfirmFunds), Said("办结案件", "Close the case")]
public sealed record CloseCase(CaseId Case, string? Words, string? Document, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class CloseCaseHandler(IntegrityDb db, CaseWork work, CaseCatchUps catchUps) : IHandle<CloseCase, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(CloseCase act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        // A loss that is open again is not forgotten with the case.
        if (string.IsNullOrWhiteSpace(act.Words) && await db.LossOpenAgain(opened.Value.Case, cancel) is { IsPositive: true } loss) return CaseRefusals.LossOpenAgain(loss) with { Field = "words" };
        if (await catchUps.WhyNotEnd(opened.Value, context.Today, cancel) is { } unpaid) return unpaid;
        return await work.Move(context, opened.Value, "CLOSE", new() { Words = act.Words, Document = act.Document }, cancel);
    }
}
