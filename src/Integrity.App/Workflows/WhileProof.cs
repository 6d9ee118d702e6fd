namespace Integrity.App.Workflows;

/// <summary>As long as a case is in certain states a posting stands, unless it ran out by its own clock (E16).</summary>
internal sealed class WhileProof(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
{
    private enum Standing
    {
        None,
        Stands,
        Lapsed,
    }

    public void Run(While invariant)
    {
        if (!WorkflowVocabulary.Requirements.TryGetValue(invariant.Require, out var word)) return;
        if (word.StandsBetween is not var (from, to))
        {
            faults.Add(new(FaultCodes.HeldWithoutPosting, invariant.At, $"“{invariant.Require}”不由入账产生，无法证明。", $"\"{invariant.Require}\" does not come from a posting, so it cannot be proven."));
            return;
        }
        if (!Selector.Exists(definition, invariant.During))
        {
            faults.Add(Faults.UnknownState(invariant.At + ".while", invariant.During));
            return;
        }
        var during = Selector.Of(definition, invariant.During);
        // Only a release by the period's own event is a lapse; any other release must leave these states.
        var lapses = definition.Deadlines.Values.Where(rule => rule.Fires is not null && invariant.Unless is not null
            && WorkflowVocabulary.Actions.TryGetValue(from, out var start) && start.Starts == rule.Anchor).Select(rule => rule.Fires!).ToHashSet();

        Dictionary<(StateNode, Standing), (StateNode, Standing, Edge)?> came = [];
        Queue<(StateNode Leaf, Standing Standing)> next = new();
        var begin = (graph.Begin!.To, Apply(graph.Begin.Actions, Standing.None, from, to, lapse: false));
        came[begin] = null;
        next.Enqueue(begin);
        HashSet<StateNode> told = [];
        while (next.TryDequeue(out var at))
        {
            if (at.Standing == Standing.None && during(at.Leaf) && told.Add(at.Leaf))
                faults.Add(new(FaultCodes.HeldWithoutPosting, at.Leaf.At,
                    $"到“{at.Leaf.Path}”时没有“{from}”的分录：{InvariantProofs.Show(Back(came, at))}。",
                    $"In \"{at.Leaf.Path}\" no posting of \"{from}\" stands: {InvariantProofs.Show(Back(came, at))}."));
            foreach (var edge in graph.From(at.Leaf))
            {
                var after = (edge.To, Apply(edge.Step.Actions, at.Standing, from, to, lapses.Contains(edge.Arrow.Trigger)));
                if (came.TryAdd(after, (at.Leaf, at.Standing, edge))) next.Enqueue(after);
            }
        }
    }

    private static Standing Apply(IReadOnlyList<Call> actions, Standing standing, string from, string to, bool lapse)
    {
        foreach (var action in actions)
        {
            if (action.Type == from) standing = Standing.Stands;
            if (action.Type == to && standing == Standing.Stands) standing = lapse ? Standing.Lapsed : Standing.None;
        }
        return standing;
    }

    private static List<Edge> Back(Dictionary<(StateNode, Standing), (StateNode, Standing, Edge)?> came, (StateNode, Standing) at)
    {
        List<Edge> walk = [];
        while (came[at] is var (leaf, standing, edge))
        {
            walk.Insert(0, edge);
            at = (leaf, standing);
        }
        return walk;
    }
}
