using System.Globalization;
using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>The periods of a case or a matter: armed and ended by its plan, paused, resumed and prolonged with a ground (P-10).</summary>
public sealed class CaseDeadlines(IntegrityDb db)
{
    /// <summary>Ends and begins what a plan names; a repeating period that ran out begins again where it ended.</summary>
    public async Task Apply(ActContext context, ProcessFile file, Plan plan, string trigger, Given given, CancellationToken cancel)
    {
        var ranOut = Trigger.DeadlineOf(trigger) is { } name ? file.Deadlines.FindLast(d => d.Name == name) : null;
        foreach (var ended in plan.Cancel)
            foreach (var deadline in file.Deadlines.Where(d => d.IsRunning && d.Name == ended.Deadline && d.State == ended.State)) deadline.End();
        if (plan.Ends)
            foreach (var deadline in file.Deadlines.Where(d => d.IsRunning)) deadline.End();
        foreach (var armed in plan.Arm.Where(armed => file.Begins(file.Definition.Deadlines[armed.Deadline])))
        {
            var rule = file.Definition.Deadlines[armed.Deadline];
            // One of a name at a time: what is left of an earlier one ends with the new.
            foreach (var earlier in file.Deadlines.Where(d => d.IsRunning && d.Name == rule.Name)) earlier.End();
            var repeats = ranOut is not null && rule.Repeat && ranOut.Name == rule.Name && ranOut.DueOn is not null && plan.Step.Entered.Count == 0;
            var from = repeats ? BureauTime.StartOf(ranOut!.DueOn!.Value) : Anchor(rule, file, context, given);
            // The limit of the case counts on from the same day: what was added to it, and the days on which it stood, stay.
            var before = rule.From == "case.openedOrRemittedOn" ? file.Deadlines.FindLast(d => d.Name == rule.Name && BureauTime.DayOf(d.FromAt) == BureauTime.DayOf(from)) : null;
            var deadline = CaseDeadline.Arm(await context.NewId<CaseDeadlineId>(cancel), file.Process.Process, rule.Name, armed.State, from, before?.Length ?? file.LengthOf(rule, plan));
            var stood = before?.PauseDays ?? [];
            if (rule.From == "case.openedOrRemittedOn")
                stood = [.. Stopped(file, context.Today).Where(stop => stop.Until > BureauTime.DayOf(from)).Select(stop => (stop.Since, (DateOnly?)stop.Until)).Concat(stood).Distinct().OrderBy(stop => stop.Item2 is null).ThenBy(stop => stop.Item1)];
            Stand(deadline, stood);
            Compute(file, deadline);
            file.Deadlines.Add(deadline);
            db.CaseDeadlines.Add(deadline);
        }
    }

    /// <summary>Carries the periods over to another version, as planned: kept from their own start, begun anew, or ended.</summary>
    public async Task Migrate(ActContext context, ProcessFile file, WorkflowDefinition to, MigrationPlan plan, CancellationToken cancel)
    {
        var target = to.State(plan.To);
        foreach (var planned in plan.Deadlines)
        {
            var old = file.Deadlines.Find(d => d.IsRunning && d.Name == planned.Name);
            old?.End();
            if (planned.What == "end") continue;
            var keeps = planned.What == "keep" && old is not null;
            var deadline = CaseDeadline.Arm(await context.NewId<CaseDeadlineId>(cancel), file.Process.Process, planned.Name, ProcessMigration.DeclaredBy(target, planned.Name),
                keeps ? old!.FromAt : context.Now, keeps ? old!.Length : to.Deadlines[planned.Name].Length);
            if (keeps) Stand(deadline, old!.PauseDays);
            // What its keeper was told already, he is not told again.
            if (keeps && old!.RemindedOn is { } told) deadline.Remind(told);
            Compute(to, file.Calendar, deadline);
            file.Deadlines.Add(deadline);
            db.CaseDeadlines.Add(deadline);
        }
    }

    private static void Stand(CaseDeadline deadline, IEnumerable<(DateOnly Since, DateOnly? Until)> stood)
    {
        foreach (var (since, until) in stood)
            if (until is { } day) deadline.Stood(since, day);
            else deadline.Pause(since);
    }

