using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Decisions;

/// <summary>A member gives his ballot on the list before him; he may give it again until the vote closes.</summary>
/// <remarks>
/// Rules: D-3. It names the list by its place and hash, which is what he saw; the item's version changes with every other ballot and says nothing.
/// Whoever votes again names his own ballot that he saw, so that a second window does not undo the first unseen.
/// Sealed: neither the answer nor the journal leaf tells how he voted.
/// </remarks>
/// <param name="Item">What is voted on.</param>
/// <param name="Place">The list on the table.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Vote">How.</param>
/// <param name="Reason">Needed for a no and an abstention.</param>
/// <param name="Mine">The number of his own last ballot on it, as he saw it; null for none.</param>
[May(Duty.Vote), Said("投票", "Vote")]
public sealed record CastBallot(ItemId Item, int Place, Digest Hash, Vote Vote, string? Reason, int? Mine = null) : IAct<BallotTaken>, ISealed;

/// <summary>The ballot was taken; its number within the vote.</summary>
public sealed record BallotTaken(int Number);

public sealed class CastBallotHandler(IntegrityDb db) : IHandle<CastBallot, BallotTaken>
{
    public async Task<Outcome<BallotTaken>> Handle(CastBallot act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.WholeItem(act.Item, cancel) is not { } item) return ActRefusals.NotFound();

        // Decide.
        if (await ClosedSince.By(db, item, act.Place, cancel) is { } closed) return closed;
        if (item.WhyNotOn(act.Place, act.Hash) is { } refusal) return refusal;
        if (item.Voting?.GivenBy(context.Actor) is { } given && given.Number != act.Mine) return ActRefusals.ChangedSince(context.Official.Name, "投票", "Vote", given.At);
        var cast = item.Cast(context.Actor, new(act.Vote, act.Reason), Stamp.Here(context.Actor, context.Now));
        if (!cast.IsDone) return cast.Refusal;

        // Keep.
        context.Touch(item.Id.Value);
        context.Effects["ballot"] = new System.Text.Json.Nodes.JsonObject
        {
            ["item"] = item.Id.Value.ToString(), ["place"] = act.Place.ToString(), ["number"] = cast.Value.Number.ToString(),
        };
        return new BallotTaken(cast.Value.Number);
    }
}
