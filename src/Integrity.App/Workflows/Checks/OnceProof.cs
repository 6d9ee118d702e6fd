namespace Integrity.App.Workflows;

/// <summary>Between two postings lies an undo, and at the end none is left (E11).</summary>
internal sealed class OnceProof(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
{
    private readonly record struct Memory(bool Posted, bool Twice);

    public void Run(Once invariant)
    {
        Func<StateNode, bool> end = _ => false;
        if (invariant.UndoneIn is { } place)
        {
            if (Selector.Exists(definition, place)) end = Selector.Of(definition, place);
            else faults.Add(Faults.UnknownState(invariant.At + ".undoneIn", place));
        }
        var walk = new FlaggedWalk<Memory>(graph, default, (memory, step, _) => After(invariant, memory.Posted, step));
        foreach (var at in walk.Places.Where(at => at.Flag.Twice))
            faults.Add(new(FaultCodes.PostedTwice, walk.WayTo(at) is [.., var last] ? last.Arrow.At : graph.Start!.At,
                $"“{invariant.Action}”会入账两次，中间没有“{invariant.Undo}”：{walk.Tell(at)}。{invariant.Because.Zh}。",
                $"\"{invariant.Action}\" is posted twice without \"{invariant.Undo}\" in between: {walk.Tell(at)}. {invariant.Because.En}."));
        foreach (var at in walk.Places.Where(at => at.Flag.Posted && end(at.Leaf)).DistinctBy(at => at.Leaf))
            faults.Add(new(FaultCodes.PostedTwice, at.Leaf.At,
                $"到“{at.Leaf.Path}”时“{invariant.Action}”仍未经“{invariant.Undo}”冲回：{walk.Tell(at)}。{invariant.Because.Zh}。",
                $"In \"{at.Leaf.Path}\" what \"{invariant.Action}\" posted is not undone by \"{invariant.Undo}\": {walk.Tell(at)}. {invariant.Because.En}."));
    }

    private static Memory After(Once invariant, bool posted, Step step)
    {
        var twice = false;
        foreach (var action in step.Actions)
        {
            if (action.Type == invariant.Undo) posted = false;
            if (action.Type != invariant.Action) continue;
            twice |= posted;
            posted = true;
        }
        return new(posted, twice);
    }
}
