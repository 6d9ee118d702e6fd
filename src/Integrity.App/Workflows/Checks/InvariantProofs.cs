namespace Integrity.App.Workflows;

/// <summary>Proves on the graph what the definition promises (E07, E09, E10, E11, E16). Each fault shows a shortest walk that breaks the promise.</summary>
internal sealed class InvariantProofs(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
{
    public void Run()
    {
        if (graph.Begin is null) return;
        HeardProof.Run(definition, graph, faults);
        Never(WorkflowVocabulary.System, "#" + WorkflowVocabulary.Adverse, definition.Root.At);
        foreach (var invariant in definition.Invariants)
        {
            if (invariant is OnlyThrough through) Through(through);
            if (invariant is Never never) Never(never.By, never.Into, never.At);
            if (invariant is Once once) new OnceProof(definition, graph, faults).Run(once);
            if (invariant is While during) new WhileProof(definition, graph, faults).Run(during);
        }
        var adverse = graph.Leaves.FirstOrDefault(leaf => leaf.Has(WorkflowVocabulary.Adverse));
        if (adverse is not null && !definition.Invariants.OfType<OnlyThrough>().Any(through => Selector.Of(definition, through.Reach)(adverse)))
            faults.Add(new(FaultCodes.DueProcessBypass, "$.invariants", "有不利处理的状态，却没有声明必须经过哪些程序。", "There is an adverse state, but no invariant says what must come before it."));
        if (graph.Leaves.Any(leaf => leaf.Has(WorkflowVocabulary.ExposureHeld)) && !definition.Invariants.OfType<While>().Any(during => during.During == "#" + WorkflowVocabulary.ExposureHeld))
            new WhileProof(definition, graph, faults).Run(new("#" + WorkflowVocabulary.ExposureHeld, "holdPosted", "holdLapsed", new("", ""), "$.invariants"));
    }

    private void Through(OnlyThrough invariant)
    {
        if (!Known(invariant.Reach, invariant.At + ".reach") | !Known(invariant.Through, invariant.At + ".onlyThrough")) return;
        var (reach, through) = (Selector.Of(definition, invariant.Reach), Selector.Of(definition, invariant.Through));
        // Asked for each time anew, the memory is lost on the way out of what was reached.
        var walk = new FlaggedWalk<bool>(graph, false, (passed, step, _) => (passed && !(invariant.EachTime && reach(step.From) && !reach(step.To))) || through(step.To));
        var bypass = walk.Places.Where(at => reach(at.Leaf) && !at.Flag).Take(1).ToList();
        foreach (var at in bypass)
            faults.Add(new(FaultCodes.DueProcessBypass, invariant.At,
                $"不经“{invariant.Through}”也能到达“{invariant.Reach}”：{walk.Tell(at)}。{invariant.Because.Zh}。",
                $"\"{invariant.Reach}\" can be reached without \"{invariant.Through}\": {walk.Tell(at)}. {invariant.Because.En}."));
    }

    /// <summary>Whoever it is that must not, the clock must not in any case (P-10).</summary>
    private void Never(string by, string into, string at)
    {
        if (at != definition.Root.At && !Known(into, at + ".never.into")) return;
        var tabu = Selector.Of(definition, into);
        var code = by == WorkflowVocabulary.System ? FaultCodes.ClockEntersAdverse : FaultCodes.DueProcessBypass;
        foreach (var edge in graph.Edges.Where(edge => tabu(edge.To) && edge.Step.Entered.Count > 0 && Does(edge.Arrow, by)))
            if (!faults.Exists(fault => fault.Code == code && fault.Path == edge.Arrow.At))
                faults.Add(new(code, edge.Arrow.At,
                    $"“{edge.Arrow.Trigger}”由“{by}”触发，却进入“{edge.To.Path}”：期限和系统不得产生不利结果。",
                    $"\"{edge.Arrow.Trigger}\" is brought about by \"{by}\" and enters \"{edge.To.Path}\": that must never happen."));
    }

    private bool Does(Transition arrow, string by) =>
        arrow.By.Contains(by) || (by == WorkflowVocabulary.System
            && (Trigger.DeadlineOf(arrow.Trigger) is not null || definition.Deadlines.Values.Any(rule => rule.Fires == arrow.Trigger)));

    private bool Known(string selector, string path)
    {
        if (Selector.Exists(definition, selector)) return true;
        faults.Add(Faults.UnknownState(path, selector));
        return false;
    }
}

/// <summary>A set of states: <c>#tag</c>, or a state's path with everything in it.</summary>
internal static class Selector
{
    public static Func<StateNode, bool> Of(WorkflowDefinition definition, string selector)
    {
        if (selector is ['#', .. var tag]) return leaf => leaf.Has(tag);
        var state = definition.Root.Below(selector);
        return leaf => state is not null && leaf.Outward().Contains(state);
    }

    public static bool Exists(WorkflowDefinition definition, string selector) =>
        selector is ['#', .. var tag] ? definition.Tags.ContainsKey(tag) : definition.Root.Below(selector) is not null;
}
