using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.App.Storage;
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

    /// <summary>The lines in the order of their numbers; an instruction without a payable account has none.</summary>
    /// <param name="db">The database.</param>
    /// <param name="instructions">In order.</param>
    /// <param name="run">What they pay.</param>
    /// <param name="payableNow">Only accounts that may be paid to today; a file that is made again keeps the accounts that it went out with.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<List<(Instruction Instruction, PaymentInstructionLine? Line)>> Lines(
        IntegrityDb db, IReadOnlyList<Instruction> instructions, RunName run, bool payableNow, CancellationToken cancel)
    {
        var lines = new List<(Instruction, PaymentInstructionLine?)>(instructions.Count);
        foreach (var chunk in instructions.Chunk(AtOnce))
        {
            var accountIds = chunk.Where(i => i.Account != 0).Select(i => AccountId.From(i.Account)).Distinct().ToList();
            var contractIds = chunk.Select(i => ContractId.From(i.Contract)).Distinct().ToList();
            var accounts = await db.PayeeAccounts.AsNoTracking().Where(a => accountIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id.Value, cancel);
            var numbers = await db.WorksContracts.AsNoTracking().Where(c => contractIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id.Value, c => c.Number, cancel);
            foreach (var one in chunk)
            {
                var account = accounts.GetValueOrDefault(one.Account);
                lines.Add((one, account is null || (payableNow && !account.IsPayable) ? null : Line(one, account, numbers[one.Contract], run)));
            }
        }
        return lines;
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
