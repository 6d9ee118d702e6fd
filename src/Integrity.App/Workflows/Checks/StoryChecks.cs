namespace Integrity.App.Workflows;

/// <summary>Maps from earlier versions are complete, and every scenario ends as it says (E15, E17).</summary>
internal sealed class StoryChecks(WorkflowDefinition definition, IReadOnlyList<WorkflowDefinition> earlier, List<DefinitionFault> faults)
{
    public void Run()
    {
        foreach (var migration in definition.Migrations) Migration(migration);
        foreach (var scenario in definition.Scenarios) Scenario(scenario);
    }

    private void Migration(Migration migration)
    {
        void Add(string member, string zh, string en) => faults.Add(new(FaultCodes.IncompleteMigration, $"{migration.At}{member}", zh, en));

        if (migration.FromVersion >= definition.Version)
            Add("", $"只能从较早的版本迁移，不能从第{migration.FromVersion}版。", $"Cases come over from an earlier version only, not from version {migration.FromVersion}.");
        if (migration.Because is null) Add(".because", "未写明迁移的理由。", "The reason of the migration is missing.");
        if (string.IsNullOrWhiteSpace(migration.ApprovedBy)) Add(".approvedBy", "未写明由谁批准。", "Who approved it is missing.");
        foreach (var both in migration.States.Keys.Intersect(migration.Refuse))
            Add(".refuse", $"状态“{both}”既迁移又不迁移。", $"The state \"{both}\" is both mapped and refused.");
        foreach (var (old, target) in migration.States)
        {
            if (definition.Root.Below(target) is not { IsLeaf: true } leaf)
                Add($".states.{old}", $"新状态“{target}”不存在或不是最内层状态。", $"The new state \"{target}\" does not exist or has inner states.");
            else
                foreach (var name in leaf.Outward().SelectMany(node => node.Transitions).Select(arrow => Trigger.DeadlineOf(arrow.Trigger)).OfType<string>().Distinct().Where(name => !migration.Deadlines.ContainsKey(name)))
                    Add(".deadlines", $"未写明期限“{name}”在迁移到“{target}”后如何计算。", $"What becomes of the deadline \"{name}\" in \"{target}\" is not said.");
        }
        foreach (var (name, rule) in migration.Deadlines)
        {
            if (!definition.Deadlines.ContainsKey(name)) faults.Add(Faults.DeadlineUndefined($"{migration.At}.deadlines.{name}", name));
            if (rule is not ("restart" or "keep")) Add($".deadlines.{name}", $"只能是 restart 或 keep，不能是“{rule}”。", $"It can only be restart or keep, not \"{rule}\".");
        }
        if (earlier.FirstOrDefault(old => old.Code == definition.Code && old.Version == migration.FromVersion) is { } from)
            foreach (var leaf in from.Root.Leaves().Where(leaf => !migration.States.ContainsKey(leaf.Path) && !migration.Refuse.Contains(leaf.Path)))
                Add("", $"第{migration.FromVersion}版的状态“{leaf.Path}”没有去处。", $"The state \"{leaf.Path}\" of version {migration.FromVersion} has no place.");
    }

    private void Scenario(Scenario scenario)
    {
        foreach (var name in scenario.Steps.Select(step => Trigger.DeadlineOf(step.Trigger)).OfType<string>().Distinct().Where(name => !definition.Deadlines.ContainsKey(name)))
            faults.Add(Faults.DeadlineUndefined(scenario.At + ".steps", name));
        var steps = Simulation.Walk(new Machine(definition), scenario.Steps);
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
