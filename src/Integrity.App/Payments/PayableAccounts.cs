using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>To which account a contract is paid: wages to its wage account, an assignee's part to his, all else to its own; only one that two people confirmed and no court froze (C-7, O-5, R-3).</summary>
public static class PayableAccounts
{
    /// <returns>The account, or null when there is none to which money may be sent now.</returns>
    public static async Task<long?> Of(IntegrityDb db, WorksContract contract, Instruction instruction, CancellationToken cancel) => instruction.Kind == InstructionKind.Assigned
        ? await Payable(db, AccountId.From(instruction.Account), cancel)
        : await Of(db, contract, instruction.Kind == InstructionKind.Wage, cancel);

    /// <returns>The contract's wage account or its own, or null when money may not be sent there now.</returns>
    public static async Task<long?> Of(IntegrityDb db, WorksContract contract, bool wages, CancellationToken cancel) =>
        (wages ? contract.WageAccount : contract.PayeeAccount) is { } id ? await Payable(db, id, cancel) : null;

    private static async Task<long?> Payable(IntegrityDb db, AccountId id, CancellationToken cancel)
    {
        var account = await db.PayeeAccounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel);
        return account is { IsPayable: true } ? id.Value : null;
    }

    /// <summary>The accounts among these to which money may be sent now.</summary>
    public static async Task<IReadOnlySet<AccountId>> Payable(IntegrityDb db, IReadOnlyCollection<AccountId> accounts, CancellationToken cancel) =>
        (await db.PayeeAccounts.AsNoTracking().Where(a => accounts.Contains(a.Id) && a.State == AccountState.Confirmed && a.FrozenBy == null).Select(a => a.Id).ToListAsync(cancel)).ToHashSet();
}