    /// <summary>What follows from a period that ran out comes before any later step, however late the clock is (P-5, P-10); what the contractor still says to the notice is taken all the same (P-6).</summary>
    public static Refusal? OverFirst(ProcessFile file, string trigger, DateOnly today) =>
        trigger == "SUBMIT_DEFENCE" ? null
        : file.Deadlines.Find(d => d.IsRunning && d.DueOn < today && file.Definition.Deadlines[d.Name].LegalEffect is not null) is { } over
            ? CaseRefusals.PeriodOverFirst(file.Definition.Deadlines[over.Name].Title.Zh, file.Definition.Deadlines[over.Name].Title.En, over.DueOn!.Value) : null;

    /// <summary>The clock as the workflow module counts it.</summary>
    public static DeadlineClock ClockOf(ProcessFile file, CaseDeadline deadline) => ClockOf(file.Definition, deadline);

    public static DeadlineClock ClockOf(WorkflowDefinition definition, CaseDeadline deadline) =>
        new(definition.Deadlines[deadline.Name], deadline.FromAt)
        {
            Length = deadline.Length,
            Pauses = [.. deadline.PauseDays.Select(p => new ClockPause(p.From, p.Until, ""))],
        };

    public static Refusal? Prolong(ProcessFile file, string name, int length, DateOnly today, string ground)
    {
        if (NotProlonged(file, name, length, today, ground) is { } refusal) return refusal;
        Lengthen(file, name, length);
        return null;
    }

    private static Refusal? NotProlonged(ProcessFile file, string name, int length, DateOnly today, string ground) =>
        file.Deadlines.Find(d => d.IsRunning && d.Name == name) is { } deadline
            ? file.NotProlonged(length) ?? ClockOf(file, deadline).ProlongTo(length, today, ground, file.Calendar).Refusal : CaseRefusals.DeadlineNotRunning();

    /// <summary>Why the clocks stand against a step: there is nothing to stop, nothing that stands, or the period is that long already.</summary>
    public static Refusal? Against(ProcessFile file, Plan plan, DateOnly today)
    {
        foreach (var action in plan.Actions)
        {
            var running = file.Deadlines.Where(d => d.IsRunning);
            var refusal = action.Type switch
            {
                "pauseDeadlines" => running.Any(d => NotPaused(d) is null) ? null : running.OrderByDescending(d => d.IsPaused).Select(NotPaused).FirstOrDefault() ?? CaseRefusals.DeadlineNotRunning(),
                "resumeDeadlines" => running.Any(d => d.IsPaused) ? null : CaseRefusals.NothingPaused(),
                "prolongHold" => NotProlonged(file, action.Params["deadline"], int.Parse(action.Params["to"], CultureInfo.InvariantCulture), today, "-"),
                _ => null,
            };
            if (refusal is not null) return refusal;
        }
        return null;

        Refusal? NotPaused(CaseDeadline deadline) => ClockOf(file, deadline).Pause(today, "-", file.Calendar).Refusal;
    }

    /// <summary>The whole length that a running period would have with so many days more; how often it was prolonged stands in the case.</summary>
    public static Outcome<int> Longer(ProcessFile file, string name, int days, DateOnly today, string ground)
    {
        if (file.Deadlines.Find(d => d.IsRunning && d.Name == name) is not { } deadline)
            return file.Definition.Deadlines.TryGetValue(name, out var rule) && !file.Deadlines.Exists(d => d.Name == name) ? NotBegun(file.Definition, rule) : CaseRefusals.DeadlineNotRunning();
        if (days <= 0) return WorkflowRefusals.ExtensionNotPositive(file.Definition.Deadlines[name].Title);
        var before = file.Steps.Count(s => s.Event == CaseEvents.PeriodExtended && s.Actions.Split("; ")[0] == name);
        var clock = ClockOf(file, deadline) with { Extensions = [.. Enumerable.Repeat(new ClockExtension(0, ""), before)] };
        var extended = clock.Extend(days, today, ground, file.Calendar);
        return extended.IsDone ? extended.Value.WholeLength : extended.Refusal;
    }

    /// <summary>Where a period that has not begun will run, and who makes it longer then.</summary>
    private static Refusal NotBegun(WorkflowDefinition definition, DeadlineRule rule)
    {
        if (rule.Extendable is not { } allowed) return WorkflowRefusals.NotExtendable(rule.Title);
        var places = definition.Root.Inward().Where(node => node.Transitions.Any(arrow => arrow.Trigger == rule.Trigger)).Select(node => node.Words).ToList();
        return WorkflowRefusals.NotBegun(rule.Title, string.Join("、", places.Select(place => $"“{place.Zh}”")), string.Join(", ", places.Select(place => $"\"{place.En}\"")), definition.RoleWords(allowed.By));
    }

