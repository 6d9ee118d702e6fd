namespace Integrity.App.Workflows;

/// <summary>Every scenario ends as it says (E17).</summary>
internal sealed class StoryChecks(WorkflowDefinition definition, List<DefinitionFault> faults)
{
    public void Run()
    {
        foreach (var scenario in definition.Scenarios) Scenario(scenario);
    }

    private void Scenario(Scenario scenario)
    {
        foreach (var name in scenario.Steps.Select(step => Trigger.DeadlineOf(step.Trigger)).OfType<string>().Distinct().Where(name => !definition.Deadlines.ContainsKey(name)))
            faults.Add(Faults.DeadlineUndefined(scenario.At + ".steps", name));
        var steps = Simulation.WholeLife(new Machine(definition), scenario.Steps);
        var stuck = steps.TakeWhile(step => step.Allowed).Count();
        var last = steps.Count > 0 ? steps[^1].State : Step.Begin(definition).To;
        if (stuck < steps.Count)
            faults.Add(new(FaultCodes.ScenarioFails, $"{scenario.At}.steps[{stuck}]",
                $"情形“{scenario.Name.Zh}”：在“{steps[stuck].State.Path}”不能“{scenario.Steps[stuck].Trigger}”。",
                $"Scenario \"{scenario.Name.En}\": \"{scenario.Steps[stuck].Trigger}\" is not possible in \"{steps[stuck].State.Path}\"."));
        else if (last.Path != scenario.Expect)
            faults.Add(new(FaultCodes.ScenarioFails, scenario.At,
                $"情形“{scenario.Name.Zh}”应止于“{scenario.Expect}”，实际止于“{last.Path}”。",
                $"Scenario \"{scenario.Name.En}\" should end in \"{scenario.Expect}\" but ends in \"{last.Path}\"."));
    }
}
