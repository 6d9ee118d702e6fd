namespace Integrity.App.Workflows;

/// <summary>What a step must do by law.</summary>
/// <param name="Rule">Rule or legal source.</param>
/// <param name="Is">Which moves of a penalty are this step.</param>
/// <param name="Does">Names of <see cref="WorkflowVocabulary.Actions"/>.</param>
internal sealed record LawfulDeed(string Rule, Func<Edge, bool> Is, params string[] Does);

/// <summary>What follows from a step is not the file's to leave out, nor to do at another time (E26).</summary>
internal sealed class LawfulDeeds(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
{
    private const string Pause = "pauseDeadlines", Protected = "protectsContractor", Reserve = "returnReserve", Referral = "openReferral", Papers = "bindPapers", Lapse = "recordLapse", Loss = "acknowledgedOrAdjudgedLoss";

    private static readonly IReadOnlyList<LawfulDeed> Penalty =
    [
        new("P-7", On("REVOKED"), "reverseDeduction", "endExclusion", "releaseHold", "publishCorrection", "reopenLikeCases"),
        new("P-7", On("REMITTED"), "reverseDeduction", "endExclusion"),
        new("P-7", On("UPHELD"), Reserve),
        new("P-6", edge => edge.To.Ends, "archive"),
        new("P-5", edge => Decides(edge, "dismiss"), "releaseHold"),
        new("P-7, P-5", edge => edge.Enters, "postDeduction", "applyExclusion", "issueRecommendation", "releaseHold"),
        new("P-5", On("SERVE_NOTICE"), "resetHold"),
        new("P-6", On("SUBMIT_DEFENCE"), "recordDefence"),
        new("P-6, D-3", On("REPORT_READY"), Papers),
        new("P-9, D-3", On("JUDGMENT"), Papers),
        new("P-9", edge => edge.Arrow.Trigger == "REFER" || Decides(edge, "refer") || Decides(edge, "sanction"), Referral),
    ];

    public void Run()
    {
        if (graph.Begin is not { } begin) return;
        foreach (var pause in begin.Actions.Concat(graph.Edges.SelectMany(edge => edge.Step.Actions)).Where(action => action.Type == Pause && action.Params.GetValueOrDefault("except") != Protected).DistinctBy(action => action.At))
            Add(pause.At + ".params.except", $"保护合同相对人的期限不得中止（P-10）：except 须为 {Protected}。", $"The periods that protect the contractor are never paused (P-10): its except must be {Protected}.");
        foreach (var prolonged in graph.Edges.SelectMany(edge => edge.Step.Actions).Where(action => action.Type == "prolongHold").DistinctBy(action => action.At))
            if (prolonged.Params.GetValueOrDefault("deadline") is { } name && definition.Deadlines.TryGetValue(name, out var rule) && rule.Anchor != "hold")
                Add(prolonged.At + ".params.deadline", $"“{name}”不是暂缓支付的期限，不能以此延长（P-5）。", $"\"{name}\" is no period of the hold, so this does not prolong it (P-5).");
        foreach (var edge in graph.Edges.Where(edge => Does(edge, Reserve) && !edge.To.Ends))
            Add(edge.Arrow.At, $"留存资金只在办结时退回（P-7），“{edge.To.Path}”不是办结。", $"What is left of the reserve goes back only when the case ends (P-7), and \"{edge.To.Path}\" is no end.");
        if (definition.Subject == "StaffMatter" && !begin.Actions.Any(action => action.Type == "sealNames"))
            Add(definition.Root.At, "涉及人员姓名须自立项时密封（P-11）：开始的环节缺少 sealNames。", "The names are sealed from the start (P-11): the first step lacks sealNames.");
        if (definition.Subject == "JudicialReferral")
            foreach (var edge in graph.Edges.Where(edge => edge.Arrow.Trigger == "SEND" && !Does(edge, "sealPacket")))
                Add(edge.Arrow.At, "移送时须封存移送材料及其清单（P-9）：请加上 sealPacket。", "What is sent is kept with its packet list (P-9): add sealPacket.");
        if (definition.Subject == "JudicialReferral")
            foreach (var edge in graph.Edges)
                if (edge.To.Ends || edge.Arrow.Trigger is "RETURNED" or "ACCEPT_REFUSAL" or "DECLINED" or "JUDGMENT") Told(edge);
                else if (Does(edge, "tellCase")) Add(edge.Arrow.At, $"“{edge.Arrow.Trigger}”还不是移送的结果，不得 tellCase（P-9）。", $"\"{edge.Arrow.Trigger}\" is no result of the referral yet, so the case is told none: no tellCase here (P-9).");
        if (definition.Subject == "StaffMatter")
            foreach (var edge in graph.Edges.Where(edge => Does(edge, "unsealNames")))
                Add(edge.Arrow.At, $"涉及人员姓名在“{edge.Arrow.Trigger}”时被启封，内部人员问题的姓名始终密封（P-11）。", $"\"{edge.Arrow.Trigger}\" unseals the names; in a staff matter they stay sealed (P-11).");
        if (definition.Subject == "StaffMatter")
            foreach (var edge in graph.Edges.Where(edge => edge.Arrow.Trigger == "ANSWERED" && !Does(edge, "recordReply")))
                Add(edge.Arrow.At, "有关机关的答复须予记载（P-11）：请加上 recordReply。", "The organ's answer is recorded (P-11): add recordReply.");
        if (definition.Subject == "MarketExclusion")
            foreach (var edge in graph.Edges.Where(edge => edge.To.Ends && !edge.From.Ends && !Does(edge, "publishEnd")))
                Add(edge.Arrow.At, $"取缔的终止须公开（V-1）：“{edge.Arrow.Trigger}”请加上 publishEnd。", $"The end of an exclusion is published (V-1): on \"{edge.Arrow.Trigger}\" add publishEnd.");
        if (definition.Subject != "PenaltyCase") return;
        foreach (var edge in graph.Edges) Step(edge);
        var edges = graph.Edges.Where(edge => edge.Arrow.Actions.Any(action => action.Type == Pause)).ToList();
        if (edges.Count > 0 && !graph.Edges.Any(edge => Does(edge, "resumeDeadlines")))
            Add(edges[0].Arrow.At, "期限可以中止，却没有任何办法恢复（P-10）：请加上 resumeDeadlines。", "The periods can be paused, but nothing resumes them (P-10): add a resumeDeadlines.");
        if (graph.Edges.Any(edge => edge.Arrow.Requires.Contains("legalReviewDone")) && !graph.Leaves.Any(leaf => leaf.Tasks.Any(task => task.Code == "legal-review")))
            Add("$.machine", "处理以法制审核为前提，却没有任何环节设有 legal-review 任务（P-6）。", "A sanction needs the legal review, but no state has a task legal-review (P-6).");
        Marked();
    }

    /// <summary>The case is told what became of its referral, as it was (P-9).</summary>
    private void Told(Edge edge)
    {
        var result = edge.Arrow.Trigger switch { "JUDGMENT" => "judged", "RETURNED" or "ACCEPT_REFUSAL" or "DECLINED" => "returned", _ => "notReferred" };
        var said = edge.Step.Actions.Where(action => action.Type == "tellCase").Select(action => action.Params.GetValueOrDefault("result")).ToList();
        if (said is not [var only] || only != result)
            Add(edge.Arrow.At, $"移送有了结果，须如实告知案件（P-9）：“{edge.Arrow.Trigger}”请写 tellCase，result 为 {result}。", $"The case is told what became of its referral (P-9): \"{edge.Arrow.Trigger}\" needs one tellCase, with the result {result}.");
    }

    private void Step(Edge edge)
    {
        foreach (var deed in Penalty.Where(deed => deed.Is(edge)))
            foreach (var missing in deed.Does.Where(name => !Does(edge, name)))
                Add(edge.Arrow.At, $"“{edge.Arrow.Trigger}”到“{edge.To.Path}”时依法须“{WorkflowVocabulary.Actions[missing].Words.Zh}”（{deed.Rule}），请加上 {missing}。",
                    $"On \"{edge.Arrow.Trigger}\" to \"{edge.To.Path}\" the law asks to {WorkflowVocabulary.Actions[missing].Words.En} ({deed.Rule}): add {missing}.");
        if (Period(edge) is { From: "evidence.publishedOn" } && edge.To.Ends && !Does(edge, Reserve))
            Add(edge.Arrow.At, $"申请复核期届满办结时须退回留存资金（R-5），请加上 {Reserve}。", $"When the case ends with the review period, what is left of the reserve goes back (R-5): add {Reserve}.");
        if (Period(edge) is { From: "evidence.noticeServedOn", LegalEffect: "lapse" } && !Does(edge, Lapse))
            Add(edge.Arrow.At, $"陈述申辩期届满未提出的须记载（P-6）：请加上 {Lapse}。", $"That the period for the statement ran out is recorded (P-6): add {Lapse}.");
        foreach (var action in edge.Step.Actions.Where(action => edge.Enters && action.Type == "releaseHold" && action.Params.GetValueOrDefault("keep") != Loss))
            Add(action.At, $"处理生效时，承认或裁判确认的损失仍须暂缓支付（P-5）：releaseHold 须带 keep: {Loss}。", $"When the decision takes effect, a loss that was admitted or adjudged stays held (P-5): this releaseHold must say keep: {Loss}.");
        foreach (var action in edge.Step.Actions.Where(action => action.Type == Referral && Decides(edge, "sanction") && action.Params.GetValueOrDefault("if") != "inDecision"))
            Add(action.At, "处理决定未含移送的，不得移送（D-1、P-9）：openReferral 须带 if: inDecision。", "Nothing is referred that was not decided (D-1, P-9): this openReferral must say if: inDecision.");
        var names = edge.Step.Actions.Select(action => action.Type).ToList();
        if (names.IndexOf("releaseHold") is var release and >= 0 && names.LastIndexOf("postDeduction") > release)
            Add(edge.Arrow.At, $"到“{edge.To.Path}”时先解除暂缓支付、后扣罚，扣罚便无款可扣（P-4、P-5）。", $"On the way to \"{edge.To.Path}\" the hold is released before the deduction that it is held for (P-4, P-5).");
    }

    /// <summary>Where a hold stands the state says so; otherwise nobody proves of it what is proven of such states.</summary>
    private void Marked()
    {
        var walk = WhileProof.Walk(definition, graph, new("#" + WorkflowVocabulary.ExposureHeld, "holdPosted", "holdLapsed", new("", ""), "$.invariants"))!;
        foreach (var at in walk.Places.Where(at => at.Flag == WhileProof.Standing.Stands && !at.Leaf.Ends && !at.Leaf.Has(WorkflowVocabulary.ExposureHeld)))
            Add(at.Leaf.At + ".tags", $"在“{at.Leaf.Path}”中暂缓支付仍在，状态却未标 {WorkflowVocabulary.ExposureHeld}（P-5）：{walk.Tell(at)}。", $"In \"{at.Leaf.Path}\" a hold stands, but the state is not marked {WorkflowVocabulary.ExposureHeld} (P-5): {walk.Tell(at)}.");
    }

    private DeadlineRule? Period(Edge edge) => Trigger.DeadlineOf(edge.Arrow.Trigger) is { } name ? definition.Deadlines.GetValueOrDefault(name) : null;

    private static bool Decides(Edge edge, string outcome) =>
        edge.Arrow.Trigger == "DECIDE" && edge.Arrow.Guard is { Type: "outcomeIs" } guard && guard.Params.GetValueOrDefault("outcome") == outcome;

    private static Func<Edge, bool> On(string trigger) => edge => edge.Arrow.Trigger == trigger;

    private static bool Does(Edge edge, string name) => edge.Step.Actions.Any(action => action.Type == name);

    private void Add(string path, string zh, string en) => faults.Add(new(FaultCodes.LawfulDeed, path, zh, en));
}
