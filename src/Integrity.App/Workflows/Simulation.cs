namespace Integrity.App.Workflows;

/// <summary>What one event of a walk did.</summary>
/// <param name="Allowed">Whether any arrow answered.</param>
/// <param name="State">Where the case is afterwards.</param>
/// <param name="Actions">In the order exit, transition, entry.</param>
public sealed record SimulatedStep(bool Allowed, StateNode State, IReadOnlyList<string> Actions);

/// <summary>Walks a definition without a case: roles and requirements are taken as met, nothing is kept.</summary>
public static class Simulation
{
    /// <summary>What stands in the machine, and no more: a final state has no way on. The same walk gives the same answers as XState v5; a committed vector proves it.</summary>
    public static IReadOnlyList<SimulatedStep> Walk(Machine machine, IEnumerable<Happening> events) => Steps(machine, events, leaf => !leaf.Ends);

    /// <summary>The machine with what its envelope adds: how an ended life is reopened by decision (P-6).</summary>
    public static IReadOnlyList<SimulatedStep> WholeLife(Machine machine, IEnumerable<Happening> events) => Steps(machine, events, _ => true);

    private static List<SimulatedStep> Steps(Machine machine, IEnumerable<Happening> events, Func<StateNode, bool> goesOn)
    {
        var leaf = Step.Begin(machine.Definition).To;
        List<SimulatedStep> steps = [];
        foreach (var happening in events)
        {
            if (goesOn(leaf) && Machine.Choose(leaf, happening) is { } arrow)
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
