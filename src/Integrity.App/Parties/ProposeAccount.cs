using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

/// <summary>One person enters a payee's bank account from the paper; nothing is paid to it before another compared the two.</summary>
/// <remarks>Rules: C-7.</remarks>
[May(Duty.RegisterContracts), Said("提交收款账户", "Propose a payee's account")]
public sealed record ProposeAccount(CounterpartyId Party, AccountFacts Facts) : IAct<AccountId>;

public sealed class ProposeAccountHandler(IntegrityDb db) : IHandle<ProposeAccount, AccountId>
{
    public async Task<Outcome<AccountId>> Handle(ProposeAccount act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.Counterparties.SingleOrDefaultAsync(p => p.Id == act.Party, cancel) is not { } party) return PartyRefusals.PartyUnknown();

        // Decide.
        var proposed = PayeeAccount.Propose(await context.NewId<AccountId>(cancel), party, act.Facts, context.Actor, context.Today);
        if (!proposed.IsDone) return proposed.Refusal;

        // Keep.
        db.PayeeAccounts.Add(proposed.Value);
        context.Touch(party.Id.Value);
        return proposed.Value.Id;
    }
}

/// <summary>A second person compared an account with its evidence and says whether it is right.</summary>
/// <remarks>Rules: C-7. Whoever proposed it cannot.</remarks>
[May(Duty.ConfirmRegistrations), Said("复核收款账户", "Check a payee's account")]
public sealed record CheckAccount(AccountId Account, bool IsRight, long Seen) : IAct<AccountId>, IOnExisting
{
    public long Subject() => Account.Value;
}

public sealed class CheckAccountHandler(IntegrityDb db) : IHandle<CheckAccount, AccountId>
{
    public async Task<Outcome<AccountId>> Handle(CheckAccount act, ActContext context, CancellationToken cancel)
    {
        if (await db.PayeeAccounts.SingleOrDefaultAsync(a => a.Id == act.Account, cancel) is not { } account) return Domain.Acts.ActRefusals.NotFound();
        if (account.Check(act.IsRight, context.Actor, context.Today) is { } refusal) return refusal;
        context.Touch(account.Party.Value);
        return account.Id;
    }
}
