using Integrity.Domain.Values;

namespace Integrity.App.Workflows;

/// <summary>Something that happened in a case under the old definition.</summary>
public sealed record PastStep(int Number, string Trigger, string Role, DateTime At, string Before, string After)
{
    public DateOnly Day => BureauTime.DayOf(At);

    /// <summary>Who took it, and what he and everybody else had done in the case before, as the machine is told; null of a body and a clock.</summary>
    public Facts? Who { get; init; }

    /// <summary>The code of the task that it did; null where it did none.</summary>
    public string? Task { get; init; }
}

/// <summary>A period that ran, or runs, in a case under the old definition.</summary>
public sealed record PastDeadline(string Name, DateTime From, int Length, IReadOnlyList<ClockPause> Pauses, DateOnly? Due);

/// <summary>A case as it went under the old definition.</summary>
/// <param name="Steps">In order.</param>
/// <param name="Deadlines">In the order in which they began.</param>
/// <param name="MayBeHeard">The contractor may ask for a hearing, so that his days for it are waited for (P-6).</param>
public sealed record PastCase(IReadOnlyList<PastStep> Steps, IReadOnlyList<PastDeadline> Deadlines, bool MayBeHeard);

/// <summary>Walks a past case again under a new definition: the same events on the same days, said the same way, and the clocks on theirs.</summary>
/// <remarks>A state that the new version's own map renames counts as the same.</remarks>
public static class Replay
{
    /// <summary>Where it would have gone another way, up to now.</summary>
    public static IReadOnlyList<Divergence> Of(WorkflowDefinition old, WorkflowDefinition @new, PastCase past, WorkingCalendar calendar, DateTime now) =>
        new ReplayWalk(old, @new, past, calendar).To(now);

    /// <summary>Which of its periods would have ended on another day, each run of a period once.</summary>
    public static IReadOnlyList<OtherDate> Dates(WorkflowDefinition old, WorkflowDefinition @new, IReadOnlyList<PastDeadline> deadlines, WorkingCalendar calendar)
    {
        List<OtherDate> found = [];
        // What was kept on the way to another version or step begins again with its own first day: it is the same run.
        foreach (var past in deadlines.GroupBy(one => (one.Name, Day: BureauTime.DayOf(one.From))).Select(run => run.Last()))
        {
            var from = BureauTime.DayOf(past.From);
            if (!@new.Deadlines.TryGetValue(past.Name, out var rule))
            {
                found.Add(new(past.Name, from, past.Due, null));
                continue;
            }
            // What was prolonged, was prolonged to a length of its own.
            var length = old.Deadlines.TryGetValue(past.Name, out var was) && was.Length == past.Length ? rule.Length : past.Length;
            var clock = new DeadlineClock(rule, past.From) { Length = length, Pauses = past.Pauses };
            var due = clock.Due(calendar);
            if (due?.Day != past.Due) found.Add(new(past.Name, from, past.Due, due?.Day, due?.IsProvisional == true));
            // Where the last day moves its reminders move with it; else they are told by themselves.
            else if (was is not null) found.AddRange(Reminders(past.Name, from, (clock with { Rule = was }).Reminders(calendar), clock.Reminders(calendar)));
        }
        return found;
    }

    /// <summary>Of two lists of days those that stand in one only, the earlier with the earlier.</summary>
    private static IEnumerable<OtherDate> Reminders(string deadline, DateOnly from, IReadOnlyList<DateOnly> old, IReadOnlyList<DateOnly> @new)
    {
        var (gone, come) = (old.Except(@new).ToList(), @new.Except(old).ToList());
        for (var i = 0; i < Math.Max(gone.Count, come.Count); i++)
            yield return new(deadline, from, i < gone.Count ? gone[i] : null, i < come.Count ? come[i] : null, IsReminder: true);
    }
}
