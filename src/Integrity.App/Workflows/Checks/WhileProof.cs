namespace Integrity.App.Workflows;

/// <summary>As long as a case is in certain states a posting stands, unless it ran out by its own clock (E16).</summary>
internal sealed class WhileProof(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
{
    public enum Standing
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
        var walk = Walk(definition, graph, invariant)!;
        foreach (var at in walk.Places.Where(at => at.Flag == Standing.None && during(at.Leaf)))
            faults.Add(new(FaultCodes.HeldWithoutPosting, at.Leaf.At,
                $"到“{at.Leaf.Path}”时没有“{from}”的分录：{walk.Tell(at)}。",
                $"In \"{at.Leaf.Path}\" no posting of \"{from}\" stands: {walk.Tell(at)}."));
    }

    /// <summary>Null when what is required comes from no posting.</summary>
    public static FlaggedWalk<Standing>? Walk(WorkflowDefinition definition, CaseGraph graph, While invariant, IEnumerable<(StateNode, Standing)>? start = null)
    {
        if (!WorkflowVocabulary.Requirements.TryGetValue(invariant.Require, out var word) || word.StandsBetween is not var (from, to)) return null;
        // Only a release by the period's own event is a lapse; any other release must leave these states.
        // A decision to reopen that lays no hold is like a lapse: nothing is held any more but by another decision (P-5).
        var lapses = definition.Deadlines.Values.Where(rule => rule.Fires is not null && invariant.Unless is not null
            && WorkflowVocabulary.Actions.TryGetValue(from, out var starting) && starting.Starts == rule.Anchor).Select(rule => rule.Fires!).ToHashSet();
        return new(graph, Standing.None, (standing, step, arrow) => After(step.From.Ends && invariant.Unless is not null ? Standing.Lapsed : standing, step, from, to, lapse: arrow is not null && lapses.Contains(arrow.Trigger)), start);
    }

    private static Standing After(Standing standing, Step step, string from, string to, bool lapse)
    {
        foreach (var action in step.Actions)
        {
            if (action.Type == from) standing = Standing.Stands;
            if (action.Type == to && standing == Standing.Stands) standing = lapse && !action.Params.ContainsKey("keep") ? Standing.Lapsed : Standing.None;
        }
        return standing;
    }
}
