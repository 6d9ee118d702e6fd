using System.Text.Json;

namespace Integrity.App.Workflows;

/// <summary>Reads the strict profile of an XState v5 machine, then finds the state behind every target.</summary>
internal sealed class MachineReader(List<DefinitionFault> faults, Func<JsonElement, string, string?> paramOf)
{
    private readonly Dictionary<string, StateNode> ids = new(StringComparer.Ordinal);

    public StateNode? Read(JsonElement element, string path)
    {
        if (StrictObject.Of(element, path, faults) is not { } machine) return null;
        var root = State(machine, "", parent: null);
        if (root.IsLeaf) faults.Add(Faults.Form(machine.At("states"), "流程没有状态", "the machine has no states"));
        foreach (var node in root.Inward())
        {
            if (!node.IsLeaf && node.Initial is null)
                faults.Add(node.InitialKey is { } key
                    ? Faults.UnknownState(node.At + ".initial", key)
                    : new(FaultCodes.UnknownTarget, node.At + ".initial", "须写明从哪个状态开始。", "The state it begins in must be named."));
            foreach (var transition in node.Transitions) Resolve(transition, root);
        }
        return root.IsLeaf ? null : root;
    }

    /// <summary>The reopenings of the envelope: arrows as in the machine, each with the final state from which it leads.</summary>
    public void Reopenings(StateNode root, IReadOnlyList<(JsonElement Value, string Path)> items)
    {
        foreach (var (value, path) in items)
        {
            if (StrictObject.Of(value, path, faults) is not { } entry) continue;
            var name = entry.NeedText("from");
            entry.Need("target");
            var from = root.Below(name);
            if (from is null) faults.Add(Faults.UnknownState(entry.At("from"), name));
            else if (!from.Ends) faults.Add(Faults.Form(entry.At("from"), "只能从办结状态重新启动", "only what has ended is reopened: it must begin at a final state"));
            var arrow = Filled(new(from ?? root, Trigger.Reopen, path), entry);
            if (from is not { Ends: true }) continue;
            Resolve(arrow, root);
            from.Transitions = [.. from.Transitions, arrow];
        }
    }

    private StateNode State(StrictObject entry, string key, StateNode? parent)
    {
        var node = new StateNode(key, parent, entry.Path)
        {
            Id = entry.Text("id"), InitialKey = entry.Text("initial"), Description = entry.Text("description"),
            Tags = entry.Texts("tags"), Entry = Calls(entry, "entry"), Exit = Calls(entry, "exit"),
            IsFinal = EnvelopeParts.OneOf(entry, "type", faults, "final") is not null,
        };
        if (parent is null) entry.Need("id");
        if (node.Id is not null && !ids.TryAdd(node.Id, node))
            faults.Add(Faults.Form(entry.At("id"), $"标识“{node.Id}”重复", $"the id \"{node.Id}\" occurs twice"));
        Meta(entry, node);
        node.Transitions = [.. Handlers(entry, "on", node, name => name), .. Handlers(entry, "after", node, Trigger.After)];
        if (node.IsFinal && (node.Transitions.Count > 0 || entry.Has("states")))
            faults.Add(Faults.Form(entry.Path, "终结状态不能再有去向或内部状态", "a final state has no way on and no inner states"));
        if (node.InitialKey is not null && !entry.Has("states"))
            faults.Add(Faults.Form(entry.At("initial"), "没有内部状态，无从开始", "it has no inner states to begin in"));
        List<StateNode> children = [];
        foreach (var (name, value, path) in entry.Members("states"))
        {
            if (name.Length == 0 || name.Contains('.') || name.StartsWith('#'))
                faults.Add(Faults.Form(path, "状态名不能为空，不能含“.”或以“#”开头", "the name of a state is not empty, has no dot and does not begin with #"));
            else if (StrictObject.Of(value, path, faults) is { } inner) children.Add(State(inner, name, node));
        }
        node.Children = children;
        entry.Close();
        return node;
    }

    private void Meta(StrictObject entry, StateNode node)
    {
        if (entry.Object("meta") is not { } meta) return;
        if (meta.Take("label") is { } label) node.Label = EnvelopeParts.WordsOf(label, meta.At("label"), $"状态“{node.Key}”", $"The state \"{node.Key}\"", faults);
        node.Owner = meta.Text("owner");
        List<StateTask> tasks = [];
        foreach (var (value, path) in meta.Items("tasks"))
        {
            if (StrictObject.Of(value, path, faults) is not { } task) continue;
            var words = EnvelopeParts.WordsOf(task.Take("label"), task.At("label"), "任务", "The task", faults);
            tasks.Add(new(task.NeedText("code"), task.NeedText("role"), EnvelopeParts.OneOf(task, "complete", faults, "all", "any") == "all", words, path));
            task.Close();
        }
        node.Tasks = tasks;
        meta.Close();
    }

