namespace Integrity.App.Workflows;

/// <summary>Between two postings lies an undo, and at the end none is left: proven over every pair of state and "has been posted" (E11).</summary>
internal sealed class OnceProof(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
{
    public void Run(Once invariant)
    {
        Func<StateNode, bool> end = _ => false;
        if (invariant.UndoneIn is { } place)
        {
            if (Selector.Exists(definition, place)) end = Selector.Of(definition, place);
            else faults.Add(Faults.UnknownState(invariant.At + ".undoneIn", place));
        }
        var begin = graph.Begin!;
        Dictionary<(StateNode, bool), (StateNode, bool, Edge)?> came = [];
        Queue<(StateNode Leaf, bool Posted)> next = new();
        var start = (begin.To, Apply(begin.Actions, false, invariant, "$.machine", []));
        came[start] = null;
        next.Enqueue(start);
        HashSet<string> told = [];
        while (next.TryDequeue(out var at))
        {
            if (at.Posted && end(at.Leaf) && told.Add(at.Leaf.At))
                faults.Add(new(FaultCodes.PostedTwice, at.Leaf.At,
                    $"到“{at.Leaf.Path}”时“{invariant.Action}”仍未经“{invariant.Undo}”冲回：{InvariantProofs.Show(Back(came, at))}。",
                    $"In \"{at.Leaf.Path}\" what \"{invariant.Action}\" posted is not undone by \"{invariant.Undo}\": {InvariantProofs.Show(Back(came, at))}."));
            foreach (var edge in graph.From(at.Leaf))
            {
                var after = (edge.To, Apply(edge.Step.Actions, at.Posted, invariant, edge.Arrow.At, told, () => [.. Back(came, at), edge]));
                if (came.TryAdd(after, (at.Leaf, at.Posted, edge))) next.Enqueue(after);
            }
        }
    }

    private bool Apply(IReadOnlyList<Call> actions, bool posted, Once invariant, string path, HashSet<string> told, Func<IReadOnlyList<Edge>>? walk = null)
    {
        foreach (var action in actions)
        {
            if (action.Type == invariant.Undo) posted = false;
            if (action.Type != invariant.Action) continue;
            if (posted && told.Add(path))
                faults.Add(new(FaultCodes.PostedTwice, path,
                    $"“{invariant.Action}”会入账两次，中间没有“{invariant.Undo}”：{InvariantProofs.Show(walk?.Invoke() ?? [])}。{invariant.Because.Zh}。",
                    $"\"{invariant.Action}\" is posted twice without \"{invariant.Undo}\" in between: {InvariantProofs.Show(walk?.Invoke() ?? [])}. {invariant.Because.En}."));
            posted = true;
        }
        return posted;
    }

    private static List<Edge> Back(Dictionary<(StateNode, bool), (StateNode, bool, Edge)?> came, (StateNode, bool) at)
    {
        List<Edge> walk = [];
        while (came[at] is var (leaf, posted, edge))
        {
            walk.Insert(0, edge);
            at = (leaf, posted);
        }
        return walk;
    }
}
