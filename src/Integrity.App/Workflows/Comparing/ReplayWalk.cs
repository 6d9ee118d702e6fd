using System.Globalization;
using Integrity.Domain.Values;

namespace Integrity.App.Workflows;

/// <summary>One past case on its way through the new version: where it stands, which periods run there, and which of them ended before or after they did.</summary>
/// <remarks>
/// Rules: D-4, P-5, P-6, P-10. A period whose last day is the same ends when it did; one whose last day is another ends by the clock of the new version.
/// A mere reminder on another day is another date, not another way.
/// </remarks>
internal sealed class ReplayWalk(WorkflowDefinition old, WorkflowDefinition @new, PastCase past, WorkingCalendar calendar)
{
    /// <summary>A period that runs in the walk, and as it ran in the past; without that, it runs by itself.</summary>
    private sealed record Running(DeadlineClock Now, DeadlineClock? Then);

    /// <summary>A period that has run out in the walk, and not yet in the past.</summary>
    private sealed record Early(PeriodEnd End, Transition Arrow, Step Step);

    /// <summary>A period that ran out in the past, and not yet in the walk.</summary>
    private sealed record Late(PastStep Step, Transition Was);

    private readonly HashSet<string> known = [.. old.Root.Inward().SelectMany(node => node.Transitions).Select(arrow => arrow.Trigger)];
    private readonly IReadOnlyDictionary<string, string> renamed = @new.Migrations.FirstOrDefault(migration => migration.FromVersion == old.Version)?.States ?? new Dictionary<string, string>();
    private readonly Dictionary<string, Running> running = [];
    private readonly Dictionary<string, Early> early = [];
    private readonly Dictionary<string, Late> late = [];
    private readonly HashSet<string> told = [];
    private readonly HashSet<PastDeadline> begun = new(ReferenceEqualityComparer.Instance);
    private readonly List<Divergence> found = [];
    private readonly ReplayWaits waits = new(old, @new, past.MayBeHeard, calendar);
    private readonly ReplayHands hands = new(old, @new, past);
    private StateNode at = Step.Begin(@new).To;
    private bool stopped;

    public IReadOnlyList<Divergence> To(DateTime now)
    {
        var (first, start) = (past.Steps.Count > 0 ? past.Steps[0].At : now, Step.Begin(old).To.Path);
        if (!Same(start, at.Path)) return [new(0, "", BureauTime.DayOf(first), "state", start, at.Path)];
        Change(Step.Begin(@new), "", first);
        foreach (var step in past.Steps)
        {
            Fire(step.At);
            if (!stopped) Take(step);
            if (stopped) return found;
        }
        Fire(now);
        if (!stopped && past.Steps.Count > 0) Tell(past.Steps[^1] with { Trigger = "", At = now, Before = past.Steps[^1].After });
        return found;
    }

    private void Take(PastStep step)
    {
        if (!known.Contains(step.Trigger))
        {
            if (step.Before != step.After && step.Before.Length > 0) Put(step);
            if (!stopped) Restart(step);
            return;
        }
        if (old.Root.Below(step.Before) is not { IsLeaf: true } before || Taken(before, step) is not { } was) return;
        var clock = old.Deadlines.Values.FirstOrDefault(rule => rule.Trigger == step.Trigger)?.Name;
        if (clock is not null && IsAnotherDay(clock, step, was)) return;
        if (clock is null) Tell(step);

        var happening = was.Guard?.Params.GetValueOrDefault("outcome") is { } outcome
            ? new Happening(step.Trigger, new Dictionary<string, IReadOnlyList<string>> { ["outcome"] = [outcome] })
            : new Happening(step.Trigger);
        var arrow = Machine.Choose(at, happening);
        var awaited = arrow is null ? null : waits.Against(step, arrow, running.GetValueOrDefault("publicNotice") is { } notice && Moved(notice) ? notice.Now : null);
        var barred = arrow is null ? [] : hands.Against(step, before, was, at, arrow).ToList();
        if (arrow is null || awaited is not null || barred.Count > 0)
        {
            Stop(step, "refused", at.Path, awaited, barred);
            return;
        }
        waits.Note(step);
        var (then, now) = (Step.Of(before, was), Step.Of(at, arrow));
        Prolong(then, now);
        Go(now, step.Trigger, step.At);
        Compare(step, was, arrow, now);
    }

