using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A second person in finance confirms a wage run: one instruction a contract to its wage account, and the wages are on their way.</summary>
/// <remarks>Rules: O-5, O-2. Effect: one balanced entry a certificate. Errors: refuses when wages or account of a line have changed since it was prepared.</remarks>
[May(Duty.ConfirmFunds), Said("确认工资支付", "Confirm a wage run")]
public sealed record ConfirmWageRun(WageRunId Run, long Seen) : IAct<WageRunId>, IOnExisting
{
    public long Subject() => Run.Value;
}

public sealed class ConfirmWageRunHandler(IntegrityDb db, Books books, Funds funds) : IHandle<ConfirmWageRun, WageRunId>
{
    public async Task<Outcome<WageRunId>> Handle(ConfirmWageRun act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var run = await db.WageRuns.Include(r => r.Lines).SingleOrDefaultAsync(r => r.Id == act.Run, cancel);
        if (run is null) return ActRefusals.NotFound();
        var lines = run.Lines.Where(l => l.Standing == WageLineStanding.Paid).OrderBy(l => l.Ordinal).GroupBy(l => l.Contract).ToList();
        var first = await context.NewNumbers(lines.Count, cancel);

        // Decide.
        if (run.Execute(context.Actor, context.Today, (first, first + lines.Count - 1)) is { } refusal) return refusal;
        var entries = new List<(TotalsOf, IReadOnlyList<Posting>)>();
        var instructions = new List<Instruction>();
        foreach (var ofContract in lines)
        {
            var contract = (await db.BooksOf(ContractId.From(ofContract.Key), context.Today, cancel))!;
            var account = await PayableAccounts.Of(db, contract.Contract, wages: true, cancel);
            if (account is null) return WageRefusals.WagesChanged(contract.Contract.Number);
            var instruction = first + instructions.Count;
            var paid = Pay(contract, [.. ofContract], instruction);
            if (!paid.IsDone) return paid.Refusal;
            entries.AddRange(paid.Value.Select(entry => (contract.Totals, entry.Postings)));
            instructions.Add(new()
            {
                Id = instruction, Run = run.Id.Value, Contract = ofContract.Key, Kind = InstructionKind.Wage, Account = account.Value,
                Fen = ofContract.Sum(l => l.Amount).Fen, State = InstructionState.InFlight, Replaces = 0,
            });
        }

        if (await funds.ProvedWrong(run.Id.Value, cancel) is { } wrong) return wrong;

        // Keep.
        db.Instructions.AddRange(instructions);
        await books.Post(context, "wage_run", entries, cancel, document: WageLines.DigestOf(run));
        return run.Id;
    }

    private static Outcome<List<LedgerEntry>> Pay(ContractBooks contract, IReadOnlyList<WageRunLine> lines, long instruction)
    {
        var entries = new List<LedgerEntry>();
        var owed = WageAllocation.Needed(contract.Balance).ToLookup(w => w.Certificate);
        foreach (var certificate in lines.GroupBy(l => l.Certificate))
        {
            if (owed[certificate.Key].Sum(w => w.Amount) != certificate.Sum(l => l.Amount))
                return WageRefusals.WagesChanged(contract.Contract.Number);
            var entry = StatutoryPayment.Wages(contract.Balance, certificate.Key, instruction);
            if (!entry.IsDone) return entry.Refusal;
            entries.Add(entry.Value);
        }
        return entries;
    }
}
