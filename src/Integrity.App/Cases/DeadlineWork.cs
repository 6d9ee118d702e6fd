using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Decisions;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

public sealed record DueDeadline(CaseDeadlineId Deadline, int Run);

/// <summary>The periods that have run out and wait for the clock, the earliest first.</summary>
[May]
public sealed record ListDueDeadlines(int Most = 100) : IAsk<IReadOnlyList<DueDeadline>>;

public sealed class ListDueDeadlinesAnswer(IntegrityDb db) : IAnswer<ListDueDeadlines, IReadOnlyList<DueDeadline>>
{
    public async Task<Outcome<IReadOnlyList<DueDeadline>>> Answer(ListDueDeadlines ask, AskContext context, CancellationToken cancel)
    {
        var now = context.Now;
        return await db.CaseDeadlines.AsNoTracking().Where(d => d.Standing == DeadlineStanding.Running && d.ExpiresAt <= now)
            .OrderBy(d => d.ExpiresAt).ThenBy(d => d.Id).Take(ask.Most).Select(d => new DueDeadline(d.Id, d.Run)).ToListAsync(cancel);
    }
}

/// <summary>The keeper of a step is told that its period is running out; the case does not move.</summary>
/// <remarks>Rules: P-10. Its key is <c>reminder:{id}:{day}</c>, so that several nodes tell it once.</remarks>
[May, Said("期限提醒", "Reminder of a period")]
public sealed record RemindOfDeadline(CaseDeadlineId Deadline, DateOnly Day) : IAct<ProcessId>;

public sealed class RemindOfDeadlineHandler(IntegrityDb db, CaseWork work, MatterWork matters) : IHandle<RemindOfDeadline, ProcessId>
{
    public async Task<Outcome<ProcessId>> Handle(RemindOfDeadline act, ActContext context, CancellationToken cancel)
    {
        if (await db.CaseDeadlines.SingleOrDefaultAsync(d => d.Id == act.Deadline, cancel) is not { } deadline) return ActRefusals.NotFound();
        if (!deadline.IsRunning || deadline.RemindOn != act.Day) return CaseRefusals.DeadlineNotRunning();
        if (act.Day > context.Today) return CaseRefusals.DeadlineNotOver();
        if (await matters.Find(context, deadline.Process, cancel) is { } matter)
        {
            matters.Note(context, matter, CaseEvents.Reminder, "", new(), Told(matter, deadline, context.Today));
            return deadline.Process;
        }
        var opened = await work.Open(context, CaseId.From(deadline.Process.Value), cancel);
        if (!opened.IsDone) return opened.Refusal;
        work.Note(context, opened.Value, CaseEvents.Reminder, "", new(), Told(opened.Value, deadline, context.Today));
        return deadline.Process;
    }

    /// <returns>Which period, its last day, and who keeps the step.</returns>
    private static IEnumerable<string> Told(ProcessFile file, CaseDeadline deadline, DateOnly today)
    {
        CaseDeadlines.Reminded(file, deadline, today);
        return [$"{deadline.Name} {deadline.DueOn:yyyy-MM-dd}", file.State.Outward().Select(s => s.Owner).OfType<string>().FirstOrDefault() ?? ""];
    }
}

public sealed record DueReminder(CaseDeadlineId Deadline, DateOnly Day);

/// <summary>The reminders that are due, the earliest first.</summary>
[May]
public sealed record ListDueReminders(int Most = 100) : IAsk<IReadOnlyList<DueReminder>>;

public sealed class ListDueRemindersAnswer(IntegrityDb db) : IAnswer<ListDueReminders, IReadOnlyList<DueReminder>>
{
    public async Task<Outcome<IReadOnlyList<DueReminder>>> Answer(ListDueReminders ask, AskContext context, CancellationToken cancel)
    {
        var today = context.Today;
        return await db.CaseDeadlines.AsNoTracking().Where(d => d.Standing == DeadlineStanding.Running && d.RemindOn <= today)
            .OrderBy(d => d.RemindOn).ThenBy(d => d.Id).Take(ask.Most).Select(d => new DueReminder(d.Id, d.RemindOn!.Value)).ToListAsync(cancel);
    }
}

/// <summary>What the owner of the process calls every minute: it fires what has run out and reminds of what will, one by one.</summary>
/// <remarks>
/// Nothing is lost: what was refused or broke is tried again, and never keeps another from its turn.
/// Nothing is done twice: acts are serial, and one whose period no longer runs is refused, whichever node comes second.
/// </remarks>
public static class DeadlineWork
{
    private const int AtOnce = 100;

    /// <returns>How many were fired.</returns>
    public static Task<int> FireDue(Door door, TimeProvider clock, CancellationToken cancel) =>
        Each(door, clock, most => new ListDueDeadlines(most), due => (new FireDeadline(due.Deadline, due.Run), $"deadline:{due.Deadline.Value}:{due.Run}"), cancel);

    /// <returns>How many reminders were given.</returns>
    public static Task<int> RemindDue(Door door, TimeProvider clock, CancellationToken cancel) =>
        Each(door, clock, most => new ListDueReminders(most), due => (new RemindOfDeadline(due.Deadline, due.Day), $"reminder:{due.Deadline.Value}:{due.Day:yyyyMMdd}"), cancel);

    /// <summary>Decisions on money that nobody began to carry out in time, and supervision findings whose days are over (R-7, O-8 (6)).</summary>
    /// <returns>How many lapsed.</returns>
    public static async Task<int> LapseDue(Door door, TimeProvider clock, CancellationToken cancel) =>
        await Each(door, clock, _ => new DueToLapse(), item => (new LapseDecision(item), $"lapse:{item.Value}"), cancel)
        + await Each(door, clock, _ => new LapsedWithMoney(), item => (new ReturnLapsedMoney(item), $"lapsed-money:{item.Value}"), cancel)
        + await Each(door, clock, _ => new DueFindings(), finding => (new LapseFinding(finding), $"finding:{finding.Value}"), cancel);

    private static async Task<int> Each<TDue, TAnswer>(Door door, TimeProvider clock, Func<int, IAsk<IReadOnlyList<TDue>>> list, Func<TDue, (IAct<TAnswer> Act, string Key)> what, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(door);
        ArgumentNullException.ThrowIfNull(clock);
        var (done, tried, broken) = (0, new HashSet<TDue>(), new List<Exception>());
        while (true)
        {
            // Asked anew after each: what one period does may end another.
            var due = await door.Ask(list(AtOnce + tried.Count), Caller.Clock, cancel);
            var waiting = due.IsDone ? due.Value.Where(d => !tried.Contains(d)).Take(1).ToList() : [];
            if (waiting.Count == 0) break;
            var next = waiting[0];
            tried.Add(next);
            var (act, key) = what(next);
            try
            {
                var outcome = await door.Enter(act, Caller.Clock, key, cancel);
                // A no is kept under its key. A clock that was set back, or a step that could not be done then, must not make it last for ever: each hour asks anew.
                if (!outcome.IsDone && outcome.Refusal.Code != CaseRefusals.DeadlineNotRunning().Code)
                    outcome = await door.Enter(act, Caller.Clock, $"{key}@{clock.GetUtcNow():yyyyMMddHH}", cancel);
                if (outcome.IsDone) done++;
            }
            catch (Exception trouble) when (trouble is not OperationCanceledException)
            {
                broken.Add(trouble);
            }
        }
        return broken.Count == 0 ? done : throw new AggregateException(broken);
    }
}