    private IEnumerable<Transition> Handlers(StrictObject entry, string member, StateNode node, Func<string, string> trigger)
    {
        List<Transition> transitions = [];
        foreach (var (name, value, path) in entry.Members(member))
        {
            if (name.Length == 0 || name.Contains('*') || (member == "on" && (name.Contains(':') || name.StartsWith("xstate.", StringComparison.Ordinal))))
                faults.Add(Faults.Form(path, $"事件名“{name}”不可用", $"the event name \"{name}\" cannot be used"));
            else if (value.ValueKind == JsonValueKind.Array)
                transitions.AddRange(value.EnumerateArray().Select((item, i) => TransitionOf(item, $"{path}[{i}]", node, trigger(name))));
            else
                transitions.Add(TransitionOf(value, path, node, trigger(name)));
        }
        return transitions;
    }

    private Transition TransitionOf(JsonElement value, string path, StateNode node, string trigger)
    {
        var transition = new Transition(node, trigger, path);
        if (value.ValueKind == JsonValueKind.String)
        {
            transition.TargetText = value.GetString();
            return transition;
        }
        return StrictObject.Of(value, path, faults) is { } entry ? Filled(transition, entry) : transition;
    }

    private Transition Filled(Transition transition, StrictObject entry)
    {
        transition.TargetText = entry.Text("target");
        transition.Reenter = entry.Flag("reenter");
        entry.Text("description");
        if (entry.Take("guard") is { } guard) transition.Guard = CallOf(guard, entry.At("guard"));
        transition.Actions = Calls(entry, "actions");
        if (entry.Object("meta") is { } meta)
        {
            if (meta.Take("label") is { } label) transition.Label = EnvelopeParts.WordsOf(label, meta.At("label"), $"分支“{transition.Trigger}”", $"The branch \"{transition.Trigger}\"", faults);
            transition.By = meta.Texts("by");
            transition.Requires = meta.Texts("requires");
            meta.Close();
        }
        entry.Close();
        return transition;
    }

    private IReadOnlyList<Call> Calls(StrictObject entry, string member)
    {
        if (entry.Take(member) is not { } value) return [];
        if (value.ValueKind == JsonValueKind.Object) return CallOf(value, entry.At(member)) is { } one ? [one] : [];
        return [.. entry.Items(member).Select(item => CallOf(item.Value, item.Path)).OfType<Call>()];
    }

    private Call? CallOf(JsonElement value, string path)
    {
        if (StrictObject.Of(value, path, faults) is not { } entry) return null;
        OrderedDictionary<string, string> arguments = new(StringComparer.Ordinal);
        foreach (var (name, argument, at) in entry.Members("params"))
            if (paramOf(argument, at) is { } text) arguments[name] = text;
        var call = new Call(entry.NeedText("type"), arguments, path);
        entry.Close();
        return call;
    }

    /// <summary>As XState v5 finds it: a sibling's key, <c>.child</c>, <c>#id</c>, each with <c>.deeper</c>.</summary>
    private void Resolve(Transition transition, StateNode root)
    {
        if (transition.TargetText is not { } text) return;
        var source = transition.Source;
        transition.Target = text switch
        {
            "" or "." or "#" => null,
            ['#', .. var rest] => ById(rest),
            ['.', .. var rest] => source.Below(rest),
            _ => source.Parent?.Below(text),
        };
        // To aim at the machine itself would enter it twice; nobody needs it.
        var aimsAtMachine = transition.Target == root;
        if (aimsAtMachine) transition.Target = null;
        if (transition.Target is null)
            faults.Add(aimsAtMachine
                ? new(FaultCodes.UnknownTarget, transition.At + ".target", $"去向须是一个环节，“{text}”是流程本身。请写明环节，或删去 target 留在原环节。", $"A target is a state, and \"{text}\" is the machine itself. Name a state, or leave the target out to stay.")
                : source == root && text is not ['#' or '.', ..]
                ? new(FaultCodes.UnknownTarget, transition.At + ".target", $"最外层的去向须写作“.{text}”。", $"A target of the machine itself is written \".{text}\".")
                : Faults.UnknownState(transition.At + ".target", text));
    }

    private StateNode? ById(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var id = dot < 0 ? text : text[..dot];
        if (ids.TryGetValue(id, out var node)) return dot < 0 ? node : node.Below(text[(dot + 1)..]);
        return null;
    }
}
