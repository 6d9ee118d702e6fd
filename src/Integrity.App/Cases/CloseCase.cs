using Integrity.App.Acts;
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

public sealed class CloseCaseHandler(CaseWork work) : IHandle<CloseCase, CaseId>
{
    public Task<Outcome<CaseId>> Handle(CloseCase act, ActContext context, CancellationToken cancel) =>
        work.Move(context, act.Case, "CLOSE", new() { Words = act.Words, Document = act.Document }, cancel);
}
