namespace Integrity.App.Workflows;

/// <summary>What a clock can do and what it may do: it says nothing and proves nothing, it never works against the contractor, and it has the effect that the law gives its period (E07, E08, E09, E20, E21).</summary>
internal sealed class ClockChecks(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
{
    private readonly List<Transition> answers = [.. definition.Root.Inward().SelectMany(node => node.Transitions).Where(arrow => definition.IsClock(arrow.Trigger))];

    public void Run()
    {
        foreach (var arrow in answers) CanBeBroughtAbout(arrow);
        foreach (var leaf in graph.Leaves.Where(leaf => !leaf.Ends)) IsHeardIn(leaf);
        foreach (var rule in definition.Deadlines.Values)
        {
            Starts(rule);
            if (rule.LegalEffect == "release" && WorkflowVocabulary.Actions.Values.Any(word => word.Ends == rule.Anchor)) Releases(rule);
        }
        if (definition.Subject == "MarketExclusion") EndsByItself();
        var asked = graph.Edges.Where(edge => edge.Arrow is { Trigger: "REQUEST_HEARING" or "LODGE_REVIEW", Target: not null }).Select(edge => edge.Arrow.Target!).ToHashSet();
        foreach (var edge in graph.Edges.Where(edge => definition.IsByClock(edge.Arrow) && edge.Step.Exited.Any(node => asked.Contains(node) && !edge.To.Outward().Contains(node))))
            faults.Add(new(FaultCodes.ClockEntersAdverse, edge.Arrow.At,
                $"合同相对人申请的听证或者复核，期限届满不能代为了结：“{edge.From.Path}”到“{edge.To.Path}”。", $"What the contractor asked for no clock answers: \"{edge.From.Path}\" to \"{edge.To.Path}\"."));
        foreach (var edge in graph.Edges.Where(edge => definition.IsByClock(edge.Arrow)))
            if (edge.Step.Actions.FirstOrDefault(Burdens) is { } burden)
                faults.Add(new(FaultCodes.ClockEntersAdverse, edge.Arrow.At,
                    $"期限届满或系统不得“{burden.Type}”：到“{edge.To.Path}”时会这样做。", $"A clock must never do \"{burden.Type}\", as it would on the way to \"{edge.To.Path}\"."));
    }

    private void CanBeBroughtAbout(Transition arrow)
    {
        if (arrow.Forbids) return;
        if (arrow.By.Count > 0 && !arrow.By.Contains(WorkflowVocabulary.System))
            faults.Add(new(FaultCodes.DeadlineWithoutHandler, arrow.At + ".meta.by", $"“{arrow.Trigger}”由期限触发，办理人中却没有 system。", $"\"{arrow.Trigger}\" comes from a clock, but system is not among those who may do it."));
        if (arrow.Requires.Count > 0)
            faults.Add(new(FaultCodes.DeadlineWithoutHandler, arrow.At + ".meta.requires", $"期限届满不能再等前提：“{arrow.Trigger}”。", $"The expiry \"{arrow.Trigger}\" cannot wait for a requirement."));
        if (arrow.Guard is not null)
            faults.Add(new(FaultCodes.Shadowed, arrow.At, $"期限届满时没有人表态，“{arrow.Trigger}”的这一分支永远轮不到。", $"A clock says nothing, so this branch of \"{arrow.Trigger}\" is never taken."));
    }

    private void IsHeardIn(StateNode leaf)
    {
        foreach (var trigger in leaf.Outward().SelectMany(node => node.Transitions).Select(arrow => arrow.Trigger).Where(trigger => Trigger.DeadlineOf(trigger) is not null).Distinct())
            if (Step.Candidates(leaf, trigger).FirstOrDefault(arrow => arrow.Guard is null) is null or { Forbids: true })
                faults.Add(new(FaultCodes.DeadlineWithoutHandler, Step.Candidates(leaf, trigger).First().At,
                    $"在“{leaf.Path}”中“{trigger}”届满后无人处理。", $"In \"{leaf.Path}\" nothing answers when \"{trigger}\" runs out."));
    }

    private void Starts(DeadlineRule rule)
    {
        if (rule.Fires is not null && !WorkflowVocabulary.Actions.Values.Any(word => word.Starts == rule.Anchor))
            faults.Add(new(FaultCodes.NeverStarts, rule.At, $"期限“{rule.Name}”不随环节起算，也没有事项启动它。", $"The deadline \"{rule.Name}\" belongs to no state, and no action starts it."));
    }

    private void Releases(DeadlineRule rule)
    {
        foreach (var edge in graph.Edges.Where(edge => edge.Arrow.Trigger == rule.Trigger && !edge.Step.Actions.Any(action => EndsAll(action, rule.Anchor))))
            faults.Add(new(FaultCodes.WithoutEffect, edge.Arrow.At, $"期限“{rule.Name}”届满应解除暂缓支付，这里却没有。", $"When the deadline \"{rule.Name}\" runs out, what is held must be released; here it is not."));
    }

    /// <summary>An exclusion that has begun ends on its day, whatever step it is in then (P-8).</summary>
    private void EndsByItself()
    {
        var walk = new FlaggedWalk<bool>(graph, false, (begun, step, _) => begun || step.Actions.Any(action => action.Type == "startBar"));
        foreach (var at in walk.Places.Where(at => at is { Flag: true, Leaf.Ends: false } && !graph.From(at.Leaf).Any(IsItsDay)))
            faults.Add(new(FaultCodes.WithoutEffect, at.Leaf.At,
                $"在“{at.Leaf.Path}”中取缔期届满，取缔不会自行终止（P-8）：{walk.Tell(at)}。", $"In \"{at.Leaf.Path}\" the exclusion does not end by itself when its term is over (P-8): {walk.Tell(at)}."));
        bool IsItsDay(Edge edge) => edge.To.Ends && Trigger.DeadlineOf(edge.Arrow.Trigger) is { } name && definition.Deadlines.TryGetValue(name, out var rule) && rule.From == "exclusion.startedOn";
    }

    private static bool Burdens(Call action) => WorkflowVocabulary.Actions.TryGetValue(action.Type, out var word) && (word.Burdens || word.Sanctions);

    private static bool EndsAll(Call action, string anchor) => WorkflowVocabulary.Actions.TryGetValue(action.Type, out var word) && word.Ends == anchor && !action.Params.ContainsKey("keep");
}
