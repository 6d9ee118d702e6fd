using System.Globalization;

namespace Integrity.App.Workflows;

/// <summary>Every name must lead somewhere: roles, deadlines, events, tags, and what the program is asked to test and do (E04–E07, E12–E14).</summary>
internal sealed class NameChecks(WorkflowDefinition definition, List<DefinitionFault> faults)
{
    // What an argument can say where it is one of a few words: another word would be read as if it were there, and mean nothing.
    private static readonly IReadOnlyDictionary<(string Action, string Argument), string[]> Sayable = new Dictionary<(string, string), string[]>
    {
        [("releaseHold", "keep")] = ["acknowledgedOrAdjudgedLoss"], [("openReferral", "if")] = ["inDecision"], [("bindPapers", "papers")] = ["report", "judgment"],
    };

    // Unit: days.
    private const int ShortestMonth = 28;

    private readonly List<Transition> arrows = [.. definition.Root.Inward().SelectMany(node => node.Transitions)];

    public void Run()
    {
        Envelope();
        Roles();
        Deadlines();
        foreach (var node in definition.Root.Inward()) State(node);
        foreach (var arrow in arrows) Arrow(arrow);
        Invariants();
    }

    private void Envelope()
    {
        if (definition.Subject is { Length: > 0 } subject && !WorkflowVocabulary.Subjects.Contains(subject))
            faults.Add(Faults.Unregistered("$.subject", "对象", "subject", subject));
        foreach (var name in definition.Guards.Keys.Where(name => !WorkflowVocabulary.Guards.ContainsKey(name)))
            faults.Add(Faults.Unregistered(StrictObject.Join("$.guards", name), "条件", "guard", name));
    }

    private void Roles()
    {
        foreach (var role in definition.Roles.Values)
        {
            foreach (var other in role.NotSameAs) Known(other, role.At + ".notSameAs");
            if (!WorkflowVocabulary.Roles.Contains(role.Name) || role.NotSameAs.Contains(role.Name))
                NobodyHolds(role.At, role.Name);
        }
    }

    private void Deadlines()
    {
        foreach (var rule in definition.Deadlines.Values)
        {
            if (rule.EscalateTo is { } role) Known(role, rule.At + ".escalateTo");
            if (rule.Extendable is { } extendable)
            {
                Known(extendable.By, rule.At + ".extendable.by");
                if (definition.Roles.ContainsKey(extendable.By) && !definition.IsBody(extendable.By))
                    faults.Add(new(FaultCodes.Unregistered, rule.At + ".extendable.by", $"“{rule.Name}”只能由议事机构决定延长，“{extendable.By}”不是。", $"Only a body decides to extend \"{rule.Name}\", and \"{extendable.By}\" is none."));
            }
            if (!WorkflowVocabulary.Anchors.ContainsKey(rule.From)) faults.Add(Faults.Unregistered(rule.At + ".from", "起算事实", "anchor", rule.From));
            // A reminder that would fall before the period begins reminds nobody.
            if (rule.Remind.Any(before => before >= rule.Length * (rule.Unit == DeadlineUnit.Months ? ShortestMonth : 1)))
                faults.Add(Faults.Form(rule.At + ".remind", $"“{rule.Name}”的提醒不短于期限本身，永远不会提醒", $"a reminder as long as \"{rule.Name}\" itself never comes"));
            if (rule.Fires is { } fires) Event(fires, rule.At + ".fires");
            // An expiry that raises an event must be heard wherever it can run out; which states those are, only the case knows. Somewhere is the least.
            if (!arrows.Exists(arrow => !arrow.Forbids && (arrow.Trigger == rule.Trigger || arrow.Trigger == Trigger.After(rule.Name))))
                faults.Add(new(FaultCodes.DeadlineWithoutHandler, rule.At, $"期限“{rule.Name}”届满后没有任何环节处理。", $"Nothing happens when the deadline \"{rule.Name}\" runs out."));
        }
    }

    private void State(StateNode node)
    {
        if (node.Parent is not null && node.Label is null) faults.Add(Faults.MissingLabel(node.At + ".meta.label", $"状态“{node.Key}”", $"The state \"{node.Key}\""));
        if (node.Owner is { } owner) Known(owner, node.At + ".meta.owner");
        foreach (var task in node.Tasks)
        {
            Known(task.Role, task.At + ".role");
            if (definition.Roles.ContainsKey(task.Role) && !WorkflowVocabulary.Held.Contains(task.Role)) NobodyHolds(task.At + ".role", task.Role);
            // What nobody waits for is no part of the procedure (P-6).
            if (!node.Inward().SelectMany(inner => inner.Outward()).SelectMany(place => place.Transitions).Any(arrow => arrow.Requires.Contains("tasksComplete")))
                faults.Add(new(FaultCodes.LawfulStep, task.At, $"任务“{task.Code}”办不办都一样：本环节没有以 tasksComplete 为前提的去向（P-6）。", $"Whether the task \"{task.Code}\" is done changes nothing: no way out of its step requires tasksComplete (P-6)."));
        }
        foreach (var tag in node.Tags.Where(tag => !definition.Tags.ContainsKey(tag)))
            faults.Add(Faults.MissingLabel(node.At + ".tags", $"标记“{tag}”", $"The tag \"{tag}\""));
        foreach (var action in node.Entry.Concat(node.Exit)) Action(action);
    }

