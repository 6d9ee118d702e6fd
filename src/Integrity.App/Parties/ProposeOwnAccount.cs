using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

/// <summary>The contractor asks that he be paid to another account of his own; nothing is paid to it before a person of the bureau compared it with the evidence.</summary>
/// <remarks>Rules: C-7. Whose account it is follows from who asks, never from what he says; accounts of others come by the paper at the bureau.</remarks>
[May(Duty.ActAsContractor), Said("申请变更收款账户", "Ask for a change of account")]
public sealed record ProposeOwnAccount(AccountFacts Facts) : IAct<AccountId>;

public sealed class ProposeOwnAccountHandler(IntegrityDb db) : IHandle<ProposeOwnAccount, AccountId>
{
    public async Task<Outcome<AccountId>> Handle(ProposeOwnAccount act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var id = CounterpartyId.From(context.Official.Party ?? 0);
        if (await db.Counterparties.SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } party) return PartyRefusals.PartyUnknown();

        // Decide. An account of somebody else needs an order or an assignment, and those are entered at the bureau: none is taken from here.
        var proposed = PayeeAccount.Propose(await context.NewId<AccountId>(cancel), party, act.Facts with { Ground = null }, context.Actor, context.Today);
        if (!proposed.IsDone) return proposed.Refusal;

        // Keep.
        db.PayeeAccounts.Add(proposed.Value);
        context.Touch(party.Id.Value);
        return proposed.Value.Id;
    }
}
