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
    /// <param name="old">The one.</param>
    /// <param name="new">The other.</param>
    /// <param name="language">Of the words between the names; the names are those of the files.</param>
    public static IReadOnlyList<DefinitionChange> Of(WorkflowDefinition old, WorkflowDefinition @new, Language language = Language.English)
    {
        var texts = new Texts(language);
        return
        [
            .. Between("state", old.Root.Leaves().ToDictionary(leaf => leaf.Path, texts.State), @new.Root.Leaves().ToDictionary(leaf => leaf.Path, texts.State)),
            .. Between("task", texts.Tasks(old), texts.Tasks(@new)),
            .. Between("way", texts.Ways(old), texts.Ways(@new)),
            .. Between("role", old.Roles.ToDictionary(role => role.Key, role => texts.Role(role.Value)), @new.Roles.ToDictionary(role => role.Key, role => texts.Role(role.Value))),
            .. Between("deadline", old.Deadlines.ToDictionary(rule => rule.Key, rule => texts.Rule(rule.Value)), @new.Deadlines.ToDictionary(rule => rule.Key, rule => texts.Rule(rule.Value))),
            .. Between("parameter", old.Parameters.ToDictionary(one => one.Key, one => $"{one.Value.Value} {one.Value.Unit}"), @new.Parameters.ToDictionary(one => one.Key, one => $"{one.Value.Value} {one.Value.Unit}")),
        ];
    }

    private static IEnumerable<DefinitionChange> Between(string kind, Dictionary<string, string> old, Dictionary<string, string> @new)
    {
        foreach (var (name, text) in old)
            if (!@new.TryGetValue(name, out var now)) yield return new(kind + " removed", name, text, null);
            else if (now != text) yield return new(kind + " changed", name, text, now);
        foreach (var (name, text) in @new.Where(entry => !old.ContainsKey(entry.Key))) yield return new(kind + " added", name, null, text);
    }

    /// <summary>What a part of a definition says, in one line.</summary>
    private readonly struct Texts(Language language)
    {
        private string Say(string zh, string en) => language == Language.English ? en : zh;

        /// <summary>Everything that can be done in a state, outer handlers included: where it leads, what it does, by whom, on what conditions.</summary>
        public Dictionary<string, string> Ways(WorkflowDefinition definition)
        {
            Dictionary<string, string> ways = new(StringComparer.Ordinal);
            foreach (var edge in new CaseGraph(definition).Edges)
            {
                var branch = edge.Arrow.Guard is { } guard ? $"[{string.Join(",", guard.Params.Values)}]" : "";
                var text = $"{edge.To.Path}; {Calls(edge.Step.Actions)}; {Say("由", "by")} {string.Join(",", edge.Arrow.By)}; {Say("须", "requires")} {string.Join(",", edge.Arrow.Requires)}";
                ways[$"{edge.From.Path} –{edge.Arrow.Trigger}{branch}→"] = text;
            }
            return ways;
        }

        public string State(StateNode leaf) =>
            string.Join(" ", leaf.Outward().SelectMany(node => node.Tags).Distinct().Order(StringComparer.Ordinal)) + (leaf.Ends ? Say(" 终结", " final") : "")
            + (leaf.Outward().Select(node => node.Owner).FirstOrDefault(owner => owner is not null) is { } owner ? $"; {Say("经办", "with")} {owner}" : "");

        public Dictionary<string, string> Tasks(WorkflowDefinition definition)
        {
            Dictionary<string, string> tasks = new(StringComparer.Ordinal);
            foreach (var (node, task) in definition.Root.Inward().SelectMany(node => node.Tasks.Select(task => (node, task))))
                tasks[$"{node.Path}/{task.Code}"] = $"{Say("由", "by")} {task.Role}; {(task.NeedsAll ? Say("全部完成", "complete all") : Say("任一完成", "complete any"))}";
            return tasks;
        }

        /// <summary>Who else that person must not be in the same case, in any order, and how he stands in it.</summary>
        public string Role(Role role)
        {
            var apart = string.Join(",", role.NotSameAs.Distinct().Order(StringComparer.Ordinal));
            IEnumerable<string?> says =
            [
                apart.Length > 0 ? $"{Say("不得兼任", "notSameAs")} {apart}" : null, role.Substitutes is { } roster ? $"{Say("可代理", "substitutes")} {roster}" : null,
                role.External ? Say("外部", "external") : null, role.Collective ? Say("集体", "collective") : null,
            ];
            return string.Join("; ", says.OfType<string>());
        }

        public string Rule(DeadlineRule rule) =>
            Say($"自 {rule.From} 起 {rule.Length} {Unit(rule.Unit)}", $"{rule.Length} {rule.Unit} from {rule.From}") + (rule.ProtectsContractor ? Say("，保护合同相对人", ", protects the contractor") : "") + (rule.Repeat ? Say("，重复", ", repeats") : "")
            + (rule.Fires is { } fires ? Say($"，期满 {fires}", $", fires {fires}") : "") + (rule.LegalEffect is { } effect ? Say($"，法定效果 {effect}", $", by law {effect}") : "") + (rule.EscalateTo is { } above ? Say($"，报 {above}", $", escalates to {above}") : "")
            + (rule.Remind.Count > 0 ? Say($"，提前 {string.Join("、", rule.Remind)} 提醒", $", remind {string.Join(",", rule.Remind)}") : "") + (rule.Extendable is { } more ? Say($"，{more.By} 可延 {more.Times} 次、每次至多 {more.MaxDays}", $", {more.Times} × {more.MaxDays} by {more.By}") : "");

        private static string Unit(DeadlineUnit unit) => unit switch { DeadlineUnit.WorkingDays => "个工作日", DeadlineUnit.Months => "个月", DeadlineUnit.Hours => "小时", _ => "日" };

        private static string Calls(IEnumerable<Call> calls) =>
            string.Join(",", calls.Select(call => call.Params.Count == 0 ? call.Type : $"{call.Type}({string.Join(",", call.Params.Select(one => $"{one.Key}={one.Value}"))})"));
    }
}
