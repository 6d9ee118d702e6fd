namespace Integrity.App.Workflows;

/// <summary>A period that runs whatever the state must be heard in every state in which it can run out (E07).</summary>
internal static class HeardProof
{
    public static void Run(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
    {
        foreach (var rule in definition.Deadlines.Values.Where(rule => rule.Fires is not null))
        {
            var walk = Walk(graph, rule);
            foreach (var at in walk.Places.Where(at => at.Flag && !at.Leaf.Ends && !graph.From(at.Leaf).Any(edge => edge.Arrow.Trigger == rule.Fires)))
                faults.Add(new(FaultCodes.DeadlineWithoutHandler, at.Leaf.At,
                    $"在“{at.Leaf.Path}”中期限“{rule.Name}”可能届满，却无人处理“{rule.Fires}”：{walk.Tell(at)}。",
                    $"In \"{at.Leaf.Path}\" the deadline \"{rule.Name}\" can run out, but nothing hears \"{rule.Fires}\": {walk.Tell(at)}."));
        }
    }

    /// <summary>Where it runs. Its own event ends it too: it has run out, even if a part was kept before.</summary>
    public static FlaggedWalk<bool> Walk(CaseGraph graph, DeadlineRule rule) =>
        new(graph, false, (runs, step, arrow) => After(runs && arrow?.Trigger != rule.Fires, step, rule.Anchor));

    private static bool After(bool runs, Step step, string anchor)
    {
        foreach (var action in step.Actions)
        {
            if (!WorkflowVocabulary.Actions.TryGetValue(action.Type, out var word)) continue;
            if (word.Starts == anchor) runs = true;
            if (word.Ends == anchor && !action.Params.ContainsKey("keep")) runs = false;
        }
        return runs;
    }
}
