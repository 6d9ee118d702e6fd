namespace Integrity.App.Workflows;

/// <summary>One move that a case can make: from an innermost state, by an arrow that can be chosen there.</summary>
public sealed record Edge(StateNode From, Transition Arrow, Step Step)
{
    public StateNode To => Step.To;

    /// <summary>With this move something takes effect against the contractor.</summary>
    public bool Enters => To.Has(WorkflowVocabulary.Adverse) && !From.Has(WorkflowVocabulary.Adverse);
}

/// <summary>A definition as a graph of innermost states, on which its invariants are proven, the lives after a reopening included. Every condition may come out either way.</summary>
public sealed class CaseGraph
{
    private readonly Dictionary<StateNode, List<Edge>> edges = [];

    public CaseGraph(WorkflowDefinition definition)
    {
        Begin = definition.Root.FirstLeaf() is null ? null : Step.Begin(definition);
        foreach (var leaf in definition.Root.Leaves())
            edges[leaf] = [.. Selectable(leaf).Where(Works).Select(arrow => new Edge(leaf, arrow, Step.Of(leaf, arrow)))];
    }

    /// <summary>Null when the definition does not say where it begins.</summary>
    public Step? Begin { get; }

    public StateNode? Start => Begin?.To;

    public IEnumerable<StateNode> Leaves => edges.Keys;

    public IEnumerable<Edge> Edges => edges.Values.SelectMany(list => list);

    public IReadOnlyList<Edge> From(StateNode leaf) => edges[leaf];

    /// <summary>The arrows that can ever be chosen in a state: none earlier for the same trigger is without condition or has the same one.</summary>
    public static IEnumerable<Transition> Selectable(StateNode leaf)
    {
        foreach (var candidates in leaf.Answers.GroupBy(arrow => arrow.Trigger))
        {
            List<Call> seen = [];
            foreach (var arrow in candidates)
            {
                if (arrow.Guard is not { } guard)
                {
                    yield return arrow;
                    break;
                }
                if (seen.Exists(guard.Same)) continue;
                seen.Add(guard);
                yield return arrow;
            }
        }
    }

    public HashSet<StateNode> Reached()
    {
        HashSet<StateNode> reached = [];
        Queue<StateNode> next = new(Start is null ? [] : [Start]);
        while (next.TryDequeue(out var leaf))
            if (reached.Add(leaf)) foreach (var edge in edges[leaf]) next.Enqueue(edge.To);
        return reached;
    }

    /// <summary>The states from which the life can come to its end.</summary>
    public HashSet<StateNode> CanEnd()
    {
        var can = edges.Keys.Where(leaf => leaf.Ends).ToHashSet();
        while (Edges.Where(edge => can.Contains(edge.To)).Any(edge => can.Add(edge.From))) { }
        return can;
    }

    private static bool Works(Transition arrow) => !arrow.Forbids && !arrow.IsBroken && (arrow.Target is null || arrow.Target.FirstLeaf() is not null);
}
