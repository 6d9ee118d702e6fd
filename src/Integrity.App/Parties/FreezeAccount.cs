using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

/// <summary>A court froze an account: its lines wait, and no other account of the same party takes its place.</summary>
/// <remarks>Rules: C-7.</remarks>
[May(Duty.RegisterContracts, Duty.ExecutePayments), Said("登记账户冻结", "Record that an account is frozen")]
public sealed record FreezeAccount(AccountId Account, string Order, string Evidence, long Seen) : IAct<AccountId>, IOnExisting
{
    public long Subject() => Account.Value;
}

public sealed class FreezeAccountHandler(IntegrityDb db) : IHandle<FreezeAccount, AccountId>
{
    public async Task<Outcome<AccountId>> Handle(FreezeAccount act, ActContext context, CancellationToken cancel)
    {
        if (await db.PayeeAccounts.SingleOrDefaultAsync(a => a.Id == act.Account, cancel) is not { } account) return ActRefusals.NotFound();
        if (!Digest.TryParse(act.Evidence, out _)) return PartyRefusals.EvidenceMissing();
        if (account.Freeze(act.Order, context.Today) is { } refusal) return refusal;
        context.Touch(account.Party.Value);
        return account.Id;
    }
}

/// <summary>The court lifted its order: the account is paid to again.</summary>
/// <remarks>Rules: C-7.</remarks>
[May(Duty.ConfirmRegistrations), Said("登记账户解除冻结", "Record that an account is free again")]
public sealed record UnfreezeAccount(AccountId Account, string Order, string Evidence, long Seen) : IAct<AccountId>, IOnExisting
{
    public long Subject() => Account.Value;
}

public sealed class UnfreezeAccountHandler(IntegrityDb db) : IHandle<UnfreezeAccount, AccountId>
{
    public async Task<Outcome<AccountId>> Handle(UnfreezeAccount act, ActContext context, CancellationToken cancel)
    {
        if (await db.PayeeAccounts.SingleOrDefaultAsync(a => a.Id == act.Account, cancel) is not { } account) return ActRefusals.NotFound();
        if (!Digest.TryParse(act.Evidence, out _)) return PartyRefusals.EvidenceMissing();
        if (account.Unfreeze(act.Order) is { } refusal) return refusal;
        context.Touch(account.Party.Value);
        return account.Id;
    }
}
