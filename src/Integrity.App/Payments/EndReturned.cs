using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>No account was checked in 30 days: one person asks to end a returned line.</summary>
/// <remarks>Rules: R-8.</remarks>
[May(Duty.ExecutePayments, Duty.RecordFunds), Said("申请了结退回款", "Ask to end a returned line")]
public sealed record AskEndReturned(long Instruction, string Reason, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Instruction;
}

public sealed class AskEndReturnedHandler(IntegrityDb db) : IHandle<AskEndReturned, Done>
{
    public async Task<Outcome<Done>> Handle(AskEndReturned act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var line = await db.ReturnedLines.SingleOrDefaultAsync(l => l.Instruction == act.Instruction, cancel);
        if (line is null) return ActRefusals.NotFound();

        // Decide and keep.
        return line.AskEnd(act.Reason, context.Actor, context.Today) is { } refusal ? refusal : new Done();
    }
}

/// <summary>A second person ends the returned line: its cash goes back to the fund, its debt is Due again with its own due day.</summary>
/// <remarks>Rules: R-8. Effect: one entry of the contract that also gives the cash back to the receipt it came from.</remarks>
[May(Duty.ConfirmFunds), Said("了结退回款", "End a returned line")]
public sealed record EndReturned(long Instruction, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Instruction;
}

public sealed class EndReturnedHandler(IntegrityDb db, Books books, Funds funds, StandingOrders orders) : IHandle<EndReturned, Done>
{
    public async Task<Outcome<Done>> Handle(EndReturned act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var line = await db.ReturnedLines.SingleOrDefaultAsync(l => l.Instruction == act.Instruction, cancel);
        if (line is null) return ActRefusals.NotFound();
        var instruction = await db.Instructions.SingleAsync(i => i.Id == line.Instruction, cancel);
        var contract = (await db.BooksOf(ContractId.From(line.Contract), context.Today, cancel))!;
        var draws = await funds.DrawsOf(line.Run, cancel);

        // Decide.
        if (line.End(context.Actor, context.Today) is { } refusal) return refusal;
        var entry = InstructionLife.End(contract.Balance, BankAnswers.Paid(instruction, contract.Postings), draws);
        if (!entry.IsDone) return entry.Refusal;

        // Keep.
        instruction.State = InstructionState.Ended;
        await funds.GaveBack(line.Run, RoundFund.GiveBack(draws, line.Amount), cancel);
        context.Touch(line.Run);
        context.Touch(line.Contract);
        // Of interest or an advance the money alone moves: what is owed has stood since it came back.
        var totals = entry.Value.Postings.Any(posting => posting.Owner == line.Contract) ? contract.Totals : TotalsOf.Bureau;
        await orders.Freeze(context, contract.With(entry.Value, await books.Post(context, "return_ended", totals, entry.Value.Postings, cancel, document: line.Document)), cancel);
        return new Done();
    }
}

/// <summary>The second person does not agree with the account check, or with ending the line: it waits again.</summary>
/// <remarks>Rules: R-8.</remarks>
[May(Duty.ConfirmFunds), Said("退回核对或了结申请", "Decline a check or an end")]
public sealed record DeclineReturned(long Instruction, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Instruction;
}

public sealed class DeclineReturnedHandler(IntegrityDb db) : IHandle<DeclineReturned, Done>
{
    public async Task<Outcome<Done>> Handle(DeclineReturned act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var line = await db.ReturnedLines.SingleOrDefaultAsync(l => l.Instruction == act.Instruction, cancel);
        if (line is null) return ActRefusals.NotFound();

        // Decide and keep.
        return line.Decline(context.Actor) is { } refusal ? refusal : new Done();
    }
}