    /// <summary>What no definition names: an intervention or a migration put it there, and would again.</summary>
    private void Put(PastStep step)
    {
        Tell(step);
        if (@new.Root.Below(renamed.GetValueOrDefault(step.After, step.After)) is not { IsLeaf: true } put)
        {
            Stop(step, "state", at.Path);
            return;
        }
        late.Clear();
        Go(new Machine(@new).Place(at.Path, put.Path).Step, "", step.At);
    }

    /// <summary>A migration began some periods anew; the walk begins them anew, too.</summary>
    private void Restart(PastStep step)
    {
        foreach (var rule in running.Values.Select(one => one.Now.Rule).Where(rule => past.Deadlines.Any(one => one.Name == rule.Name && one.From == step.At && !begun.Contains(one))).ToList())
        {
            Forget(rule.Name);
            if (Begun(rule, step.At, again: null) is { } begins) running[rule.Name] = begins;
        }
    }

    /// <summary>A clock of the past that the walk has had already, or has still before it.</summary>
    private bool IsAnotherDay(string clock, PastStep step, Transition was)
    {
        if (early.Remove(clock, out var had))
        {
            Compare(step, was, had.Arrow, had.Step);
            return true;
        }
        if (running.TryGetValue(clock, out var runs) ? !Moved(runs) : late.Count == 0) return false;
        late[clock] = new(step, was);
        return true;
    }

    /// <summary>Every period whose last day is another, and over by then, does what the new version says, the earliest first.</summary>
    private void Fire(DateTime until)
    {
        while (!stopped && running.Values.Where(Moved).Select(one => (one.Now.Rule, Due: one.Now.Due(calendar))).Where(one => one.Due?.Expires <= until).OrderBy(one => one.Due!.Value.Expires).FirstOrDefault() is { Due: { } due, Rule: var rule })
        {
            if (Machine.Choose(at, new(rule.Trigger)) is not { } arrow)
            {
                running.Remove(rule.Name);
                continue;
            }
            var step = Step.Of(at, arrow);
            Go(step, rule.Trigger, due.Expires);
            if (late.Remove(rule.Name, out var was)) Compare(was.Step, was.Was, arrow, step);
            else early[rule.Name] = new(new(rule.Name, rule.Title, due.Day, Types(step)), arrow, step);
        }
    }

    /// <summary>Says once which periods have run out, or not, otherwise than they had when somebody acted.</summary>
    private void Tell(PastStep step)
    {
        foreach (var (name, one) in early)
            if (Matters(one.End.Name, one.Step) && told.Add(name)) found.Add(new(step.Number, step.Trigger, step.Day, "clock", step.Before, at.Path, one.End));
        foreach (var (name, one) in late)
            if (running.GetValueOrDefault(name)?.Now is { } clock && clock.Due(calendar) is { } due && Matters(name, Step.Of(old.State(one.Step.Before), one.Was)) && told.Add(name))
                found.Add(new(step.Number, step.Trigger, step.Day, "clock", step.Before, at.Path, new(name, clock.Rule.Title, due.Day)));
    }

    private bool Matters(string deadline, Step step) => step.From != step.To || @new.Deadlines[deadline].LegalEffect is not null;

    private void Go(Step step, string trigger, DateTime when)
    {
        at = step.To;
        Change(step, trigger, when);
    }

    /// <summary>Ends and begins periods as <see cref="DeadlineChanges"/> says of the new version.</summary>
    private void Change(Step step, string trigger, DateTime when)
    {
        var ranOut = running.Values.FirstOrDefault(one => one.Now.Rule.Trigger == trigger)?.Now;
        if (ranOut is not null) running.Remove(ranOut.Rule.Name);
        var (cancel, arm) = DeadlineChanges.Of(@new, step, trigger);
        foreach (var ended in cancel) running.Remove(ended.Deadline);
        if (step.To.Ends) running.Clear();
        foreach (var rule in arm.Select(armed => @new.Deadlines.GetValueOrDefault(armed.Deadline)).OfType<DeadlineRule>())
        {
            var again = ranOut?.Rule == rule && step.Entered.Count == 0 ? ranOut.Due(calendar) is null ? null : ranOut.Again(calendar) : null;
            if (again is null) Forget(rule.Name);
            if (Begun(rule, when, again?.From) is { } begins) running[rule.Name] = begins;
        }
    }

