using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Whom instructions pay, in names: the party whose account each names, whoever has the contract now (C-8).</summary>
internal static class InstructionNames
{
    /// <returns>By instruction: the contract's number and the party.</returns>
    public static async Task<IReadOnlyDictionary<long, (string Number, string Party)>> NamesOfInstructions(this IntegrityDb db, IReadOnlyCollection<Instruction> instructions, CancellationToken cancel)
    {
        var ids = instructions.Select(i => ContractId.From(i.Contract)).Distinct().ToList();
        var accounts = instructions.Where(i => i.Account != 0 && i.Kind is not (InstructionKind.Assigned or InstructionKind.Order)).Select(i => AccountId.From(i.Account)).Distinct().ToList();
        var contracts = await db.WorksContracts.AsNoTracking().Where(c => ids.Contains(c.Id))
            .Join(db.Counterparties, c => c.Party, p => p.Id, (c, p) => new { c.Id, c.Number, p.Name }).ToDictionaryAsync(c => c.Id.Value, cancel);
        var holders = await db.PayeeAccounts.AsNoTracking().Where(a => accounts.Contains(a.Id))
            .Join(db.Counterparties, a => a.Party, p => p.Id, (a, p) => new { a.Id, p.Name }).ToDictionaryAsync(a => a.Id.Value, a => a.Name, cancel);
        return instructions.ToDictionary(i => i.Id, i => (contracts[i.Contract].Number,
            i.Kind is not (InstructionKind.Assigned or InstructionKind.Order) && holders.TryGetValue(i.Account, out var holder) ? holder : contracts[i.Contract].Name));
    }
}
