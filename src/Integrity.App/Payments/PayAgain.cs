using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>The second person agrees with the account check: the returned line is paid again under the same vote, by a new instruction that names the old one.</summary>
/// <remarks>Rules: R-8, C-7. Effect: one entry, Returned → InFlight; due day and interest as if it had never been paid.</remarks>
[May(Duty.ConfirmFunds), Said("再次支付退回款", "Pay a returned line again")]
public sealed record PayAgain(long Instruction, long Seen) : IAct<long>, IOnExisting
{
    public long Subject() => Instruction;
}

public sealed class PayAgainHandler(IntegrityDb db, Books books) : IHandle<PayAgain, long>
{
    public async Task<Outcome<long>> Handle(PayAgain act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var line = await db.ReturnedLines.SingleOrDefaultAsync(l => l.Instruction == act.Instruction, cancel);
        if (line is null) return ActRefusals.NotFound();
        var old = await db.Instructions.SingleAsync(i => i.Id == line.Instruction, cancel);
        var contract = (await db.BooksOf(ContractId.From(line.Contract), context.Today, cancel))!;
        var account = await PayableAccounts.Of(db, contract.Contract, old, cancel);
        var again = await context.NewNumbers(1, cancel);

        // Decide.
        if (old.Kind is not (InstructionKind.Wage or InstructionKind.Order) && await db.LiveIntegrityContractOf(contract.Contract.Id, context.Today, cancel) is null) return BankRefusals.NoLiveIntegrityContract();
        if (contract.Contract.SuccessionUnclearSince is not null && old.Kind is not (InstructionKind.Wage or InstructionKind.Order)) return BankRefusals.SuccessionUnclear();
        if (line.PayAgain(account, again, context.Actor, context.Today) is { } refusal) return refusal;
        var entry = InstructionLife.PayAgain(contract.Balance, BankAnswers.Paid(old, contract.Postings), again);
        if (!entry.IsDone) return entry.Refusal;

        // Keep.
        db.Instructions.Add(new()
        {
            Id = again, Run = old.Run, Contract = old.Contract, Kind = old.Kind, Account = account!.Value, Fen = old.Fen, State = InstructionState.InFlight, Replaces = old.Id,
        });
        old.State = InstructionState.Replaced;
        foreach (var touched in new[] { old.Run, old.Contract, again }) context.Touch(touched);
        if (!entry.Value.IsEmpty) await books.Post(context, "paid_again", contract.Totals, entry.Value.Postings, cancel, document: line.Evidence ?? "");
        return again;
    }
}
