using Integrity.Domain.Values;

namespace Integrity.App.Workflows;

/// <summary>Whose hands a past step was in, and what had been done in its place before: the new version may keep two roles apart that one person held, or ask for a task that nobody of its role did (D-4, P-6).</summary>
internal sealed class ReplayHands(WorkflowDefinition old, WorkflowDefinition @new, PastCase past)
{
    private const string TasksComplete = "tasksComplete";

    private readonly Machine then = new(old), now = new(@new);

    /// <summary>Why the new version refuses the step where the old one did not.</summary>
    public IEnumerable<Words> Against(PastStep step, StateNode before, Transition was, StateNode at, Transition arrow) =>
        [.. Apart(step, was, arrow) is { } apart ? [apart] : Array.Empty<Words>(), .. arrow.Requires.Contains(TasksComplete) ? Undone(step, before, was, at) : []];

    /// <summary>The machine of the new version itself is asked: each of its roles that was his is barred by what he did before.</summary>
    private Words? Apart(PastStep step, Transition was, Transition arrow) =>
        step.Who is { } who && now.Held(arrow, who) is [(var role, { } earlier), ..] held && held.All(one => one.Earlier is not null) && then.Held(was, who).Any(one => one.Earlier is null)
            ? new($"办理人在本案中曾任“{@new.RoleWords(earlier).Zh}”，不得再任“{@new.RoleWords(role).Zh}”（D-4）",
                $"who did it had acted as \"{@new.RoleWords(earlier).En}\" and may not act as \"{@new.RoleWords(role).En}\" (D-4)")
            : null;

    /// <summary>What the old version asked for in the same words was done, or the step would not have been taken.</summary>
    private IEnumerable<Words> Undone(PastStep step, StateNode before, Transition was, StateNode at)
    {
        var since = past.Steps.LastOrDefault(one => one.Number < step.Number && one.Before != one.After && one.After == step.Before)?.Number ?? 0;
        foreach (var task in at.Tasks.Where(task => !was.Requires.Contains(TasksComplete) || !before.Tasks.Any(same => (same.Code, same.Role) == (task.Code, task.Role))))
        {
            var done = past.Steps.Where(one => one.Number > since && one.Number < step.Number && one.Task == task.Code).Select(one => one.Role).ToList();
            if (done.Contains(task.Role)) continue;
            var (by, role) = (done.LastOrDefault(), @new.RoleWords(task.Role));
            yield return by is null ? new($"“{task.Label.Zh}”没有办理", $"\"{task.Label.En}\" was not done")
                : new($"“{task.Label.Zh}”须由{role.Zh}办理，原由{old.RoleWords(by).Zh}办理", $"\"{task.Label.En}\" is done by {role.En}, and was done by {old.RoleWords(by).En}");
        }
    }
}
