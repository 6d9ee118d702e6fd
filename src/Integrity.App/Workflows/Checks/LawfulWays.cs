namespace Integrity.App.Workflows;

/// <summary>Ways that the law closes whatever the file declares: to a second hold without a decision, to a publication before a result, and to an end that leaves out what must come before it (E10).</summary>
internal sealed class LawfulWays(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
{
    private enum Result
    {
        None,
        InEffect,
        Published,
    }

    private enum Matter
    {
        Here,
        HandedOver,
        Done,
    }

    public void Run()
    {
        if (graph.Begin is null) return;
        if (definition.Subject == "PenaltyCase")
        {
            Holds();
            Publication();
        }
        if (definition.Subject == "StaffMatter")
            Ends(Answered, "未经移交并取得结果（P-11）", "without having been handed over and answered (P-11)");
        if (definition.Subject == "JudicialReferral")
            Ends((matter, step, arrow) => arrow is { Trigger: "SEND" } || (step.To.Ends && IsBodys(arrow)) ? Matter.Done : matter, "既未移送，也未集体决定不移送（P-9）", "neither sent nor refused by a body's decision (P-9)");
    }

    /// <summary>The first hold is confirmed once; after that none is laid but by decision (P-5).</summary>
    private void Holds()
    {
        var walk = new FlaggedWalk<bool>(graph, false, (confirmed, _, arrow) => confirmed || arrow?.Trigger == "CONFIRM");
        foreach (var at in walk.Places)
            foreach (var edge in graph.From(at.Leaf).Where(edge => Does(edge.Step, "postHold") && !IsBodys(edge.Arrow) && (at.Flag || edge.Arrow.Trigger != "CONFIRM")))
                Add(edge.Arrow.At, $"“{edge.Arrow.Trigger}”再次暂缓支付，依法须经集体决定（P-5）：{walk.Tell(at)}。", $"\"{edge.Arrow.Trigger}\" lays another hold, which only a body decides (P-5): {walk.Tell(at)}.");
    }

    /// <summary>Only what is in effect is published, and a case whose result is in effect does not end unpublished (P-6).</summary>
    private void Publication()
    {
        var walk = new FlaggedWalk<Result>(graph, Result.None, After);
        foreach (var at in walk.Places)
        {
            foreach (var edge in graph.From(at.Leaf).Where(edge => at.Flag == Result.None && Does(edge.Step, "publishNotice")))
                Add(edge.Arrow.At, $"“{edge.Arrow.Trigger}”在处理生效之前公开（P-6）：{walk.Tell(at)}。", $"\"{edge.Arrow.Trigger}\" publishes what is not in effect (P-6): {walk.Tell(at)}.");
            if (at is { Flag: Result.InEffect, Leaf.Ends: true })
                Add(at.Leaf.At, $"处理已生效，未公开、未可复核即到“{at.Leaf.Path}”（P-6）：{walk.Tell(at)}。", $"With a result in effect \"{at.Leaf.Path}\" is reached without publication and review (P-6): {walk.Tell(at)}.");
        }
    }

    private static Result After(Result result, Step step, Transition? arrow)
    {
        if (step.To.Has(WorkflowVocabulary.Adverse) && (arrow is null || !step.From.Has(WorkflowVocabulary.Adverse))) return Result.InEffect;
        if (step.From.Ends || Does(step, "reverseDeduction")) return Result.None;
        return result == Result.InEffect && Does(step, "publishNotice") ? Result.Published : result;
    }

    private static Matter Answered(Matter matter, Step step, Transition? arrow) => arrow?.Trigger switch
    {
        "HAND_OVER" => Matter.HandedOver,
        "RETURNED" => Matter.Here,
        "ANSWERED" when matter == Matter.HandedOver => Matter.Done,
        "WITHDRAW" => Matter.Done,
        _ => matter,
    };

    private void Ends(Func<Matter, Step, Transition?, Matter> after, string zh, string en)
    {
        var walk = new FlaggedWalk<Matter>(graph, Matter.Here, after);
        foreach (var at in walk.Places.Where(at => at.Leaf.Ends && at.Flag != Matter.Done))
            Add(at.Leaf.At, $"{zh}即到“{at.Leaf.Path}”：{walk.Tell(at)}。", $"\"{at.Leaf.Path}\" is reached {en}: {walk.Tell(at)}.");
    }

    private bool IsBodys(Transition? arrow) => arrow is { By.Count: > 0 } && arrow.By.All(definition.IsBody);

    private static bool Does(Step step, string name) => step.Actions.Any(action => action.Type == name);

    private void Add(string path, string zh, string en) => faults.Add(new(FaultCodes.DueProcessBypass, path, zh, en));
}
