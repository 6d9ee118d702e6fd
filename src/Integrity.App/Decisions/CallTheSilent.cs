using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Decisions;

/// <summary>Those present who have given no ballot are called, for the record; after it the presiding member may vote.</summary>
/// <remarks>Rules: D-3.</remarks>
[May(Duty.KeepMeetings), Said("点名询问", "Call the silent")]
public sealed record CallTheSilent(ItemId Item, int Place, Digest Hash) : IAct<ItemId>;

public sealed class CallTheSilentHandler(IntegrityDb db) : IHandle<CallTheSilent, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(CallTheSilent act, ActContext context, CancellationToken cancel)
    {
        if (await db.WholeItem(act.Item, cancel) is not { } item) return ActRefusals.NotFound();
        if (item.WhyNotOn(act.Place, act.Hash) is { } refusal) return refusal;
        if (item.CallTheSilent(context.Now).Refusal is { } nobody) return nobody;
        context.Touch(item.Id.Value);
        return item.Id;
    }
}