    private void Forget(string deadline)
    {
        early.Remove(deadline);
        late.Remove(deadline);
        told.Remove(deadline);
    }

    /// <summary>A period that begins, from the fact from which it ran in the past; null where it did not begin then, as the limit of a hold that holds nothing.</summary>
    private Running? Begun(DeadlineRule rule, DateTime when, DateTime? again)
    {
        // Of what was carried over to another version with its first day kept, the first comes first.
        var ran = past.Deadlines.Where(one => one.Name == rule.Name && one.From <= when && !begun.Contains(one)).MaxBy(one => one.From);
        if (ran is not null) begun.Add(ran);
        var was = old.Deadlines.GetValueOrDefault(rule.Name);
        if (ran is null && was is not null && rule.From != "state.entered") return null;
        var from = again ?? (ran is null || rule.From == "state.entered" ? when : ran.From);
        // What had a length of its own from the first day, or was given one by a decision, keeps it.
        var own = ran is not null && ran.Length != was?.Length && !past.Steps.Any(step => step.At >= when && Prolongs(step.Trigger, rule.Name)) ? ran.Length : (int?)null;
        var pauses = ran?.Pauses ?? [];
        return new(new(rule, from) { Length = own ?? rule.Length, Pauses = pauses },
            was is null || ran is null || ran.From != from ? null : new(was, from) { Length = own ?? was.Length, Pauses = pauses });
    }

    private bool Prolongs(string trigger, string deadline) =>
        old.Root.Inward().SelectMany(node => node.Transitions).Any(arrow => arrow.Trigger == trigger && arrow.Actions.Any(action => Prolongs(action, deadline)));

    private static bool Prolongs(Call action, string deadline) => action.Type == "prolongHold" && action.Params.GetValueOrDefault("deadline") == deadline;

    private void Prolong(Step then, Step now)
    {
        foreach (var (name, one) in running.ToList())
            running[name] = new(Longer(one.Now, now), one.Then is null ? null : Longer(one.Then, then));
    }

    private static DeadlineClock Longer(DeadlineClock clock, Step step) =>
        step.Actions.FirstOrDefault(action => Prolongs(action, clock.Rule.Name)) is { } action ? clock with { Length = int.Parse(action.Params["to"], CultureInfo.InvariantCulture) } : clock;

    private bool Moved(Running one) => one.Then is null || one.Then.Due(calendar)?.Expires != one.Now.Due(calendar)?.Expires;

    private void Compare(PastStep step, Transition was, Transition arrow, Step now)
    {
        if (!Same(step.After, now.To.Path))
        {
            Stop(step, "state", now.To.Path);
            return;
        }
        var (did, does) = (Types(Step.Of(old.State(step.Before), was)), Types(now));
        if (did != does) found.Add(new(step.Number, step.Trigger, step.Day, "actions", did, does));
        if (step.Role.Length > 0 && !arrow.By.Contains(step.Role)) found.Add(new(step.Number, step.Trigger, step.Day, "role", step.Role, string.Join(",", arrow.By)));
        if (arrow.Requires.Except(was.Requires).ToList() is { Count: > 0 } more) found.Add(new(step.Number, step.Trigger, step.Day, "requires", string.Join(",", was.Requires), string.Join(",", more)));
    }

    private void Stop(PastStep step, string kind, string now, PeriodEnd? period = null, IReadOnlyList<Words>? barred = null)
    {
        found.Add(new(step.Number, step.Trigger, step.Day, kind, step.After, now, period) { Barred = barred ?? [] });
        stopped = true;
    }

    /// <summary>The arrow that led where the step led.</summary>
    private static Transition? Taken(StateNode before, PastStep step) =>
        Step.Candidates(before, step.Trigger).FirstOrDefault(arrow => !arrow.Forbids && !arrow.IsBroken && Step.Of(before, arrow).To.Path == step.After);

    private bool Same(string then, string now) => then == now || renamed.GetValueOrDefault(then) == now;

    private static string Types(Step step) => string.Join(",", step.Actions.Select(action => action.Type));
}
