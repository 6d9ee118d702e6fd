namespace Integrity.App.Workflows;

/// <summary>What a life may have behind it in each of its states: a step that was certainly taken there, or certainly not, since it was opened or sent back.</summary>
internal sealed class StepsBehind(WorkflowDefinition definition, CaseGraph graph)
{
    private readonly Dictionary<string, ILookup<StateNode, bool>> walks = [];

    /// <summary>The steps that people take in this life, each by its trigger; a body's decision by its outcome too.</summary>
    public IReadOnlySet<string> Names { get; } = graph.Edges.Where(edge => Trigger.DeadlineOf(edge.Arrow.Trigger) is null && edge.Arrow.Target is not null).Select(edge => NameOf(edge.Arrow)).Append(Referred).ToHashSet();

    /// <summary>A case comes to the judiciary by a referral that was opened, on whichever way.</summary>
    private const string Referred = "openReferral";

    /// <summary>Whether the step was taken on the ways into a state: both where it may or may not have been. None where no way leads there.</summary>
    public IReadOnlyList<bool> In(StateNode leaf, string name)
    {
        if (!walks.TryGetValue(name, out var walk))
            walks[name] = walk = new FlaggedWalk<bool>(graph, false, (taken, step, arrow) => (taken && !SetsBack(name, step, arrow)) || (name == Referred ? step.Actions.Any(action => action.Type == Referred) : arrow is not null && NameOf(arrow) == name)).Places.ToLookup(at => at.Leaf, at => at.Flag);
        return [.. walk[leaf].Distinct()];
    }

    public IReadOnlyList<bool> In(string state, string name) => definition.Root.Below(state) is { IsLeaf: true } leaf ? In(leaf, name) : [];

    public static string NameOf(Transition arrow) =>
        arrow.Guard is { Type: "outcomeIs" } guard ? $"{arrow.Trigger} {guard.Params.GetValueOrDefault("outcome")}" : arrow.Trigger;

    /// <summary>What is sent back, or opened again, is done anew; that a second person confirmed it stays.</summary>
    private static bool SetsBack(string name, Step step, Transition? arrow) => name != "CONFIRM" && (arrow?.Trigger == "REMITTED" || step.From.Ends);
}
