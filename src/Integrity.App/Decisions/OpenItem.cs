using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Decisions;

/// <summary>The vote on an item's next candidate opens; who is there takes a seat in it.</summary>
/// <remarks>Rules: D-2, D-3, D-5.</remarks>
[May(Duty.KeepMeetings), Said("开始表决", "Open the vote")]
public sealed record OpenItem(ItemId Item, long Seen) : IAct<ItemId>, IOnExisting
{
    public long Subject() => Item.Value;
}

/// <summary>Says who must not vote on something because of his part in it, as it stands now: he may have got it after it was put to the vote (D-4).</summary>
public interface IKeepsFromVote
{
    /// <param name="about">The number of what is decided.</param>
    /// <param name="today">The day.</param>
    /// <param name="cancel">Stops it.</param>
    Task<IReadOnlyList<Conflict>> ConflictsOf(long about, DateOnly today, CancellationToken cancel);
}

public sealed class OpenItemHandler(IntegrityDb db, IKeepsFromVote parts) : IHandle<OpenItem, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(OpenItem act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.WholeItem(act.Item, cancel) is not { } item) return ActRefusals.NotFound();
        if (item.Meeting is not { } on || await db.MeetingWith(on, cancel) is not { } meeting) return DecisionRefusals.NotOnThisAgenda();

        // Decide.
        if (await db.Agenda(on, cancel) is { } agenda && agenda.Exists(other => other.Id != item.Id && (other.Voting ?? other.OwingReasons) is not null))
            return DecisionRefusals.OneItemAtATime();
        foreach (var conflict in item.HasBegun ? [] : await parts.ConflictsOf(item.About, context.Today, cancel))
            if (!item.IsRecused(conflict.Person) && item.Recuse(conflict, context.Actor, context.Now) is { IsDone: false } refused) return refused.Refusal;
        var opened = item.Open(meeting, context.Now);
        if (!opened.IsDone) return opened.Refusal;
        context.Effects["vote"] = new System.Text.Json.Nodes.JsonObject
        {
            ["item"] = item.Id.Value.ToString(), ["place"] = opened.Value.Place.ToString(), ["hash"] = opened.Value.Digest.ToString(),
        };
        return item.Id;
    }
}
