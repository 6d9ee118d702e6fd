using Integrity.App.Acts;
using Integrity.App.Payments;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Runs the catch-up of a case's contract once more, when money is there that was missing before.</summary>
/// <remarks>Rules: R-5, F-1.</remarks>
[May(Duty.ExecutePayments), Said("补付", "Run the catch-up")]
public sealed record RunCatchUp(CaseId Case, long Seen) : IAct<Money>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class RunCatchUpHandler(CatchUps catchUps, CaseWork work) : IHandle<RunCatchUp, Money>
{
    public async Task<Outcome<Money>> Handle(RunCatchUp act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var caughtUp = await catchUps.Run(context, opened.Value.Books, cancel);
        if (caughtUp.Amount.IsZero) return CaseRefusals.NothingToCatchUp();
        context.Touch(opened.Value.Case.Contract.Value);
        work.Note(context, opened.Value, CaseEvents.CatchUp, "finance", new(), caughtUp.ToString());
        return caughtUp.Amount;
    }
}
