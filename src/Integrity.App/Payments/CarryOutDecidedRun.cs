using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Decisions;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Carries out what was decided on advances or interest: passed, one instruction a line, exactly as voted; not passed, its money goes back.</summary>
/// <remarks>Rules: C-6, O-7, R-7, invariant 5. Effect: interest stands in flight; an advance is a receivable when the bank has confirmed it.</remarks>
[May(Duty.ExecutePayments), Said("按会议结果支付预付款或利息", "Carry out advances or interest")]
public sealed record CarryOutDecidedRun(DecidedRunId Run, long Seen) : IAct<DecidedRunId>, IOnExisting
{
    public long Subject() => Run.Value;
}

public sealed class CarryOutDecidedRunHandler(IntegrityDb db, Books books, Funds funds, Calendars calendars) : IHandle<CarryOutDecidedRun, DecidedRunId>
{
    public async Task<Outcome<DecidedRunId>> Handle(CarryOutDecidedRun act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var run = await db.DecidedRuns.Include(r => r.Lines).SingleOrDefaultAsync(r => r.Id == act.Run, cancel);
        if (run is null) return ActRefusals.NotFound();
        if (run.State != DecidedRunState.Proposed) return DecidedRunRefusals.DecidedRunNotProposed();
        var item = (await db.WholeItem(ItemId.From(run.DecisionItem), cancel))!;
        var lines = run.Lines.OrderBy(l => l.Ordinal).ToList();
        var first = await context.NewNumbers(lines.Count, cancel);

        // Decide.
        if (item.Result == ItemResult.Pending) return RoundRefusals.NotYetDecided();
        if (item.Result != ItemResult.Passed)
        {
            if (run.End() is { } ended) return ended;
            await funds.Return(context, run.Id.Value, run.Digest, run.Amount, cancel);
            return run.Id;
        }
        // The digest is made anew, so that rows changed beside the door cannot pass for the vote.
        var digest = DecidedLines.DigestOf(run.Id, run.Kind, lines.Select(l => (l.Contract, l.Base, l.Rate, l.Amount)));
        var begun = item.BeginExecution(run.Kind == DecidedRunKind.Advance ? ItemKinds.Advance : ItemKinds.Interest, digest, context.Today, await calendars.Current(cancel));
        if (!begun.IsDone) return begun.Refusal;
        if (await funds.ProvedWrong(run.Id.Value, cancel) is { } wrong) return wrong;
        if (run.Execute(context.Actor, context.Today, (first, first + lines.Count - 1)) is { } refusal) return refusal;
        var entries = new List<(TotalsOf, IReadOnlyList<Posting>)>();
        foreach (var line in lines)
        {
            var contract = (await db.BooksOf(ContractId.From(line.Contract), context.Today, cancel))!;
            var instruction = first + line.Ordinal - 1;
            if (run.Kind == DecidedRunKind.Advance ? contract.Balance.AdvanceGiven.IsPositive : Open(contract) < line.Amount)
                throw new InvalidOperationException($"Contract {contract.Contract.Number} no longer has what the list of {run.Number} pays, though no other list may be about it.");
            if (run.Kind == DecidedRunKind.Interest)
                entries.Add((contract.Totals, StatutoryPayment.Interest(line.Contract, line.Amount, instruction, context.Today).Postings));
            context.Touch(line.Contract);

            // Keep. Without a payable account it is carried as returned when the file for the bank is made (C-7, R-8).
            db.Instructions.Add(new()
            {
                Id = instruction, Run = run.Id.Value, Contract = line.Contract, Kind = run.Kind == DecidedRunKind.Advance ? InstructionKind.Advance : InstructionKind.Interest,
                Account = contract.Contract.PayeeAccount?.Value ?? 0, Fen = line.Amount.Fen, State = InstructionState.InFlight, Replaces = 0,
            });
        }
        if (entries.Count > 0) await books.Post(context, "interest_instructed", entries, cancel, document: run.Digest);
        return run.Id;
    }

    private static Money Open(ContractBooks contract) =>
        new(-contract.Postings.Where(p => p is { Account: Account.InterestPayable, Standing: Standing.None }).Sum(p => p.Fen));
}
