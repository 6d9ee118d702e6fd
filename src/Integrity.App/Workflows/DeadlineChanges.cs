namespace Integrity.App.Workflows;

/// <summary>A period that runs in a case: its rule, and the state that declares it, empty when it runs whatever the state.</summary>
public sealed record ArmedDeadline(string Deadline, string State);

/// <summary>Which periods a step ends and begins: those of the states left and entered, and those that an action starts or ends.</summary>
internal static class DeadlineChanges
{
    public static (IReadOnlyList<ArmedDeadline> Cancel, IReadOnlyList<ArmedDeadline> Arm) Of(WorkflowDefinition definition, Step step, string? trigger)
    {
        var cancel = step.Exited.SelectMany(Declared).ToList();
        var arm = step.Entered.SelectMany(Declared).ToList();

        // A repeating period starts anew when it ran out and the case stayed where it is.
        if (trigger is not null && Trigger.DeadlineOf(trigger) is { } name && definition.Deadlines.TryGetValue(name, out var rule) && rule.Repeat)
            arm.AddRange(step.To.Outward().Except(step.Entered).SelectMany(Declared).Where(armed => armed.Deadline == name));

        foreach (var fired in definition.Deadlines.Values.Where(deadline => deadline.Fires is not null))
        {
            var running = new ArmedDeadline(fired.Name, "");
            foreach (var action in step.Actions)
            {
                if (!WorkflowVocabulary.Actions.TryGetValue(action.Type, out var word)) continue;
                if (word.Ends == fired.Anchor && !action.Params.ContainsKey("keep") && !arm.Remove(running)) cancel.Add(running);
                if (word.Starts == fired.Anchor) arm.Add(running);
            }
            if (step.To.Ends) cancel.Add(running);
        }
        if (step.To.Ends) arm.Clear();
        return ([.. cancel.Distinct()], [.. arm.Distinct()]);
    }

    private static IEnumerable<ArmedDeadline> Declared(StateNode node) =>
        node.Transitions.Select(arrow => Trigger.DeadlineOf(arrow.Trigger)).OfType<string>().Distinct().Select(name => new ArmedDeadline(name, node.Path));
}
