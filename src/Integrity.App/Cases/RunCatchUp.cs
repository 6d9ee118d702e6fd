using Integrity.App.Acts;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>Runs the catch-up of a case's contract once more, when money is there that was missing before.</summary>
/// <remarks>Rules: R-5, F-1, P-7, O-7: what a reversal could not pay at once carries interest until it is paid.</remarks>
[May(Duty.ExecutePayments), Said("补付", "Run the catch-up")]
public sealed record RunCatchUp(CaseId Case, long Seen) : IAct<Money>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class RunCatchUpHandler(CaseWork work, CaseCatchUps catchUps) : IHandle<RunCatchUp, Money>
{
    public async Task<Outcome<Money>> Handle(RunCatchUp act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var caughtUp = await catchUps.Run(context, opened.Value, cancel);
        if (!caughtUp.Amount.IsZero) return caughtUp.Amount;
        return caughtUp.Waiting.IsZero ? CaseRefusals.NothingToCatchUp() : CaseRefusals.CatchUpWaits(caughtUp.Waiting);
    }
}

/// <summary>A catch-up outside a step of its case: asked for when money is there again, or owed because a list was executed after the hold had ended.</summary>
/// <remarks>Rules: .</remarks>
public sealed class CaseCatchUps(IntegrityDb db, CatchUps catchUps, CaseActions actions, CaseWork work) : IReleasesHolds
{
    public async Task Executed(ActContext context, IReadOnlySet<long> contracts, CancellationToken cancel)
    {
        // Of several cases of a contract the one that was reversed, whose interest it may add to, else the latest.
        var held = await db.PenaltyCases.AsNoTracking().Where(c => c.HoldPostedOn != null).Select(c => new { c.Id, c.Contract, c.ReversedOn }).ToListAsync(cancel);
        foreach (var of in held.Where(c => contracts.Contains(c.Contract.Value)).GroupBy(c => c.Contract.Value).OrderBy(g => g.Key))
            await Run(context, (await db.CaseFileOf(of.OrderBy(c => c.ReversedOn is null).ThenByDescending(c => c.Id.Value).First().Id, context.Today, cancel))!, cancel);
    }

    /// <summary>What a reversal owes and no money was there for is not forgotten with its case: with it goes its interest (P-7).</summary>
    internal async Task<Refusal?> WhyNotEnd(CaseFile file, DateOnly today, CancellationToken cancel) =>
        file.Case.ReversedOn is not null && await catchUps.Owed(file.Books, today, cancel) is { IsPositive: true } owed ? CaseRefusals.CatchUpFirst(owed) : null;

    /// <summary>Pays what past votes still owe and writes it on the case, with what waits for money.</summary>
    internal async Task<CaughtUp> Run(ActContext context, CaseFile file, CancellationToken cancel)
    {
        var caughtUp = await catchUps.Run(context, file.Books, cancel);
        if (caughtUp.Amount.IsZero && caughtUp.Waiting.IsZero) return caughtUp;
        file.Books = caughtUp.Contract;
        context.Touch(file.Case.Id.Value);
        context.Touch(file.Case.Contract.Value);
        var interest = file.Case.ReversedOn is null || caughtUp.Amount.IsZero ? Money.Zero : await actions.OweInterest(context, file, caughtUp, cancel);
        work.Note(context, file, CaseEvents.CatchUp, "finance", new(), interest.IsZero ? [caughtUp.ToString()] : [caughtUp.ToString(), $"{StepWords.Interest} {interest}"]);
        return caughtUp;
    }
}
