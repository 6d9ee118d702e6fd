using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Decisions;

/// <summary>Another present member presides over the open vote, because the one who did cannot go on.</summary>
/// <remarks>Rules: D-3. The reason goes into the minutes.</remarks>
[May(Duty.KeepMeetings), Said("更换主持人", "Hand over the chair")]
public sealed record HandOverChair(ItemId Item, int Place, Digest Hash, OfficialId To, string Reason) : IAct<ItemId>;

public sealed class HandOverChairHandler(IntegrityDb db) : IHandle<HandOverChair, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(HandOverChair act, ActContext context, CancellationToken cancel)
    {
        if (await db.WholeItem(act.Item, cancel) is not { } item) return ActRefusals.NotFound();
        if (item.WhyNotOn(act.Place, act.Hash) is { } refusal) return refusal;
        if (item.HandOver(act.To, act.Reason).Refusal is { } cannot) return cannot;
        context.Touch(item.Id.Value);
        return item.Id;
    }
}
