using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>A second person reads the superior body's document himself; where both entries agree the item is decided.</summary>
/// <remarks>Rules: D-2, D-7.</remarks>
[May(Duty.KeepMeetings, Duty.Vote), Said("确认上级决定", "Confirm a superior body's decision")]
public sealed record ConfirmSuperiorDecision(SuperiorDecisionId Decision, long Seen, SuperiorFacts Facts) : IAct<ItemResult>, IOnExisting
{
    public long Subject() => Decision.Value;
}

public sealed class ConfirmSuperiorDecisionHandler(IntegrityDb db) : IHandle<ConfirmSuperiorDecision, ItemResult>
{
    public async Task<Outcome<ItemResult>> Handle(ConfirmSuperiorDecision act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.SuperiorDecisions.SingleOrDefaultAsync(x => x.Id == act.Decision, cancel) is not { } decision) return ActRefusals.NotFound();
        var item = (await db.WholeItem(decision.Item, cancel))!;

        // Decide.
        if (decision.Confirm(item, act.Facts, context.Actor, context.Now).Refusal is { } refusal) return refusal;

        // Keep.
        context.Touch(item.Id.Value);
        await LinesFollow.Their(db, item, context, cancel);
        return item.Result;
    }
}
