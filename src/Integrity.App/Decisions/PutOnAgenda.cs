using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>More items are put on the agenda of a meeting, after those that it has.</summary>
/// <remarks>Rules: D-3.</remarks>
[May(Duty.KeepMeetings), Said("列入议程", "Put on the agenda")]
public sealed record PutOnAgenda(MeetingId Meeting, long Seen, IReadOnlyList<ItemId> Items) : IAct<MeetingId>, IOnExisting
{
    public long Subject() => Meeting.Value;
}

public sealed class PutOnAgendaHandler(IntegrityDb db) : IHandle<PutOnAgenda, MeetingId>
{
    public async Task<Outcome<MeetingId>> Handle(PutOnAgenda act, ActContext context, CancellationToken cancel)
    {
        if (await db.MeetingWith(act.Meeting, cancel) is not { } meeting) return ActRefusals.NotFound();
        var last = await db.DecisionItems.Where(x => x.Meeting == act.Meeting).MaxAsync(x => x.AgendaPlace, cancel) ?? 0;
        return await AgendaOf.Put(db, meeting, act.Items, last + 1, context, cancel) is { } refusal ? refusal : meeting.Id;
    }
}

/// <summary>Puts items on an agenda, one after the other.</summary>
internal static class AgendaOf
{
    public static async Task<Refusal?> Put(
        IntegrityDb db, Meeting meeting, IReadOnlyList<ItemId> items, int firstPlace, ActContext context, CancellationToken cancel)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (await db.WholeItem(items[i], cancel) is not { } item) return ActRefusals.NotFound();
            if (item.Meeting is { } before && before != meeting.Id && (await db.MeetingWith(before, cancel))! is var other)
            {
                if (other.ClosedAt is null) return DecisionRefusals.OnAnotherAgenda(other.Year, other.Number);
                if (item.ReferredBy(other) is { } left) return DecisionRefusals.GoesToSuperiorBody(left);
            }
            if (item.PutOn(meeting, firstPlace + i).Refusal is { } refusal) return refusal;
            context.Touch(item.Id.Value);
        }
        return null;
    }
}
