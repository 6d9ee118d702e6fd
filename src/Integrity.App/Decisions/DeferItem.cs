using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Decisions;

/// <summary>The meeting puts a matter off; it comes back as a new item.</summary>
/// <remarks>Rules: R-1, D-3. Never while a vote on it is open.</remarks>
[May(Duty.KeepMeetings), Said("缓议", "Defer an item")]
public sealed record DeferItem(ItemId Item, long Seen, string Reason) : IAct<ItemId>, IOnExisting
{
    public long Subject() => Item.Value;
}

public sealed class DeferItemHandler(IntegrityDb db) : IHandle<DeferItem, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(DeferItem act, ActContext context, CancellationToken cancel)
    {
        if (await db.WholeItem(act.Item, cancel) is not { } item) return ActRefusals.NotFound();
        if (item.Meeting is not { } on || await db.MeetingWith(on, cancel) is not { } meeting) return DecisionRefusals.NotOnThisAgenda();
        if (meeting.Medium == Medium.Paper) return DecisionRefusals.HeldOnPaper();
        if (item.Defer(meeting, act.Reason, context.Now).Refusal is { } refusal) return refusal;
        await LinesFollow.Their(db, item, context, cancel);
        return item.Id;
    }
}
