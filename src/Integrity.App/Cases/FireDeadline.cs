using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>A period has run out: the clock does what the definition says. It never produces an adverse result.</summary>
/// <remarks>Rules: P-10. Its key is <c>deadline:{id}:{run}</c>, so that several nodes fire it once.</remarks>
[May, Said("期限届满", "A period ran out")]
public sealed record FireDeadline(CaseDeadlineId Deadline, int Run) : IAct<CaseId>;

public sealed class FireDeadlineHandler(IntegrityDb db, CaseWork work) : IHandle<FireDeadline, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(FireDeadline act, ActContext context, CancellationToken cancel)
    {
        if (await db.CaseDeadlines.SingleOrDefaultAsync(d => d.Id == act.Deadline, cancel) is not { } deadline) return ActRefusals.NotFound();
        if (!deadline.IsRunning || deadline.Run != act.Run) return CaseRefusals.DeadlineNotRunning();
        if (deadline.ExpiresAt is not { } expires || expires > context.Now) return CaseRefusals.DeadlineNotOver();
        var opened = await work.Open(context, deadline.PenaltyCase, cancel);
        if (!opened.IsDone) return opened.Refusal;
        deadline.Fire();
        return await work.Move(context, opened.Value, opened.Value.Definition.Deadlines[deadline.Name].Trigger, new(), cancel);
    }
}

public sealed record DueDeadline(CaseDeadlineId Deadline, int Run);

/// <summary>The periods that have run out and wait for the clock, the earliest first.</summary>
[May]
public sealed record ListDueDeadlines : IAsk<IReadOnlyList<DueDeadline>>;

public sealed class ListDueDeadlinesAnswer(IntegrityDb db) : IAnswer<ListDueDeadlines, IReadOnlyList<DueDeadline>>
{
    private const int Most = 100;

    public async Task<Outcome<IReadOnlyList<DueDeadline>>> Answer(ListDueDeadlines ask, AskContext context, CancellationToken cancel)
    {
        var now = context.Now;
        return await db.CaseDeadlines.AsNoTracking().Where(d => d.Standing == DeadlineStanding.Running && d.ExpiresAt <= now)
            .OrderBy(d => d.ExpiresAt).ThenBy(d => d.Id).Take(Most).Select(d => new DueDeadline(d.Id, d.Run)).ToListAsync(cancel);
    }
}

/// <summary>What the owner of the process calls every minute: it fires what has run out, one by one.</summary>
public static class DeadlineWork
{
    /// <returns>How many were fired.</returns>
    public static async Task<int> FireDue(Door door, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(door);
        var fired = 0;
        var tried = new HashSet<DueDeadline>();
        while (true)
        {
            // Asked anew after each: what one period does may end another.
            var due = await door.Ask(new ListDueDeadlines(), Caller.Clock, cancel);
            if (!due.IsDone || due.Value.FirstOrDefault(d => !tried.Contains(d)) is not { } next) return fired;
            tried.Add(next);
            if ((await door.Enter(new FireDeadline(next.Deadline, next.Run), Caller.Clock, $"deadline:{next.Deadline.Value}:{next.Run}", cancel)).IsDone) fired++;
        }
    }
}
