namespace Integrity.App.Workflows;

/// <summary>Between two postings lies an undo, and at the end none is left (E11).</summary>
internal sealed class OnceProof(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
{
    /// <param name="Posted">It stands, be it in part.</param>
    /// <param name="Part">Only a part was kept of it, so it may be posted again.</param>
    /// <param name="Twice">It was posted a second time just now.</param>
    public readonly record struct Memory(bool Posted, bool Part, bool Twice);

    public static FlaggedWalk<Memory> Walk(CaseGraph graph, Once invariant, IEnumerable<(StateNode, Memory)>? from = null) =>
        new(graph, default, (memory, step, _) => After(invariant, memory, step), from);

    /// <summary>What the vocabulary says of its own words holds whether a file declares it or not.</summary>
    public void RunUndeclared()
    {
        foreach (var word in WorkflowVocabulary.Actions.Values.Where(word => word.Undo is not null && !definition.Invariants.OfType<Once>().Any(once => once.Action == word.Name)))
            Run(new(word.Name, word.Undo!, null, new("同一事项不得重复入账", "Nothing is posted twice"), "$.invariants"));
    }

    public void Run(Once invariant)
    {
        if (WorkflowVocabulary.Actions.GetValueOrDefault(invariant.Action)?.Undo is { } undo && undo != invariant.Undo)
            faults.Add(new(FaultCodes.PostedTwice, invariant.At + ".undo", $"冲回“{invariant.Action}”的是“{undo}”，不是“{invariant.Undo}”。", $"\"{invariant.Action}\" is undone by \"{undo}\", not by \"{invariant.Undo}\"."));
        Func<StateNode, bool> end = _ => false;
        if (invariant.UndoneIn is { } place)
        {
            if (Selector.Exists(definition, place)) end = Selector.Of(definition, place);
            else faults.Add(Faults.UnknownState(invariant.At + ".undoneIn", place));
        }
        if (WorkflowVocabulary.Actions.GetValueOrDefault(invariant.Action)?.NoneLeft == true)
        {
            var declared = end;
            end = leaf => leaf.Ends || declared(leaf);
        }
        var walk = Walk(graph, invariant);
        foreach (var at in walk.Places.Where(at => at.Flag.Twice))
            faults.Add(new(FaultCodes.PostedTwice, walk.WayTo(at) is [.., var last] ? last.Arrow.At : graph.Start!.At,
                $"“{invariant.Action}”会入账两次，中间没有“{invariant.Undo}”：{walk.Tell(at)}。{invariant.Because.Zh}。",
                $"\"{invariant.Action}\" is posted twice without \"{invariant.Undo}\" in between: {walk.Tell(at)}. {invariant.Because.En}."));
        foreach (var at in walk.Places.Where(at => at.Flag.Posted && end(at.Leaf)).DistinctBy(at => at.Leaf))
            faults.Add(new(FaultCodes.PostedTwice, at.Leaf.At,
                $"到“{at.Leaf.Path}”时“{invariant.Action}”仍未经“{invariant.Undo}”冲回：{walk.Tell(at)}。{invariant.Because.Zh}。",
                $"In \"{at.Leaf.Path}\" what \"{invariant.Action}\" posted is not undone by \"{invariant.Undo}\": {walk.Tell(at)}. {invariant.Because.En}."));
    }

    private static Memory After(Once invariant, Memory memory, Step step)
    {
        var (posted, part, twice) = memory with { Twice = false };
        foreach (var action in step.Actions)
        {
            if (action.Type == invariant.Undo) (posted, part) = action.Params.ContainsKey("keep") ? (posted, posted) : (false, false);
            if (action.Type != invariant.Action) continue;
            twice |= posted && !part;
            (posted, part) = (true, false);
        }
        return new(posted, part, twice);
    }
}
