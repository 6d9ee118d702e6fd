namespace Integrity.App.Workflows;

/// <summary>Proves on the graph what the definition promises (E07 to E11, E16, E20, E21). Each fault shows a shortest walk that breaks the promise.</summary>
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
        Declared();
        new OnceProof(definition, graph, faults).RunUndeclared();
        new ClockChecks(definition, graph, faults).Run();
        if (graph.Leaves.Any(leaf => leaf.Has(WorkflowVocabulary.ExposureHeld)) && !definition.Invariants.OfType<While>().Any(during => during.During == "#" + WorkflowVocabulary.ExposureHeld))
            new WhileProof(definition, graph, faults).Run(new("#" + WorkflowVocabulary.ExposureHeld, "holdPosted", "holdLapsed", new("", ""), "$.invariants"));
    }

    /// <summary>A state that works against the contractor lies behind declared procedure; in a penalty, behind a hearing of the contractor and the decision of a body (P-6, D-1).</summary>
    private void Declared()
    {
        foreach (var edge in graph.Edges.Where(edge => !edge.To.Has(WorkflowVocabulary.Adverse)))
            if (edge.Step.Actions.FirstOrDefault(action => WorkflowVocabulary.Actions.TryGetValue(action.Type, out var word) && word.Sanctions) is { } sanction)
                faults.Add(new(FaultCodes.DueProcessBypass, edge.Arrow.At, $"“{sanction.Type}”只能在标为不利处理的状态中进行，“{edge.To.Path}”不是。",
                    $"\"{sanction.Type}\" happens only in a state that is marked adverse, and \"{edge.To.Path}\" is not."));
        foreach (var adverse in graph.Leaves.Where(leaf => leaf.Has(WorkflowVocabulary.Adverse)))
        {
            var before = definition.Invariants.OfType<OnlyThrough>().Where(through => Selector.Of(definition, through.Reach)(adverse)).Select(through => through.Through).ToList();
            if (before.Count == 0) Undeclared($"有不利处理的状态“{adverse.Path}”，却没有声明必须经过哪些程序", $"No invariant says what must come before the adverse state \"{adverse.Path}\"");
            else if (definition.Subject == "PenaltyCase")
            {
                if (!before.Exists(through => Everywhere(through, HearsTheContractor))) Undeclared($"没有声明“{adverse.Path}”之前必须告知，并在该环节始终可以陈述申辩", $"No invariant says that the contractor is heard, in every step of it, before \"{adverse.Path}\"");
                if (!before.Exists(through => Everywhere(through, definition.IsBodys))) Undeclared($"没有声明“{adverse.Path}”之前必须集体研究", $"No invariant says that a body decides before \"{adverse.Path}\"");
            }
        }
        void Undeclared(string zh, string en) => faults.Add(new(FaultCodes.DueProcessBypass, "$.invariants", zh + "。", en + "."));
    }

    /// <summary>A step inside in which it is not so would be the way past it.</summary>
    private bool Everywhere(string selector, Func<StateNode, bool> isSo)
    {
        var places = graph.Leaves.Where(Selector.Of(definition, selector)).ToList();
        return places.Count > 0 && places.TrueForAll(leaf => isSo(leaf));
    }

    private bool HearsTheContractor(StateNode leaf) =>
        graph.From(leaf).Any(edge => edge.Arrow.Trigger == "SUBMIT_DEFENCE" && edge.Arrow.By.Any(role => definition.Roles.TryGetValue(role, out var found) && found.External));

    private void Through(OnlyThrough invariant)
    {
        if (!Known(invariant.Reach, invariant.At + ".reach") | !Known(invariant.Through, invariant.At + ".onlyThrough")) return;
        var reach = Selector.Of(definition, invariant.Reach);
        var walk = ThroughProof.Walk(definition, graph, invariant);
        foreach (var at in walk.Places.Where(at => reach(at.Leaf) && !at.Flag).Take(1))
            faults.Add(new(FaultCodes.DueProcessBypass, invariant.At,
                $"不经“{invariant.Through}”也能到达“{invariant.Reach}”：{walk.Tell(at)}。{invariant.Because.Zh}。",
                $"\"{invariant.Reach}\" can be reached without \"{invariant.Through}\": {walk.Tell(at)}. {invariant.Because.En}."));
    }

    /// <summary>Whoever it is that must not, the clock must not in any case (P-10). To move about inside is not to enter.</summary>
    private void Never(string by, string into, string at)
    {
        if (at != definition.Root.At && !Known(into, at + ".never.into")) return;
        var code = by == WorkflowVocabulary.System ? FaultCodes.ClockEntersAdverse : FaultCodes.DueProcessBypass;
        foreach (var edge in graph.Edges.Where(edge => edge.Step.Entered.Any(node => Selector.Names(definition, into, node)) && Does(edge.Arrow, by)))
            if (!faults.Exists(fault => fault.Code == code && fault.Path == edge.Arrow.At))
                faults.Add(new(code, edge.Arrow.At,
                    $"“{edge.Arrow.Trigger}”由“{by}”触发，却进入“{edge.To.Path}”：期限和系统不得产生不利结果。",
                    $"\"{edge.Arrow.Trigger}\" is brought about by \"{by}\" and enters \"{edge.To.Path}\": that must never happen."));
    }

    private bool Does(Transition arrow, string by) => by == WorkflowVocabulary.System ? definition.IsByClock(arrow) : arrow.By.Contains(by);

    private bool Known(string selector, string path)
    {
        if (Selector.Exists(definition, selector)) return true;
        faults.Add(Faults.UnknownState(path, selector));
        return false;
    }
}

/// <summary>Whether the way so far has passed what it must pass (E10).</summary>
internal static class ThroughProof
{
    /// <remarks>A body's place is passed only by what that body does: to have been put before it is no decision. Asked for each time anew, the memory is lost on the way out of what was reached; on the way to an adverse state a reopened case has nothing behind it (P-6).</remarks>
    public static FlaggedWalk<bool> Walk(WorkflowDefinition definition, CaseGraph graph, OnlyThrough invariant, IEnumerable<(StateNode, bool)>? from = null)
    {
        var (reach, through) = (Selector.Of(definition, invariant.Reach), Selector.Of(definition, invariant.Through));
        bool Passed(Step step, Transition? arrow) =>
            IsBodys(step.From) ? arrow is { By.Count: > 0 } && arrow.By.All(definition.IsBody) : !IsBodys(step.To) && through(step.To);
        bool IsBodys(StateNode leaf) => through(leaf) && leaf.Outward().Select(node => node.Owner).OfType<string>().FirstOrDefault() is { } owner && definition.IsBody(owner);
        var anew = graph.Leaves.Any(leaf => leaf.Has(WorkflowVocabulary.Adverse) && reach(leaf));
        return new(graph, false, (passed, step, arrow) => (passed && !(anew && step.From.Ends) && !(invariant.EachTime && reach(step.From) && !reach(step.To))) || Passed(step, arrow), from);
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

    /// <summary>Whether it is this very state that is meant, not one around it.</summary>
    public static bool Names(WorkflowDefinition definition, string selector, StateNode node) =>
        selector is ['#', .. var tag] ? node.Tags.Contains(tag) : definition.Root.Below(selector) == node;

    /// <summary>A state of that name, or one that bears the tag: what covers no state proves nothing.</summary>
    public static bool Exists(WorkflowDefinition definition, string selector) =>
        selector is ['#', .. var tag] ? definition.Tags.ContainsKey(tag) && definition.Root.Leaves().Any(leaf => leaf.Has(tag)) : definition.Root.Below(selector) is not null;
}
