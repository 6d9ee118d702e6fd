using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;

namespace Integrity.App.Decisions;

/// <summary>Its proposer takes an item back, as long as no vote on it has begun.</summary>
/// <remarks>Rules: D-5.</remarks>
[May(AnyPerson = true), Said("撤回议题", "Withdraw an item")]
public sealed record WithdrawItem(ItemId Item, long Seen, string Reason) : IAct<ItemId>, IOnExisting
{
    public long Subject() => Item.Value;
}

public sealed class WithdrawItemHandler(IntegrityDb db) : IHandle<WithdrawItem, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(WithdrawItem act, ActContext context, CancellationToken cancel)
    {
        if (await db.WholeItem(act.Item, cancel) is not { } item) return ActRefusals.NotFound();
        if (item.Withdraw(context.Actor, act.Reason, context.Now).Refusal is { } refusal) return refusal;
        await LinesFollow.Their(db, item, context, cancel);
        return item.Id;
    }
}
