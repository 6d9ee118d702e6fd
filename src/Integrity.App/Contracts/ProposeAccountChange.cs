using Integrity.App.Acts;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>One person proposes, with evidence, that a contract be paid to another confirmed account.</summary>
/// <remarks>Rules: C-7. A frozen account is replaced by the court's own only.</remarks>
[May(Duty.RegisterContracts), Said("提交合同账户变更", "Propose another account for a contract")]
public sealed record ProposeAccountChange(ContractId Contract, AccountUse Use, AccountId Account, string Evidence, long Seen)
    : IAct<AccountChangeId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class ProposeAccountChangeHandler(IntegrityDb db) : IHandle<ProposeAccountChange, AccountChangeId>
{
    public async Task<Outcome<AccountChangeId>> Handle(ProposeAccountChange act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == act.Contract, cancel) is not { } contract) return ActRefusals.NotFound();
        if (await db.PayeeAccounts.SingleOrDefaultAsync(a => a.Id == act.Account, cancel) is not { } account) return ContractRefusals.AccountOfAnotherParty();
        var now = await db.AccountInUse(contract, act.Use, cancel);

        // Decide.
        var proposed = AccountChange.Propose(
            await context.NewId<AccountChangeId>(cancel), contract, account, now, act.Use, act.Evidence, context.Actor, context.Today);
        if (!proposed.IsDone) return proposed.Refusal;

        // Keep.
        db.AccountChanges.Add(proposed.Value);
        return proposed.Value.Id;
    }
}

/// <summary>A second person confirms or rejects another account for a contract; after a yes it is paid there.</summary>
/// <remarks>Rules: C-7.</remarks>
[May(Duty.ConfirmRegistrations), Said("复核合同账户变更", "Check another account for a contract")]
public sealed record CheckAccountChange(AccountChangeId Change, bool IsRight, long Seen) : IAct<AccountChangeId>, IOnExisting
{
    public long Subject() => Change.Value;
}

public sealed class CheckAccountChangeHandler(IntegrityDb db) : IHandle<CheckAccountChange, AccountChangeId>
{
    public async Task<Outcome<AccountChangeId>> Handle(CheckAccountChange act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.AccountChanges.SingleOrDefaultAsync(c => c.Id == act.Change, cancel) is not { } change) return ActRefusals.NotFound();
        var contract = await db.WorksContracts.SingleAsync(c => c.Id == change.Contract, cancel);
        var account = await db.PayeeAccounts.SingleAsync(a => a.Id == change.Account, cancel);
        var now = await db.AccountInUse(contract, change.Use, cancel);

        // Decide.
        var refusal = act.IsRight
            ? change.Confirm(contract, account, now, context.Actor, context.Today)
            : change.Reject(context.Actor, context.Today);
        if (refusal is not null) return refusal;

        // Keep.
        context.Touch(contract.Id.Value);
        return change.Id;
    }
}

internal static class AccountsInUse
{
    extension(IntegrityDb db)
    {
        /// <summary>The account to which a contract is paid now, or null.</summary>
        public async Task<PayeeAccount?> AccountInUse(WorksContract contract, AccountUse use, CancellationToken cancel)
        {
            var id = use == AccountUse.Wage ? contract.WageAccount : contract.PayeeAccount;
            return id is null ? null : await db.PayeeAccounts.SingleAsync(a => a.Id == id, cancel);
        }
    }
}
