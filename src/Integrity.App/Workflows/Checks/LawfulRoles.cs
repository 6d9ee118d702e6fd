namespace Integrity.App.Workflows;

/// <summary>Whose step it is by law.</summary>
/// <param name="Rule">Rule or legal source.</param>
/// <param name="Trigger">The event of the step.</param>
/// <param name="Only">Nobody else may take it; empty for a step that others may take too.</param>
/// <param name="Among">Must be among those who may take it; null when nobody must.</param>
internal sealed record LawfulRole(string Rule, string Trigger, string[] Only, string? Among = null);

/// <summary>Who takes a step, and whom else that person must not be: a step is another's by law, the contractor keeps what is his, and who decided before does not decide again (E25).</summary>
internal sealed class LawfulRoles(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
{
    private const string Contractor = "contractor", Superior = "superiorBody";

    /// <summary>A penalty.</summary>
    private static readonly IReadOnlyList<LawfulRole> Penalty =
    [
        new("P-5", "CONFIRM", ["secondPerson"]),
        new("P-5", "RENEW_HOLD", ["investigator", "reviewer"]),
        new("P-6", "WITHDRAW", ["reviewer"]),
        new("P-6; 行政处罚法 44, 45 as the model", "SUBMIT_DEFENCE", [], Contractor),
        new("P-6", "WAIVE_DEFENCE", [Contractor]),
        new("P-6; 行政处罚法 63, 64 as the model", "REQUEST_HEARING", [], Contractor),
        new("P-6; 行政处罚法 64 as the model", "HEARING_HELD", ["hearingChair"]),
        new("P-6", "REPORT_READY", ["reviewer"]),
        new("D-1, P-6", "DECIDE", ["panel", Superior]),
        new("P-6", "LODGE_REVIEW", [], Contractor),
        new("P-6", "UPHELD", ["reviewPanel", Superior]),
        new("P-6", "REVOKED", ["reviewPanel", Superior]),
        new("P-6", "REMITTED", ["reviewPanel", Superior]),
    ];

    /// <summary>What a contractor does himself, and what may be asked of him for it; every other step is taken about him, never by him.</summary>
    private static readonly IReadOnlyDictionary<string, string[]> HisOwn = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["SUBMIT_DEFENCE"] = [], ["WAIVE_DEFENCE"] = ["signedWaiver"], ["REQUEST_HEARING"] = ["hearingAllowed"], ["LODGE_REVIEW"] = [], ["REQUEST_RELEASE"] = ["reasonGiven", "evidenceAttached"],
    };

    /// <summary>The fact from which the period of a right runs, and the event by which it is used.</summary>
    private static readonly IReadOnlyList<(string Anchor, string Trigger)> WhileItRuns = [("evidence.noticeServedOn", "SUBMIT_DEFENCE"), ("evidence.noticeServedOn", "REQUEST_HEARING"), ("evidence.publishedOn", "LODGE_REVIEW")];

    /// <summary>D-4, P-6: who handled a case does not decide it, and who decided it does not review it.</summary>
    private static readonly IReadOnlyDictionary<string, string[]> Apart = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["secondPerson"] = ["investigator"],
        ["reviewer"] = ["investigator"],
        ["hearingChair"] = ["investigator", "secondPerson", "reviewer"],
        ["panel"] = ["investigator"],
        ["reviewPanel"] = ["investigator", "secondPerson", "reviewer", "hearingChair", "panel"],
    };

    public void Run()
    {
        foreach (var (name, others) in Apart.Where(pair => definition.Roles.ContainsKey(pair.Key)))
            foreach (var other in others.Where(definition.Roles.ContainsKey).Except(definition.Roles[name].NotSameAs)) Together(definition.Roles[name], other);
        foreach (var edge in graph.Edges.DistinctBy(edge => edge.Arrow)) System(edge.Arrow);
        foreach (var edge in graph.Edges.Where(Reverses)) Reversal(edge);
        foreach (var arrow in graph.Edges.Select(edge => edge.Arrow).Distinct().Where(arrow => arrow.By.Contains(Contractor))) His(arrow);
        // Whom a body or a hearing is, the law says; nobody takes his place by a roster (D-1, D-4).
        foreach (var role in definition.Roles.Values.Where(role => role.Substitutes is not null && (role.Collective || role.Name == "hearingChair")))
            Add(role.At + ".substitutes", $"“{role.Title.Zh}”不得依值班表由他人代行（D-1、D-4）。", $"Nobody stands in for the {role.Title.En} by a roster (D-1, D-4).");
        if (definition.Subject == "PenaltyCase") Steps();
    }

    private void Steps()
    {
        var reached = graph.Reached();
        var arrows = graph.Edges.Where(edge => reached.Contains(edge.From)).Select(edge => edge.Arrow).Distinct().ToLookup(arrow => arrow.Trigger);
        foreach (var step in Penalty)
            foreach (var arrow in arrows[step.Trigger])
            {
                foreach (var role in arrow.By.Where(role => step.Only.Length > 0 && !step.Only.Contains(role))) NotHis(arrow, role, step.Rule);
                if (step.Among is { } among && !arrow.By.Contains(among))
                    Add(arrow.At + ".meta.by", $"“{Zh(arrow)}”（{arrow.Trigger}）是“{definition.RoleWords(among).Zh}”的权利（{step.Rule}），办理人中却没有 {among}。",
                        $"\"{En(arrow)}\" ({arrow.Trigger}) is a right of the {definition.RoleWords(among).En} ({step.Rule}), but {among} is not among those who may do it.");
            }
        foreach (var step in Penalty.Where(step => step.Among is not null && !arrows.Contains(step.Trigger)))
            Add("$.machine", $"没有任何环节可以办理“{step.Trigger}”，合同相对人的这项权利落空（{step.Rule}）。", $"Nowhere can \"{step.Trigger}\" be done, so the contractor never has this right ({step.Rule}).");
        foreach (var (anchor, trigger) in WhileItRuns)
            foreach (var leaf in reached.Where(leaf => Runs(leaf, anchor) && !graph.From(leaf).Any(edge => edge.Arrow.Trigger == trigger)))
                Add(leaf.At, $"在“{leaf.Path}”中期限正在进行，合同相对人却不能“{definition.TriggerWords(trigger).Zh}”（P-6）。", $"In \"{leaf.Path}\" the period of a right runs, but {trigger} cannot be done there (P-6).");
        foreach (var leaf in reached.Where(leaf => graph.From(leaf).Any(edge => edge.Arrow.Trigger == "REPORT_READY") && !graph.From(leaf).Any(edge => edge.Arrow.Trigger == "REQUEST_HEARING")))
            Add(leaf.At, $"在“{leaf.Path}”中听证权可能尚未期满，却不能申请听证（P-6）。", $"In \"{leaf.Path}\" the right to a hearing may still run, but a hearing cannot be asked for (P-6).");
        foreach (var task in reached.SelectMany(leaf => leaf.Tasks).Where(task => task.Code == "legal-review" && task.Role != "reviewer").DistinctBy(task => task.At))
            Add(task.At + ".role", $"法制审核由审核人出具（P-6、D-4），不能由 {task.Role} 出具。", $"The legal review is a reviewer's (P-6, D-4), not one of role {task.Role}.");
        if (!arrows["DECIDE"].Any(arrow => arrow.Guard is { Type: "outcomeIs" } guard && guard.Params.GetValueOrDefault("outcome")?.Contains("dismiss", StringComparison.Ordinal) == true))
            Add("$.machine", "集体研究没有“不予处理”这一结果（P-2、D-1）。", "The body has no way to dismiss the case (P-2, D-1).");
    }

    private void His(Transition arrow)
    {
        if (!HisOwn.TryGetValue(arrow.Trigger, out var asked)) NotHis(arrow, Contractor, "P-6");
        else
            foreach (var more in arrow.Requires.Except(asked))
                Add(arrow.At + ".meta.requires", $"“{Zh(arrow)}”是合同相对人的权利，不得以 {more} 为前提（P-6）。", $"\"{En(arrow)}\" is a right of the contractor and does not wait for {more} (P-6).");
    }

    private bool Runs(StateNode leaf, string anchor) =>
        graph.From(leaf).Any(edge => Trigger.DeadlineOf(edge.Arrow.Trigger) is { } name && definition.Deadlines.TryGetValue(name, out var rule) && rule.From == anchor);

    /// <summary>The system stands for clocks; whatever else is done, somebody does it.</summary>
    private void System(Transition arrow)
    {
        if (arrow.By.Contains(WorkflowVocabulary.System) && !definition.IsClock(arrow.Trigger))
            Add(arrow.At + ".meta.by", $"“{arrow.Trigger}”不由期限触发，不得由系统办理（P-10）。", $"\"{arrow.Trigger}\" comes from no clock, so the system may not do it (P-10).");
    }

    private static bool Reverses(Edge edge) => edge.Step.Actions.Any(action => action.Type is "reverseDeduction" or "endExclusion");

    /// <summary>What a body decided only a body takes back.</summary>
    private void Reversal(Edge edge)
    {
        if (edge.Arrow.By.Count == 0 || definition.IsClock(edge.Arrow.Trigger) || !edge.Arrow.By.All(definition.IsBody))
            Add(edge.Arrow.At + ".meta.by", $"“{edge.Arrow.Trigger}”撤回已作出的处理，只能由集体决定（D-1、P-7）。", $"\"{edge.Arrow.Trigger}\" takes back what was decided; only a body may (D-1, P-7).");
    }

    private void NotHis(Transition arrow, string role, string rule) =>
        Add(arrow.At + ".meta.by", $"“{Zh(arrow)}”（{arrow.Trigger}）不得由“{definition.RoleWords(role).Zh}”办理（{rule}）。", $"\"{En(arrow)}\" ({arrow.Trigger}) is not for the role \"{role}\" ({rule}).");

    private void Together(Role role, string other) =>
        Add(role.At + ".notSameAs", $"“{role.Title.Zh}”与“{definition.RoleWords(other).Zh}”不得是同一人（D-4、P-6），请在 notSameAs 中加上 {other}。",
            $"\"{role.Title.En}\" must not be the same person as \"{definition.RoleWords(other).En}\" (D-4, P-6): add {other} to its notSameAs.");

    private string Zh(Transition arrow) => (arrow.Label ?? definition.TriggerWords(arrow.Trigger)).Zh;

    private string En(Transition arrow) => (arrow.Label ?? definition.TriggerWords(arrow.Trigger)).En;

    private void Add(string path, string zh, string en) => faults.Add(new(FaultCodes.LawfulRole, path, zh, en));
}
