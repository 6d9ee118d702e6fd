using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>A decision on a list of money lapses, because its execution has not begun in 20 working days; or the matter does, because its figures grew too old before a vote was closed. Only the clock does this.</summary>
/// <remarks>Rules. Whoever votes or executes late is refused anyway; this makes it visible. The money that was reserved goes back by <c>ReturnLapsedMoney</c>.</remarks>
[May, Said("决定失效", "A decision lapses")]
public sealed record LapseDecision(ItemId Item) : IAct<ItemId>;

public sealed class LapseDecisionHandler(IntegrityDb db, Calendars calendars) : IHandle<LapseDecision, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(LapseDecision act, ActContext context, CancellationToken cancel)
    {
        if (await db.WholeItem(act.Item, cancel) is not { } item) return ActRefusals.NotFound();
        if (item.Lapse(context.Now, await calendars.Current(cancel)).Refusal is { } refusal) return refusal;
        await LinesFollow.Their(db, item, context, cancel);
        context.Touch(item.Id.Value);
        return item.Id;
    }
}

/// <summary>The decisions that are due to lapse today, for the clock.</summary>
[May]
public sealed record DueToLapse : IAsk<IReadOnlyList<ItemId>>;

public sealed class DueToLapseAnswer(IntegrityDb db, Calendars calendars) : IAnswer<DueToLapse, IReadOnlyList<ItemId>>
{
    public async Task<Outcome<IReadOnlyList<ItemId>>> Answer(DueToLapse ask, AskContext context, CancellationToken cancel)
    {
        var calendar = await calendars.Current(cancel);
        var open = await db.DecisionItems.AsNoTracking().Where(x => x.Result == ItemResult.Passed && x.ExecutionBegunOn == null
            && (x.Kinds == ItemKinds.Round || x.Kinds == ItemKinds.Advance || x.Kinds == ItemKinds.Interest)).ToListAsync(cancel);
        var old = await db.DecisionItems.AsNoTracking().Include(x => x.Candidates).Where(x => x.Result == ItemResult.Pending && x.VoteBy != null).ToListAsync(cancel);
        return old.Where(item => item.IsOutOfDate(context.Today, calendar)).Concat(open.Where(item => item.LastDayToBegin(calendar) is { } limit && context.Today > limit.Day)).Select(item => item.Id).ToArray();
    }
}
