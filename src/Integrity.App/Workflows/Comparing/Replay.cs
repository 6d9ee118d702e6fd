using Integrity.Domain.Values;

namespace Integrity.App.Workflows;

/// <summary>Something that happened in a case under the old definition.</summary>
public sealed record PastStep(int Number, string Trigger, string Role, string Before, string After);

/// <summary>A period that ran, or runs, in a case under the old definition.</summary>
public sealed record PastDeadline(string Name, DateTime From, int Length, IReadOnlyList<ClockPause> Pauses, DateOnly? Due);

/// <summary>Where a past case would have gone another way.</summary>
/// <param name="Step">The number of the step.</param>
/// <param name="Trigger">What happened there.</param>
/// <param name="Kind"><c>refused</c>, <c>state</c>, <c>actions</c>, <c>role</c> or <c>requires</c>; after the first two nothing can be compared any more.</param>
/// <param name="Old">As it was.</param>
/// <param name="New">As it would have been; of requirements, those that came to the old ones.</param>
public sealed record Divergence(int Step, string Trigger, string Kind, string Old, string New)
{
    /// <summary>The difference in words.</summary>
    public Words Said => Kind switch
    {
        "refused" => new($"原到“{Old}”，新版在“{New}”不能办理", $"led to {Old}; the new version refuses it in {New}"),
        "state" => new($"原到“{Old}”，新版到“{New}”", $"led to {Old}, now leads to {New}"),
        "actions" => new($"原执行 {Listed(Old)}，新版执行 {Listed(New)}", $"did {Listed(Old)}, now does {Listed(New)}"),
        "role" => new($"原由 {Old} 办理，新版由 {Listed(New)} 办理", $"done by {Old}, now by {Listed(New)}"),
        // What was asked for before, is still asked for.
        _ => new($"新版另须{string.Join("、", Added.Select(word => word.Zh))}", $"now also requires that {string.Join(" and that ", Added.Select(word => word.En))}"),
    };

    private IEnumerable<Words> Added => New.Split(',').Select(name => WorkflowVocabulary.Requirements.TryGetValue(name, out var word) ? word.Met : new(name, name));

    private static string Listed(string names) => names.Length == 0 ? "—" : names.Replace(",", ", ", StringComparison.Ordinal);
}

/// <summary>A period that would have ended on another day; null where there is none, or its end is not known.</summary>
/// <param name="IsProvisional">The new day is reckoned with a year whose calendar is not published (P-10).</param>
public sealed record OtherDate(string Deadline, DateOnly? Old, DateOnly? New, bool IsProvisional = false);

/// <summary>Walks a past case again under a new definition: the same events, said the same way.</summary>
/// <remarks>A state that the new version's own map renames counts as the same.</remarks>
public static class Replay
{
    public static IReadOnlyList<Divergence> Of(WorkflowDefinition old, WorkflowDefinition @new, IEnumerable<PastStep> steps)
    {
        var known = old.Root.Inward().SelectMany(node => node.Transitions).Select(arrow => arrow.Trigger).ToHashSet(StringComparer.Ordinal);
        var renamed = @new.Migrations.FirstOrDefault(migration => migration.FromVersion == old.Version)?.States ?? new Dictionary<string, string>();
        List<Divergence> found = [];
        var at = Step.Begin(@new).To;
        if (!Same(Step.Begin(old).To.Path, at.Path)) return [new(0, "", "state", Step.Begin(old).To.Path, at.Path)];
        foreach (var past in steps)
        {
            if (!known.Contains(past.Trigger))
            {
                // What no definition names: an intervention or a migration put it there, and would again.
                if (past.Before == past.After) continue;
                if (@new.Root.Below(renamed.GetValueOrDefault(past.After, past.After)) is not { IsLeaf: true } put) return [.. found, new(past.Number, past.Trigger, "state", past.After, at.Path)];
                at = put;
                continue;
            }
            if (old.Root.Below(past.Before) is not { IsLeaf: true } before || Taken(before, past) is not { } was) continue;
            var happening = was.Guard?.Params.GetValueOrDefault("outcome") is { } outcome
                ? new Happening(past.Trigger, new Dictionary<string, IReadOnlyList<string>> { ["outcome"] = [outcome] })
                : new Happening(past.Trigger);
            if (Machine.Choose(at, happening) is not { } arrow) return [.. found, new(past.Number, past.Trigger, "refused", past.After, at.Path)];
            var (then, now) = (Step.Of(before, was), Step.Of(at, arrow));
            at = now.To;
            if (!Same(past.After, at.Path)) return [.. found, new(past.Number, past.Trigger, "state", past.After, at.Path)];
            Compare("actions", Types(then), Types(now));
            if (past.Role.Length > 0 && !arrow.By.Contains(past.Role)) found.Add(new(past.Number, past.Trigger, "role", past.Role, string.Join(",", arrow.By)));
            if (arrow.Requires.Except(was.Requires).ToList() is { Count: > 0 } more) found.Add(new(past.Number, past.Trigger, "requires", string.Join(",", was.Requires), string.Join(",", more)));
            void Compare(string kind, string a, string b)
            {
                if (a != b) found.Add(new(past.Number, past.Trigger, kind, a, b));
            }
        }
        return found;

        bool Same(string past, string now) => past == now || renamed.GetValueOrDefault(past) == now;
    }

    /// <summary>Which of its periods would have ended on another day.</summary>
    public static IReadOnlyList<OtherDate> Dates(WorkflowDefinition old, WorkflowDefinition @new, IEnumerable<PastDeadline> deadlines, WorkingCalendar calendar)
    {
        List<OtherDate> found = [];
        foreach (var past in deadlines)
        {
            if (!@new.Deadlines.TryGetValue(past.Name, out var rule))
            {
                found.Add(new(past.Name, past.Due, null));
                continue;
            }
            // What was prolonged, was prolonged to a length of its own.
            var length = old.Deadlines.TryGetValue(past.Name, out var was) && was.Length == past.Length ? rule.Length : past.Length;
            var due = new DeadlineClock(rule, past.From) { Length = length, Pauses = past.Pauses }.Due(calendar);
            if (due?.Day != past.Due) found.Add(new(past.Name, past.Due, due?.Day, due?.IsProvisional == true));
        }
        return found;
    }

    /// <summary>The arrow that led where the step led.</summary>
    private static Transition? Taken(StateNode before, PastStep past) =>
        Step.Candidates(before, past.Trigger).FirstOrDefault(arrow => !arrow.Forbids && !arrow.IsBroken && Step.Of(before, arrow).To.Path == past.After);

    private static string Types(Step step) => string.Join(",", step.Actions.Select(action => action.Type));
}
