namespace Integrity.App.Workflows;

/// <summary>What one event of a walk did.</summary>
/// <param name="Allowed">Whether any arrow answered.</param>
/// <param name="State">Where the case is afterwards.</param>
/// <param name="Actions">In the order exit, transition, entry.</param>
public sealed record SimulatedStep(bool Allowed, StateNode State, IReadOnlyList<string> Actions);

/// <summary>Walks a definition without a case: roles and requirements are taken as met, nothing is kept.</summary>
/// <remarks>The same walk gives the same answers as XState v5; a committed vector proves it.</remarks>
public static class Simulation
{
    public static IReadOnlyList<SimulatedStep> Walk(Machine machine, IEnumerable<Happening> events)
    {
        var leaf = Step.Begin(machine.Definition).To;
        List<SimulatedStep> steps = [];
        foreach (var happening in events)
        {
            if (Machine.Choose(leaf, happening) is { } arrow)
            {
                var step = Step.Of(leaf, arrow);
                leaf = step.To;
                steps.Add(new(true, leaf, [.. step.Actions.Select(action => action.Type)]));
            }
            else steps.Add(new(false, leaf, []));
        }
        return steps;
    }
}
