using Integrity.App.Acts;
using Integrity.App.Payments;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Runs the catch-up of a case's contract once more, when money is there that was missing before.</summary>
/// <remarks>Rules: R-5, F-1, P-7, O-7: what a reversal could not pay at once carries interest until it is paid.</remarks>
[May(Duty.ExecutePayments), Said("补付", "Run the catch-up")]
public sealed record RunCatchUp(CaseId Case, long Seen) : IAct<Money>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class RunCatchUpHandler(CatchUps catchUps, CaseActions actions, CaseWork work) : IHandle<RunCatchUp, Money>
{
    public async Task<Outcome<Money>> Handle(RunCatchUp act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        var caughtUp = await catchUps.Run(context, file.Books, cancel);
        if (caughtUp.Amount.IsZero) return CaseRefusals.NothingToCatchUp();
        file.Books = caughtUp.Contract;
        context.Touch(file.Case.Contract.Value);
        var interest = file.Case.ReversedOn is null ? Money.Zero : await actions.OweInterest(context, file, caughtUp, cancel);
        work.Note(context, file, CaseEvents.CatchUp, "finance", new(), interest.IsZero ? [caughtUp.ToString()] : [caughtUp.ToString(), $"利息 / interest {interest}"]);
        return caughtUp.Amount;
    }
}
