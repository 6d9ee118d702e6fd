using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>A person keeps away from an item: he says so himself, or the keeper of the meeting records it.</summary>
/// <remarks>Rules: D-4. In a round recusal is per line.</remarks>
[May(Duty.KeepMeetings, Duty.Vote), Said("登记回避", "Record a recusal")]
public sealed record RecordRecusal(ItemId Item, long Seen, OfficialId Person, RecusalGround Ground, string Words) : IAct<ItemId>, IOnExisting
{
    public long Subject() => Item.Value;
}

public sealed class RecordRecusalHandler(IntegrityDb db) : IHandle<RecordRecusal, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(RecordRecusal act, ActContext context, CancellationToken cancel)
    {
        if (await db.WholeItem(act.Item, cancel) is not { } item) return ActRefusals.NotFound();
        if (act.Person != context.Actor && !context.Official.Has(Duty.KeepMeetings)) return DecisionRefusals.RecuseOnlyYourself();
        // Once one person has read the paper, a recusal stands there for both or it was not declared (D-7).
        if (item.Meeting is { } on && await db.PaperMinutes.AnyAsync(x => x.Meeting == on && x.ConfirmedAt == null, cancel)) return DecisionRefusals.HeldOnPaper();
        var recused = item.Recuse(new(act.Person, act.Ground, act.Words), context.Actor, context.Now);
        return recused.IsDone ? item.Id : recused.Refusal;
    }
}
