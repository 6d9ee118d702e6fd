using Integrity.Domain.Values;

namespace Integrity.App.Workflows;

/// <summary>One thing in which two definitions differ.</summary>
/// <param name="Kind"><c>state</c>, <c>task</c>, <c>way</c>, <c>role</c>, <c>deadline</c> or <c>parameter</c>, then <c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Name">What differs: a state's path, <c>state/task</c>, <c>state –TRIGGER→</c>, a name.</param>
/// <param name="Old">As it was; null where it is new.</param>
/// <param name="New">As it is; null where it is gone.</param>
public sealed record DefinitionChange(string Kind, string Name, string? Old, string? New);

/// <summary>What is otherwise in a new version, in the order: states, their tasks, ways, roles, deadlines, parameters.</summary>
public static class DefinitionDiff
{
    public static IReadOnlyList<DefinitionChange> Of(WorkflowDefinition old, WorkflowDefinition @new) =>
    [
        .. Between("state", old.Root.Leaves().ToDictionary(leaf => leaf.Path, StateText), @new.Root.Leaves().ToDictionary(leaf => leaf.Path, StateText)),
        .. Between("task", Tasks(old), Tasks(@new)),
        .. Between("way", Ways(old), Ways(@new)),
        .. Between("role", old.Roles.ToDictionary(role => role.Key, role => RoleText(role.Value)), @new.Roles.ToDictionary(role => role.Key, role => RoleText(role.Value))),
        .. Between("deadline", old.Deadlines.ToDictionary(rule => rule.Key, rule => RuleText(rule.Value)), @new.Deadlines.ToDictionary(rule => rule.Key, rule => RuleText(rule.Value))),
        .. Between("parameter", old.Parameters.ToDictionary(one => one.Key, one => $"{one.Value.Value} {one.Value.Unit}"), @new.Parameters.ToDictionary(one => one.Key, one => $"{one.Value.Value} {one.Value.Unit}")),
    ];

    private static IEnumerable<DefinitionChange> Between(string kind, Dictionary<string, string> old, Dictionary<string, string> @new)
    {
        foreach (var (name, text) in old)
            if (!@new.TryGetValue(name, out var now)) yield return new(kind + " removed", name, text, null);
            else if (now != text) yield return new(kind + " changed", name, text, now);
        foreach (var (name, text) in @new.Where(entry => !old.ContainsKey(entry.Key))) yield return new(kind + " added", name, null, text);
    }

    /// <summary>Everything that can be done in a state, outer handlers included: where it leads, what it does, by whom, on what conditions.</summary>
    private static Dictionary<string, string> Ways(WorkflowDefinition definition)
    {
        Dictionary<string, string> ways = new(StringComparer.Ordinal);
        foreach (var edge in new CaseGraph(definition).Edges)
        {
            var branch = edge.Arrow.Guard is { } guard ? $"[{string.Join(",", guard.Params.Values)}]" : "";
            var text = $"{edge.To.Path}; {Calls(edge.Step.Actions)}; by {string.Join(",", edge.Arrow.By)}; requires {string.Join(",", edge.Arrow.Requires)}";
            ways[$"{edge.From.Path} –{edge.Arrow.Trigger}{branch}→"] = text;
        }
        return ways;
    }

    private static string StateText(StateNode leaf) =>
        string.Join(" ", leaf.Outward().SelectMany(node => node.Tags).Distinct().Order(StringComparer.Ordinal)) + (leaf.Ends ? " final" : "")
        + (leaf.Outward().Select(node => node.Owner).FirstOrDefault(owner => owner is not null) is { } owner ? $"; with {owner}" : "");

    private static Dictionary<string, string> Tasks(WorkflowDefinition definition)
    {
        Dictionary<string, string> tasks = new(StringComparer.Ordinal);
        foreach (var (node, task) in definition.Root.Inward().SelectMany(node => node.Tasks.Select(task => (node, task)))) tasks[$"{node.Path}/{task.Code}"] = $"by {task.Role}; complete {(task.NeedsAll ? "all" : "any")}";
        return tasks;
    }

    /// <summary>Who else that person must not be in the same case, in any order, and how he stands in it.</summary>
    private static string RoleText(Role role)
    {
        var apart = string.Join(",", role.NotSameAs.Distinct().Order(StringComparer.Ordinal));
        IEnumerable<string?> says = [apart.Length > 0 ? $"notSameAs {apart}" : null, role.Substitutes is { } roster ? $"substitutes {roster}" : null, role.External ? "external" : null, role.Collective ? "collective" : null];
        return string.Join("; ", says.OfType<string>());
    }

    private static string RuleText(DeadlineRule rule) =>
        $"{rule.Length} {rule.Unit} from {rule.From}" + (rule.ProtectsContractor ? ", protects the contractor" : "") + (rule.Repeat ? ", repeats" : "") + (rule.Fires is { } fires ? $", fires {fires}" : "")
        + (rule.LegalEffect is { } effect ? $", by law {effect}" : "") + (rule.EscalateTo is { } above ? $", escalates to {above}" : "") + (rule.Remind.Count > 0 ? $", remind {string.Join(",", rule.Remind)}" : "") + (rule.Extendable is { } more ? $", {more.Times} × {more.MaxDays} by {more.By}" : "");

    private static string Calls(IEnumerable<Call> calls) =>
        string.Join(",", calls.Select(call => call.Params.Count == 0 ? call.Type : $"{call.Type}({string.Join(",", call.Params.Select(one => $"{one.Key}={one.Value}"))})"));
}