    private void Arrow(Transition arrow)
    {
        if (Trigger.DeadlineOf(arrow.Trigger) is { } name)
        {
            if (!definition.Deadlines.ContainsKey(name)) faults.Add(Faults.DeadlineUndefined(arrow.At, name));
        }
        else Event(arrow.Trigger, arrow.At);
        if (definition.Subject == "PenaltyCase" && !definition.IsClock(arrow.Trigger) && !WorkflowVocabulary.PenaltyEvents.Contains(arrow.Trigger))
            faults.Add(Faults.Unregistered(arrow.At, "事件", "event", arrow.Trigger));
        if (!arrow.Forbids && arrow.By.Count == 0)
            faults.Add(new(FaultCodes.NoRole, arrow.At, $"“{arrow.Trigger}”未写明由谁办理。", $"Nobody is named who may do \"{arrow.Trigger}\"."));
        foreach (var role in arrow.By) Known(role, arrow.At + ".meta.by");
        if (arrow.By.Count > 0 && !arrow.By.Any(WorkflowVocabulary.Held.Contains)) NobodyHolds(arrow.At + ".meta.by", arrow.By[0]);
        foreach (var name2 in arrow.Requires.Where(name2 => !WorkflowVocabulary.Requirements.ContainsKey(name2)))
            faults.Add(Faults.Unregistered(arrow.At + ".meta.requires", "前提", "requirement", name2));
        if (arrow.Guard is { } guard)
        {
            if (!WorkflowVocabulary.Guards.TryGetValue(guard.Type, out var word)) faults.Add(Faults.Unregistered(guard.At, "条件", "guard", guard.Type));
            else
            {
                Arguments(guard, word.Params);
                Outcome(arrow, guard);
            }
            if (!definition.Guards.ContainsKey(guard.Type)) faults.Add(Faults.MissingLabel(guard.At, $"条件“{guard.Type}”", $"The guard \"{guard.Type}\""));
        }
        foreach (var action in arrow.Actions) Action(action);
    }

    /// <summary>A branch for an outcome that nobody can give is never taken, and whoever relies on it waits for nothing.</summary>
    private void Outcome(Transition arrow, Call guard)
    {
        if (definition.IsClock(arrow.Trigger) || guard.Params.GetValueOrDefault("outcome") is not { Length: > 0 } outcome) return;
        if (WorkflowVocabulary.OutcomesOf(definition.Subject ?? "", arrow) is not { } given || given.Contains(outcome)) return;
        var (zh, en) = given.Count == 0 ? ("此事项没有结果可填", "this event has no outcome") : ("只有" + string.Join("、", given), "it can only be " + string.Join(", ", given));
        faults.Add(new(FaultCodes.Unregistered, guard.At + ".params.outcome", $"谁也给不出“{arrow.Trigger}”的结果“{outcome}”：{zh}。", $"Nobody can give \"{arrow.Trigger}\" the outcome \"{outcome}\": {en}."));
    }

    private void Invariants()
    {
        foreach (var invariant in definition.Invariants)
        {
            if (invariant is Never never) Known(never.By, never.At + ".never.by");
            if (invariant is Once once)
                foreach (var (action, member) in new[] { (once.Action, "once"), (once.Undo, "undo") })
                    if (!WorkflowVocabulary.Actions.ContainsKey(action)) faults.Add(Faults.Unregistered($"{once.At}.{member}", "办理事项", "action", action));
            if (invariant is While during)
                foreach (var (name, member) in new[] { (during.Require, "require"), (during.Unless, "unless") })
                    if (name is not null && !WorkflowVocabulary.Requirements.ContainsKey(name)) faults.Add(Faults.Unregistered($"{during.At}.{member}", "前提", "requirement", name));
        }
    }

    private void Action(Call action)
    {
        if (!WorkflowVocabulary.Actions.TryGetValue(action.Type, out var word)) faults.Add(Faults.Unregistered(action.At, "办理事项", "action", action.Type));
        else Arguments(action, word.Params);
        foreach (var (name, said) in action.Params)
            if (Sayable.TryGetValue((action.Type, name), out var words) && !words.Contains(said))
                faults.Add(Faults.Unregistered($"{action.At}.params.{name}", $"“{action.Type}”的参数值", $"value of an argument of \"{action.Type}\"", said));
        if (action.Params.TryGetValue("deadline", out var deadline) && !definition.Deadlines.ContainsKey(deadline))
            faults.Add(Faults.DeadlineUndefined(action.At + ".params.deadline", deadline));
        if (action.Params.TryGetValue("to", out var to) && !(int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is > 0 and <= DeadlineRule.Longest))
            faults.Add(Faults.Form(action.At + ".params.to", $"应为 1 至 {DeadlineRule.Longest} 的整数", $"a whole number from 1 to {DeadlineRule.Longest} is expected"));
    }

    private void Arguments(Call call, string[] known)
    {
        foreach (var name in call.Params.Keys.Except(known.Select(name => name.TrimEnd('?'))))
            faults.Add(Faults.Unregistered($"{call.At}.params.{name}", $"“{call.Type}”的参数", $"argument of \"{call.Type}\"", name));
        foreach (var name in known.Where(name => !name.EndsWith('?') && string.IsNullOrWhiteSpace(call.Params.GetValueOrDefault(name))))
            faults.Add(new(FaultCodes.Unregistered, call.At, $"“{call.Type}”缺少参数“{name}”，程序不会办。", $"\"{call.Type}\" lacks its argument \"{name}\", so the program cannot do it."));
    }

    private void NobodyHolds(string path, string role) =>
        faults.Add(new(FaultCodes.RoleNobodyHolds, path, $"角色“{role}”没有任何岗位可以担任。", $"No office or duty can hold the role \"{role}\"."));

    private void Known(string role, string path)
    {
        if (!definition.Roles.ContainsKey(role)) faults.Add(Faults.UnknownRole(path, role));
    }

    private void Event(string name, string path)
    {
        if (!definition.Events.ContainsKey(name)) faults.Add(Faults.MissingLabel(path, $"事件“{name}”", $"The event \"{name}\""));
    }
}
