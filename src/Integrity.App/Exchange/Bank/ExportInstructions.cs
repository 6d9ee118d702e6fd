using Integrity.App.Acts;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Exchange.Bank;

/// <summary>What an export came to.</summary>
/// <param name="File">The file, or null when no line could be sent.</param>
/// <param name="Kept">Lines that cannot be paid now, by their account or their contract: they wait with their cash like returned ones (O-8 (5), (7), (8)).</param>
public sealed record ExportedInstructions(InstructionFileId? File, int Sent, Money Amount, int Kept);

/// <summary>The instructions of a run that have not gone to the bank yet become one file; each goes into one file only, so that nothing is paid twice.</summary>
/// <param name="Run">The round or wage run.</param>
/// <param name="Seen">Its version.</param>
/// <remarks>
/// Rules, C-5, C-7, C-8, O-8 (5), (7), (8). Effect: a line whose account is missing, frozen, unusable or no more the contract's, or whose contract has no live
/// integrity contract or no clear payee, is Returned the same day and holds up no other.
/// </remarks>
[May(Duty.ExecutePayments), Said("导出支付指令", "Export payment instructions")]
public sealed record ExportInstructions(long Run, long Seen) : IAct<ExportedInstructions>, IOnExisting
{
    public long Subject() => Run;
}

public sealed class ExportInstructionsHandler(IntegrityDb db, BankAnswers answers) : IHandle<ExportInstructions, ExportedInstructions>
{
    public async Task<Outcome<ExportedInstructions>> Handle(ExportInstructions act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await Runs.NameOf(db, act.Run, cancel) is not { } run) return ActRefusals.NotFound();
        var last = await db.InstructionFiles.Where(f => f.Run == act.Run).MaxAsync(f => (long?)f.LastInstruction, cancel) ?? 0;
        var pending = await db.Instructions.Where(i => i.Run == act.Run && i.Id > last && i.State == InstructionState.InFlight).OrderBy(i => i.Id).ToListAsync(cancel);
        if (pending.Count == 0) return BankRefusals.NothingToExport();
        var paying = await db.PayingAccounts.AsNoTracking().OrderByDescending(a => a.Id).FirstOrDefaultAsync(cancel);
        if (paying is null) return BankRefusals.PayingAccountMissing();
        var lines = await SendableInstructions.Lines(db, pending, run, payableOn: context.Today, cancel);

        // Decide: what the bank cannot take is kept back; nothing is cut or replaced to make it fit.
        var payer = new PayerAccount(paying.Holder, paying.Number, paying.BankName, paying.Cnaps);
        var kept = lines.Where(l => l.Line is null || new PaymentBatch("ITG", context.Now, context.Today, payer, [l.Line]).Check() is not null).Select(l => l.Instruction).ToHashSet();
        var good = lines.Where(l => !kept.Contains(l.Instruction)).ToList();
        var file = good.Count == 0 ? null : InstructionFile.Of(await context.NewId<InstructionFileId>(cancel), act.Run, (pending[0].Id, pending[^1].Id),
            good.Count, good.Sum(l => l.Line!.Amount), paying.Id, context.Actor, context.Now);
        if (file is not null && new PaymentBatch(file.MessageId, context.Now, context.Today, payer, [.. good.Select(l => l.Line!)]).Check() is { } refusal) return refusal;

        // Keep.
        if (file is not null) db.InstructionFiles.Add(file);
        await answers.Post(context, [.. lines.Where(l => kept.Contains(l.Instruction)).Select(l => Back(l.Instruction, l.Why))], "", wasSent: false, cancel);
        return new ExportedInstructions(file?.Id, good.Count, file?.Amount ?? Money.Zero, kept.Count);
    }

    private static JudgedAnswer Back(Instruction instruction, Workflows.Words? why) => new(
        new(0, EndToEndId.Of(instruction.Id), BankWord.Returned, new(instruction.Fen), "", KeptBack.Kept(why ?? KeptBack.Unsendable)),
        instruction, null);
}
