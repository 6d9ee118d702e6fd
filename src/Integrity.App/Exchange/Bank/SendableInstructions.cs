using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Exchange.Bank;

/// <summary>Instructions as the bank is to see them: with the account that each names, and what it is for.</summary>
internal static class SendableInstructions
{
    private const int AtOnce = 500;

    /// <summary>The lines in the order of their numbers; an instruction that cannot be paid has none, and says why.</summary>
    /// <param name="db">The database.</param>
    /// <param name="instructions">In order.</param>
    /// <param name="run">What they pay.</param>
    /// <param name="payableOn">Only what may be paid on that day; null for a file that is made again, which keeps what it went out with.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<List<(Instruction Instruction, PaymentInstructionLine? Line, Words? Why)>> Lines(
        IntegrityDb db, IReadOnlyList<Instruction> instructions, RunName run, DateOnly? payableOn, CancellationToken cancel)
    {
        var lines = new List<(Instruction, PaymentInstructionLine?, Words?)>(instructions.Count);
        foreach (var chunk in instructions.Chunk(AtOnce))
        {
            var accountIds = chunk.Where(i => i.Account != 0).Select(i => AccountId.From(i.Account)).Distinct().ToList();
            var contractIds = chunk.Select(i => ContractId.From(i.Contract)).Distinct().ToList();
            var accounts = await db.PayeeAccounts.AsNoTracking().Where(a => accountIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id.Value, cancel);
            var contracts = await db.WorksContracts.AsNoTracking().Where(c => contractIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id.Value, cancel);
            var bound = payableOn is { } day ? (await db.LiveIntegrityBindings(day).Where(b => contractIds.Contains(b.Contract)).Select(b => b.Contract).ToListAsync(cancel)).ToHashSet() : [];
            foreach (var one in chunk)
            {
                var (account, contract) = (accounts.GetValueOrDefault(one.Account), contracts[one.Contract]);
                var why = account is null ? KeptBack.NoAccount : payableOn is null ? null : WhyNot(one, account, contract, bound.Contains(contract.Id));
                lines.Add((one, why is null ? Line(one, account!, contract.Number, run) : null, why));
            }
        }
        return lines;
    }

    /// <summary>What stands against paying now what was carried out before: its account, or its contract. Wages go to the wage account whatever else is (O-5), an order as it was served .</summary>
    private static Words? WhyNot(Instruction one, PayeeAccount account, WorksContract contract, bool isBound)
    {
        if (!account.IsPayable) return KeptBack.NoAccount;
        if (one.Kind == InstructionKind.Order) return null;
        if (one.Kind == InstructionKind.Wage) return contract.WageAccount == account.Id ? null : KeptBack.AccountChanged;
        if (!isBound) return KeptBack.NoIntegrityContract;
        if (contract.SuccessionUnclearSince is not null) return KeptBack.SuccessionUnclear;
        return one.Kind == InstructionKind.Assigned || contract.PayeeAccount == account.Id ? null : KeptBack.AccountChanged;
    }

    private static PaymentInstructionLine Line(Instruction one, PayeeAccount account, string contract, RunName run) =>
        new(EndToEndId.Of(one.Id), account.Holder, account.Number, account.BankName, account.Cnaps, new(one.Fen), $"{run.Zh} {contract}{For(one.Kind)}")
        {
            InstructionNumber = EndToEndId.Of(one.Id),
        };

    private static string For(InstructionKind kind) => kind switch
    {
        InstructionKind.Wage => " 农民工工资",
        InstructionKind.Interest => " 逾期利息",
        InstructionKind.Advance => " 预付款",
        InstructionKind.CatchUp => " 补付",
        _ => " 工程款",
    };
}
