namespace Integrity.App.Workflows;

/// <summary>A closed case is reopened by a body's decision, to a step that goes on and is no result itself (E10, E14, E19); what it had behind it is proven with the rest of its life.</summary>
internal static class ReopeningChecks
{
    public static void Run(WorkflowDefinition definition, List<DefinitionFault> faults)
    {
        foreach (var arrow in definition.Reopenings.Where(arrow => arrow.Trigger == Trigger.Reopen))
        {
            if (arrow.Label is null) faults.Add(Faults.MissingLabel(arrow.At + ".meta.label", "重新启动的方式", "The way of reopening"));
            foreach (var role in arrow.By.Where(role => !definition.IsBody(role)))
                faults.Add(new(FaultCodes.DueProcessBypass, arrow.At + ".meta.by", $"已办结的只能由集体决定重新启动，“{role}”不是议事机构。", $"What has ended is reopened by a body's decision only, and \"{role}\" is no body."));
            if (arrow.Target?.FirstLeaf() is not { } to) continue;
            if (to.Ends) faults.Add(Faults.Form(arrow.At + ".target", "重新启动后须有后续环节，不能又是办结", "what is reopened goes on; it must not come to an end again"));
            if (to.Has(WorkflowVocabulary.Adverse))
                faults.Add(new(FaultCodes.DueProcessBypass, arrow.At + ".target", $"重新启动不得直接进入不利处理的状态“{to.Path}”。", $"A reopening never leads straight into the adverse state \"{to.Path}\"."));
        }
    }
}
