using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Decisions;

/// <summary>The presiding member says why he voted otherwise than was decided, or refuses to; then the result takes effect.</summary>
/// <remarks>Rules: D-3. No reasons given is the refusal to give them, and is recorded as such.</remarks>
[May(Duty.Vote), Said("说明不同意见的理由", "Give the presiding member's reasons")]
public sealed record RecordReasons(ItemId Item, long Seen, string? Reasons) : IAct<ItemResult>, IOnExisting
{
    public long Subject() => Item.Value;
}

public sealed class RecordReasonsHandler(IntegrityDb db) : IHandle<RecordReasons, ItemResult>
{
    public async Task<Outcome<ItemResult>> Handle(RecordReasons act, ActContext context, CancellationToken cancel)
    {
        if (await db.WholeItem(act.Item, cancel) is not { } item) return ActRefusals.NotFound();
        if (item.RecordReasons(context.Actor, act.Reasons, context.Now).Refusal is { } refusal) return refusal;
        await LinesFollow.Their(db, item, context, cancel);
        return item.Result;
    }
}
