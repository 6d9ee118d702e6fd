namespace Integrity.App.Workflows;

/// <summary>The graph itself: every state is reached, every life can end, every branch can be taken (E02, E03, E08).</summary>
internal sealed class ShapeChecks(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
{
    public void Run()
    {
        if (graph.Start is null) return;
        var reached = graph.Reached();
        foreach (var node in definition.Root.Inward().Where(node => node.Parent is not null && !node.Leaves().Any(reached.Contains)))
            faults.Add(new(FaultCodes.Unreachable, node.At, $"状态“{node.Path}”无法到达。", $"The state \"{node.Path}\" cannot be reached."));

        var canEnd = graph.CanEnd();
        if (canEnd.Count == 0)
            faults.Add(new(FaultCodes.NoEnd, definition.Root.At, "流程没有终结状态，永远办不结。", "The machine has no final state; no case ever ends."));
        else
            foreach (var leaf in reached.Except(canEnd))
                faults.Add(new(FaultCodes.NoEnd, leaf.At, $"从“{leaf.Path}”走不到办结。", $"No way leads from \"{leaf.Path}\" to an end."));

        var chosen = graph.Leaves.SelectMany(CaseGraph.Selectable).ToHashSet();
        foreach (var arrow in definition.Root.Inward().SelectMany(node => node.Transitions).Where(arrow => !chosen.Contains(arrow)))
            faults.Add(new(FaultCodes.Shadowed, arrow.At, $"“{arrow.Trigger}”的这一分支永远轮不到，前面的分支已全部接走。", $"This branch of \"{arrow.Trigger}\" is never taken; earlier ones answer first."));
    }
}
