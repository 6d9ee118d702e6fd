using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>The presiding member votes last: his ballot closes the vote, opens all ballots and makes the result.</summary>
/// <remarks>Rules: D-3. Where the result differs from his ballot it takes effect only with his reasons, see <see cref="RecordReasons"/>.</remarks>
[May(Duty.Vote), Said("末位表态", "Vote last and close")]
public sealed record CloseItem(ItemId Item, int Place, Digest Hash, Vote Vote, string? Reason) : IAct<VoteClosed>, ISealed;

/// <param name="Candidate">What became of the candidate.</param>
/// <param name="Result">What became of the item.</param>
public sealed record VoteClosed(CandidateState Candidate, ItemResult Result);

public sealed class CloseItemHandler(IntegrityDb db) : IHandle<CloseItem, VoteClosed>
{
    public async Task<Outcome<VoteClosed>> Handle(CloseItem act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.WholeItem(act.Item, cancel) is not { } item) return ActRefusals.NotFound();
        var candidate = item.Voting;

        // Decide.
        if (await ClosedSince.By(db, item, act.Place, cancel) is { } late) return late;
        if (item.WhyNotOn(act.Place, act.Hash) is { } refusal) return refusal;
        var closed = item.Close(context.Actor, new(act.Vote, act.Reason), Stamp.Here(context.Actor, context.Now));
        if (!closed.IsDone) return closed.Refusal;

        // Keep.
        context.Touch(item.Id.Value);
        OpenedVotes.Name(context, [candidate!]);
        await LinesFollow.Their(db, item, context, cancel);
        return new VoteClosed(candidate!.State, item.Result);
    }
}

internal static class ClosedSince
{
    /// <summary>Who closed the vote meanwhile, and when, for whoever still votes in it; null where nobody has, or the next list is on the table.</summary>
    public static async Task<Refusal?> By(IntegrityDb db, Item item, int place, CancellationToken cancel) =>
        item.Voting is null && item.Candidates.FirstOrDefault(one => one.Place == place) is { ClosedAt: { } at, Presiding: { } by }
            ? ActRefusals.ChangedSince(await db.Officials.AsNoTracking().Where(o => o.Id == by).Select(o => o.Name).SingleAsync(cancel), "末位表态", "Vote last and close", at)
            : null;
}
