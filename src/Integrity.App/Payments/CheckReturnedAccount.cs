using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>The first of two people compares the account to which a returned line should be paid again with its evidence.</summary>
/// <param name="Instruction">The instruction that came back.</param>
/// <param name="Evidence">SHA-256 of the evidence, hexadecimal.</param>
/// <remarks>Rules: R-8, C-7. The account is the contract's own of today, confirmed by two people and not frozen.</remarks>
[May(Duty.ExecutePayments, Duty.RecordFunds), Said("核对退回款账户", "Check a returned line's account")]
public sealed record CheckReturnedAccount(long Instruction, string Evidence, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Instruction;
}

public sealed class CheckReturnedAccountHandler(IntegrityDb db) : IHandle<CheckReturnedAccount, Done>
{
    public async Task<Outcome<Done>> Handle(CheckReturnedAccount act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var line = await db.ReturnedLines.SingleOrDefaultAsync(l => l.Instruction == act.Instruction, cancel);
        if (line is null) return ActRefusals.NotFound();
        var instruction = await db.Instructions.AsNoTracking().SingleAsync(i => i.Id == line.Instruction, cancel);
        var contract = await db.WorksContracts.SingleAsync(c => c.Id == ContractId.From(line.Contract), cancel);

        // Decide and keep.
        return line.CheckAccount(await PayableAccounts.Of(db, contract, instruction, cancel), act.Evidence, context.Actor, context.Today) is { } refusal ? refusal : new Done();
    }
}