    public static void Lengthen(ProcessFile file, string name, int length)
    {
        var deadline = file.Deadlines.Find(d => d.IsRunning && d.Name == name)!;
        deadline.Prolong(length);
        Compute(file, deadline);
    }

    /// <summary>Stops every clock that may stand still; those that protect the contractor's money run on.</summary>
    public static int Pause(ProcessFile file, DateOnly today, string ground)
    {
        var paused = 0;
        foreach (var deadline in file.Deadlines.Where(d => d.IsRunning))
        {
            if (!ClockOf(file, deadline).Pause(today, ground, file.Calendar).IsDone) continue;
            deadline.Pause(today);
            Compute(file, deadline);
            paused++;
        }
        return paused;
    }

    public static int Resume(ProcessFile file, DateOnly today)
    {
        var resumed = 0;
        foreach (var deadline in file.Deadlines.Where(d => d.IsRunning && d.IsPaused))
        {
            deadline.Resume(today);
            Compute(file, deadline);
            resumed++;
        }
        return resumed;
    }

    /// <summary>Counts every running period anew on a calendar that was published or amended; what was provisional may now be sure, or end on another day (P-10).</summary>
    /// <returns>How many end otherwise than before.</returns>
    public async Task<int> Recount(ActContext context, WorkingCalendar calendar, CancellationToken cancel)
    {
        var moved = 0;
        var hashes = (await db.PenaltyCases.Where(c => !c.Ended).Select(c => new { c.Id, c.DefinitionHash }).ToListAsync(cancel)).ToDictionary(c => (ProcessId)c.Id, c => c.DefinitionHash);
        foreach (var matter in await db.Matters.Where(m => !m.Ended).Select(m => new { m.Id, m.DefinitionHash }).ToListAsync(cancel)) hashes[matter.Id] = matter.DefinitionHash;
        foreach (var deadline in await db.CaseDeadlines.Where(d => d.Standing == DeadlineStanding.Running).OrderBy(d => d.Id).ToListAsync(cancel))
        {
            var before = (deadline.DueOn, deadline.ExpiresAt, deadline.Provisional);
            Compute((await db.MachineOf(hashes[deadline.Process], cancel)).Definition, calendar, deadline);
            if (before == (deadline.DueOn, deadline.ExpiresAt, deadline.Provisional)) continue;
            deadline.Recounted();
            context.Touch(deadline.Process.Value);
            moved++;
        }
        return moved;
    }

    /// <summary>The keeper of the step has been told; the next reminder is the first that lies ahead.</summary>
    public static void Reminded(ProcessFile file, CaseDeadline deadline, DateOnly today)
    {
        deadline.Remind(today);
        Compute(file, deadline);
    }

    private static void Compute(ProcessFile file, CaseDeadline deadline) => Compute(file.Definition, file.Calendar, deadline);

    private static void Compute(WorkflowDefinition definition, WorkingCalendar calendar, CaseDeadline deadline)
    {
        var clock = ClockOf(definition, deadline);
        var due = clock.Due(calendar);
        deadline.EndsOn(due?.Day, due?.Expires, due?.IsProvisional ?? false, clock.Reminders(calendar));
    }

    // The hours of a referral run from the vote, whoever takes it over and when (P-9).
    private static DateTime Anchor(DeadlineRule rule, ProcessFile file, ActContext context, Given given) =>
        rule.From == "referral.approvedOn" && given.Item?.EffectiveAt is { } decided ? decided
        : (file.DayOf(rule.From) ?? (rule.From == "state.entered" ? null : given.On)) is { } known && known != context.Today ? BureauTime.StartOf(known) : context.Now;

    // Days in a state that stops the clock do not count towards the limit of the case.
    private static IEnumerable<(DateOnly Since, DateOnly Until)> Stopped(ProcessFile file, DateOnly today)
    {
        DateOnly? since = null;
        foreach (var step in file.Steps)
        {
            var day = BureauTime.DayOf(step.At);
            var stands = file.Definition.Root.Below(step.StateAfter)?.Has(WorkflowVocabulary.ClockStopped) == true;
            if (stands) since ??= day;
            else if (since is { } from)
            {
                if (day > from) yield return (from, day);
                since = null;
            }
        }
        // The step that leaves such a state is not in the record yet.
        if (since is { } last && today > last) yield return (last, today);
    }
}
