namespace Integrity.App.Workflows;

/// <summary>Walks the graph with something remembered on the way, over every pair of state and memory, and can retell a shortest way to each.</summary>
internal sealed class FlaggedWalk<TFlag> where TFlag : notnull
{
    private readonly Dictionary<(StateNode Leaf, TFlag Flag), (StateNode Leaf, TFlag Flag, Edge Edge)?> came = [];

    /// <param name="graph">Where to walk.</param>
    /// <param name="nothing">What is remembered before the start.</param>
    /// <param name="after">What is remembered after a step; the arrow is null for the start.</param>
    /// <param name="from">Where else to begin, as a case does that comes over from an earlier version; without it, at the start.</param>
    public FlaggedWalk(CaseGraph graph, TFlag nothing, Func<TFlag, Step, Transition?, TFlag> after, IEnumerable<(StateNode Leaf, TFlag Flag)>? from = null)
    {
        Queue<(StateNode Leaf, TFlag Flag)> next = new();
        void Reach((StateNode, TFlag) place, (StateNode, TFlag, Edge)? from)
        {
            if (came.TryAdd(place, from)) next.Enqueue(place);
        }
        if (from is not null) foreach (var place in from) Reach(place, null);
        else if (graph.Begin is { } begin) Reach((begin.To, after(nothing, begin, null)), null);
        while (next.TryDequeue(out var at))
            foreach (var edge in graph.From(at.Leaf)) Reach((edge.To, after(at.Flag, edge.Step, edge.Arrow)), (at.Leaf, at.Flag, edge));
    }

    /// <summary>In the order in which they are reached.</summary>
    public IEnumerable<(StateNode Leaf, TFlag Flag)> Places => came.Keys;

    public IReadOnlyList<Edge> WayTo((StateNode, TFlag) place)
    {
        List<Edge> way = [];
        while (came[place] is { } from)
        {
            way.Insert(0, from.Edge);
            place = (from.Leaf, from.Flag);
        }
        return way;
    }

    /// <summary>A way as people retell it: <c>flagged –CONFIRM→ held</c>.</summary>
    public string Tell((StateNode, TFlag) place)
    {
        var way = WayTo(place);
        return way.Count == 0 ? place.Item1.Path : way[0].From.Path + string.Concat(way.Select(edge => $" –{edge.Arrow.Trigger}→ {edge.To.Path}"));
    }
}
