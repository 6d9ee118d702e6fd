namespace Integrity.App.Workflows;

/// <summary>What the law asks before a step is taken: the rule, the step, and the requirements that its arrow must name.</summary>
/// <param name="Rule">Rule or legal source.</param>
/// <param name="Subject">Whose life; null for every one.</param>
/// <param name="Is">Which moves are this step.</param>
/// <param name="Requires">Names of <see cref="WorkflowVocabulary.Requirements"/>.</param>
internal sealed record LawfulStep(string Rule, string? Subject, Func<Edge, LawChecks, bool> Is, params string[] Requires);

/// <summary>How long the law lets a period be, and what it does when it is over.</summary>
/// <param name="Rule">Rule or legal source.</param>
/// <param name="Subject">Whose life.</param>
/// <param name="From">The fact that starts it.</param>
/// <param name="Everywhere">Whether it runs in whatever state; a period of one state is another than the one that runs beside it.</param>
/// <param name="Unit">The law counts in it.</param>
/// <param name="Least">Unit: as <paramref name="Unit"/>.</param>
/// <param name="Most">Unit: as <paramref name="Unit"/>.</param>
/// <param name="Effect">As the definition must say it; null for a period that only reminds.</param>
internal sealed record LawfulPeriod(string Rule, string Subject, string From, bool Everywhere, DeadlineUnit Unit, int Least, int Most, string? Effect);

/// <summary>Within what bounds a number of the file lies that is no period of its own.</summary>
/// <param name="Rule">Rule or legal source.</param>
/// <param name="Name">As <c>parameters</c> names it.</param>
/// <param name="Least">Unit: the parameter's own.</param>
/// <param name="Most">Unit: the parameter's own.</param>
internal sealed record LawfulNumber(string Rule, string Name, long Least, long Most);

/// <summary>The graph shows which ways there are; here is what the law asks on them: of each step its requirements (E23), of each period its length (E24) and its effect (E20).</summary>
internal sealed class LawChecks(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
{
    private static readonly string[] ByABody = ["quorumMet", "recusalsRecorded", "minutesAttached"];

    private static readonly IReadOnlyList<LawfulStep> Steps =
    [
        // Whatever the life: what a body decides, what works against the contractor, what keeps his money longer.
        new("D-2, D-4, D-6", null, (edge, law) => law.IsDecided(edge), ByABody),
        new("D-5", null, (edge, law) => law.IsBodys(edge.Arrow) && !law.IsDecided(edge) && !ByABody.All(edge.Arrow.Requires.Contains), "reasonGiven"),
        new("P-6", null, (edge, law) => edge.Enters && !law.IsBodys(edge.Arrow), "serviceProof"),
        new("P-6", null, (edge, law) => edge.Arrow.Trigger.StartsWith("SERVE_", StringComparison.Ordinal) && law.IsPosted(edge.From), "publicNoticeOver"),
        new("P-5", null, (edge, law) => Prolongs(edge) && !law.IsBodys(edge.Arrow), "reasonGiven", "secondPersonConfirmed"),
        new("P-5", null, (edge, law) => Prolongs(edge) && law.IsBodys(edge.Arrow), "noticeServed"),
        new("P-10", null, (edge, _) => Does(edge, "pauseDeadlines"), "reasonGiven"),
        new("P-6", null, On(Trigger.Reopen), [.. ByABody, "reasonGiven"]),
        new("P-5, P-6, P-1", null, (edge, _) => Does(edge, "resetHold"), "noticeServed", "clauseSignedBeforeAct"),
        new("P-4, V-1", null, (edge, _) => Does(edge, "publishNotice"), "deductionPosted", "noticeRedacted"),

        new("P-5", "PenaltyCase", On("CONFIRM"), "evidenceAttached"),
        new("P-6", "PenaltyCase", On("WITHDRAW"), "reasonGiven", "secondPersonConfirmed"),
        new("P-6, P-1", "PenaltyCase", On("SERVE_NOTICE"), "noticeServed", "clauseSignedBeforeAct"),
        // A second notice in one case, only where the review sent it back: it is no way to a heavier one after a defence.
        new("P-6", "PenaltyCase", (edge, law) => edge.Arrow.Trigger == "SERVE_NOTICE" && law.noticed.Contains(edge.From), "remitted"),
        new("P-6", "PenaltyCase", On("POST_NOTICE"), "reasonGiven", "postingProof"),
        new("P-6", "PenaltyCase", On("WAIVE_DEFENCE"), "signedWaiver"),
        new("P-6", "PenaltyCase", On("HEARING_HELD"), "hearingRecord"),
        new("P-6", "PenaltyCase", On("REPORT_READY"), "tasksComplete", "defenceAnswered", "hearingRightOver"),
        new("P-2, P-3, P-4, P-6", "PenaltyCase", (edge, law) => law.Sanctions(edge),
            "legalReviewDone", "hearingRightOver", "threeLegsOrWarningOnly", "insideSignedBand", "notWorseThanNotice", "lossWarningAnswered"),
        new("P-9", "PenaltyCase", On("REFER"), "referralApproved"),
        // The same by whatever event: put before a body, referred, into the period of the statement and out of it.
        new("P-6", "PenaltyCase", (edge, law) => law.IsPut(edge), "tasksComplete", "defenceAnswered", "hearingRightOver"),
        new("P-9", "PenaltyCase", (edge, law) => Does(edge, "openReferral") && !law.IsBodys(edge.Arrow), "referralApproved"),
        new("P-6, P-1", "PenaltyCase", (edge, law) => law.IsHeard(edge.To) && !law.IsHeard(edge.From) && edge.Arrow.Trigger != "HEARING_HELD", "noticeServed", "clauseSignedBeforeAct"),
        new("P-6", "PenaltyCase", (edge, law) => law.CanSpeak(edge.From) && !law.CanSpeak(edge.To) && !law.IsBodys(edge.Arrow) && !law.IsHeardOut(edge) && edge.Arrow.Trigger is not ("REQUEST_HEARING" or "HEARING_HELD" or "REFER" or "WITHDRAW"), "signedWaiver"),
        new("P-9", "PenaltyCase", On("RETURNED"), "returnLetterAttached"),
        new("P-9", "PenaltyCase", On("JUDGMENT"), "judgmentAttached"),
        new("P-4, V-1", "PenaltyCase", On("PUBLISH"), "deductionPosted", "noticeRedacted"),
        new("P-7", "PenaltyCase", (edge, _) => edge.Arrow.Trigger == "CLOSE" && edge.From.Entry.Any(action => action.Type == "reverseDeduction"), "reversalPosted", "correctionPublished"),
        new("P-6", "PenaltyCase", (edge, _) => edge.Arrow.Trigger == "CLOSE" && edge.From.Entry.All(action => action.Type != "reverseDeduction"), "reasonGiven", "contractorInformed"),

        new("P-8", "MarketExclusion", On("BEGIN"), "decisionInEffect"),
        new("P-8", "MarketExclusion", On("BREACH"), "evidenceAttached", "noticeServed"),
        new("P-8, P-6", "MarketExclusion", (edge, law) => edge.Enters && law.IsBodys(edge.Arrow), "statementHeard"),
        new("C-8", "MarketExclusion", On("SUCCEED"), "successionProved"),

        new("P-8", "ExclusionRecommendation", On("SEND"), "decisionInEffect", "letterNumbered"),
        new("P-8", "ExclusionRecommendation", On("ACCEPTED"), "replyAttached"),
        new("P-8", "ExclusionRecommendation", On("REJECTED"), "replyAttached"),
        new("P-8", "ExclusionRecommendation", On("WITHDRAW"), "reasonGiven"),

        new("P-9, D-1", "JudicialReferral", (edge, law) => law.IsBodys(edge.Arrow), ByABody),
        new("P-9", "JudicialReferral", On("SEND"), "packetListComplete", "receiptAttached"),
        new("P-9", "JudicialReferral", On("FILED"), "filingNoticeAttached"),
        new("P-9", "JudicialReferral", On("REFUSED"), "refusalNoticeAttached"),
        new("P-9", "JudicialReferral", On("RETURNED"), "returnLetterAttached"),
        new("P-9", "JudicialReferral", On("JUDGMENT"), "judgmentAttached"),

        new("P-11", "StaffMatter", On("HAND_OVER"), "packetListComplete", "receiptAttached"),
        new("P-11", "StaffMatter", On("ANSWERED"), "replyAttached"),
        new("C-8", "MarketExclusion", On("SUCCEED"), "successionProved", "secondPersonConfirmed"),
        new("P-11", "StaffMatter", On("WITHDRAW"), "reasonGiven", "secondPersonConfirmed"),
    ];

    private static readonly IReadOnlyList<LawfulPeriod> Periods =
    [
        new("P-5", "PenaltyCase", "hold.postedOn", Everywhere: false, DeadlineUnit.WorkingDays, 1, 1, "release"),
        new("P-5", "PenaltyCase", "hold.postedOn", Everywhere: true, DeadlineUnit.CalendarDays, 1, 30, "release"),
        new("P-6; 行政处罚法 45 as the model", "PenaltyCase", "evidence.noticeServedOn", Everywhere: false, DeadlineUnit.WorkingDays, 3, DeadlineRule.Longest, "lapse"),
        new("V-1; 政府信息公开条例 26", "PenaltyCase", "evidence.decisionServedOn", Everywhere: false, DeadlineUnit.WorkingDays, 1, 20, null),
        new("P-6", "PenaltyCase", "evidence.publishedOn", Everywhere: false, DeadlineUnit.WorkingDays, 15, DeadlineRule.Longest, "lapse"),
        new("P-8", "MarketExclusion", "exclusion.startedOn", Everywhere: false, DeadlineUnit.Months, 12, 36, "release"),
        new("P-9", "JudicialReferral", "referral.reportedOn", Everywhere: false, DeadlineUnit.CalendarDays, 1, 3, null),
        new("P-9", "JudicialReferral", "referral.approvedOn", Everywhere: false, DeadlineUnit.Hours, 1, 24, null),
        new("P-9; 行政执法机关移送涉嫌犯罪案件的规定 9", "JudicialReferral", "evidence.refusalReceivedOn", Everywhere: false, DeadlineUnit.CalendarDays, 1, 3, null),
    ];

    private static readonly IReadOnlyList<LawfulNumber> Numbers =
    [
        new("P-6; 民事诉讼法 95 as the model", "publicNoticeDays", NoticeDays, DeadlineRule.Longest),
        new("P-6; 行政处罚法 64(1) as the model", "hearingRequestDays", 5, DeadlineRule.Longest),
        new("P-6; 行政处罚法 63 as the model", "hearingThresholdFen", 0, 10_000_000),
    ];

    /// <summary>P-6: a notice stands so long in public before it counts as served.</summary>
    private const int NoticeDays = 30;

    /// <summary>P-5: the audit office renews a hold to 90 days, the leadership group extends it to 180.</summary>
    private const int RenewedDays = 90, ExtendedDays = 180;

    private readonly HashSet<StateNode> posted = [.. graph.Edges.Where(edge => edge.Arrow.Trigger == "POST_NOTICE").Select(edge => edge.To)];
    private readonly HashSet<StateNode> towards = Towards(definition, graph);
    private readonly HashSet<StateNode> noticed = Noticed(graph);

    public void Run()
    {
        foreach (var edge in graph.Edges)
            foreach (var step in Steps.Where(step => (step.Subject is null || step.Subject == definition.Subject) && step.Is(edge, this)))
                if (definition.IsByClock(edge.Arrow)) Unproven(edge, step);
                else foreach (var missing in step.Requires.Except(edge.Arrow.Requires)) Lacks(edge.Arrow, step.Rule, missing);
        foreach (var edge in graph.Edges.Where(edge => Carries(edge) && !IsVotedFor(edge.Arrow)))
            faults.Add(new(FaultCodes.DueProcessBypass, edge.Arrow.At,
                $"表决未通过、或者通过的是别的结果，“{edge.Arrow.Trigger}”不得到“{edge.To.Path}”（D-2、D-5）。", $"Where the vote did not pass, or passed for something else, \"{edge.Arrow.Trigger}\" does not lead to \"{edge.To.Path}\" (D-2, D-5)."));
        foreach (var edge in graph.Edges.Where(edge => TakesBack(edge) && !IsBodys(edge.Arrow)))
            faults.Add(new(FaultCodes.LawfulRole, edge.Arrow.At + ".meta.by", $"集体已作出的处理，“{edge.Arrow.Trigger}”不得由个人撤回（D-1）。", $"What a body decided no single person takes back by \"{edge.Arrow.Trigger}\" (D-1)."));
        foreach (var period in Periods.Where(period => period.Subject == definition.Subject)) Bound(period);
        foreach (var arrow in graph.Edges.Select(edge => edge.Arrow).Distinct())
            foreach (var action in arrow.Actions.Where(action => action.Type == "prolongHold")) Prolonged(arrow, action);
        foreach (var rule in definition.Deadlines.Values) Says(rule);
        if (definition.Subject != "PenaltyCase") return;
        foreach (var rule in definition.Deadlines.Values.Where(rule => rule.Anchor == "hold" && rule.Extendable is not null))
            faults.Add(new(FaultCodes.LawfulPeriod, rule.At + ".extendable",
                $"期限“{rule.Name}”是暂缓支付的期限，只能以 prolongHold 续期至 {RenewedDays} 日、延长至 {ExtendedDays} 日，不能另行加长（P-5）。",
                $"The deadline \"{rule.Name}\" limits the hold: it is renewed to {RenewedDays} and extended to {ExtendedDays} days by prolongHold, and not made longer beside it (P-5)."));
        Renewed();
        foreach (var number in Numbers) Bound(number);
        foreach (var leaf in posted.Where(leaf => !leaf.Ends)) Stands(leaf);
    }

    private void Lacks(Transition arrow, string rule, string missing)
    {
        var (words, step) = (WorkflowVocabulary.Requirements[missing].Met, arrow.Label ?? definition.TriggerWords(arrow.Trigger));
        faults.Add(new(FaultCodes.LawfulStep, arrow.At + ".meta.requires",
            $"“{step.Zh}”（{arrow.Trigger}）依法以“{words.Zh}”为前提（{rule}），请在 requires 中加上 {missing}。",
            $"Before \"{step.En}\" ({arrow.Trigger}) the law asks that {words.En} ({rule}): add {missing} to its requires."));
    }

    /// <summary>What the law asks before a step a clock cannot wait for, so the step is never its own.</summary>
    private void Unproven(Edge edge, LawfulStep step)
    {
        if (faults.Exists(fault => fault.Code == FaultCodes.ClockEntersAdverse && fault.Path == edge.Arrow.At)) return;
        var words = WorkflowVocabulary.Requirements[step.Requires[0]].Met;
        faults.Add(new(FaultCodes.ClockEntersAdverse, edge.Arrow.At,
            $"到“{edge.To.Path}”依法以“{words.Zh}”为前提（{step.Rule}），“{edge.Arrow.Trigger}”不能代为证明。",
            $"Before \"{edge.To.Path}\" the law asks that {words.En} ({step.Rule}); no clock proves that, so \"{edge.Arrow.Trigger}\" cannot lead there."));
    }

    private void Bound(LawfulPeriod period)
    {
        var rules = definition.Deadlines.Values.Where(rule => rule.From == period.From && rule.Fires is not null == period.Everywhere).ToList();
        if (rules.Count == 0)
            faults.Add(new(FaultCodes.WithoutEffect, "$.deadlines", $"依法有自“{period.From}”起算的期限（{period.Rule}），这里没有写。", $"The law gives a period from \"{period.From}\" ({period.Rule}); there is none here."));
        foreach (var rule in rules)
        {
            if (rule.Unit != period.Unit || rule.Length < period.Least || rule.Length > period.Most)
                faults.Add(new(FaultCodes.LawfulPeriod, rule.At + ".length",
                    $"期限“{rule.Name}”为 {rule.Length} {rule.Unit}，依法应为 {Range(period)} {period.Unit}（{period.Rule}）。",
                    $"The deadline \"{rule.Name}\" is {rule.Length} {rule.Unit}; the law says {Range(period)} {period.Unit} ({period.Rule})."));
            if (rule.Extendable is not null && period.Most < DeadlineRule.Longest)
                faults.Add(new(FaultCodes.LawfulPeriod, rule.At + ".extendable", $"期限“{rule.Name}”依法最长 {period.Most} {period.Unit}（{period.Rule}），不能加长。", $"The deadline \"{rule.Name}\" is at most {period.Most} {period.Unit} by law ({period.Rule}) and is not made longer."));
            if (period.Effect is { } effect && rule.LegalEffect != effect)
                faults.Add(new(FaultCodes.WithoutEffect, rule.At + ".legalEffect",
                    $"期限“{rule.Name}”届满依法为 {effect}（{period.Rule}），须在 legalEffect 写明。", $"When the deadline \"{rule.Name}\" runs out the law says {effect} ({period.Rule}); its legalEffect must say so."));
        }
    }

    private void Bound(LawfulNumber number)
    {
        if (!definition.Parameters.TryGetValue(number.Name, out var parameter) || (parameter.Value >= number.Least && parameter.Value <= number.Most)) return;
        faults.Add(new(FaultCodes.LawfulPeriod, $"$.parameters.{number.Name}",
            $"参数“{number.Name}”为 {parameter.Value}，依法应在 {number.Least} 至 {number.Most} 之间（{number.Rule}）。", $"The parameter \"{number.Name}\" is {parameter.Value}; the law says {number.Least} to {number.Most} ({number.Rule})."));
    }

    /// <summary>A public notice is no service before its own period is over.</summary>
    private void Stands(StateNode leaf)
    {
        var rules = graph.From(leaf).Select(edge => Trigger.DeadlineOf(edge.Arrow.Trigger)).OfType<string>().Select(name => definition.Deadlines.GetValueOrDefault(name)).OfType<DeadlineRule>();
        if (!rules.Any(rule => rule is { Unit: DeadlineUnit.CalendarDays, Length: >= NoticeDays, From: "state.entered" }))
            faults.Add(new(FaultCodes.LawfulPeriod, leaf.At + ".after",
                $"“{leaf.Path}”须有自进入之日起不少于 {NoticeDays} 个自然日的公告期（P-6）。", $"\"{leaf.Path}\" needs a period of the public notice of at least {NoticeDays} calendar days from its first (P-6)."));
    }

    private void Prolonged(Transition arrow, Call action)
    {
        var most = arrow.By.All(definition.IsBody) ? ExtendedDays : RenewedDays;
        if (!int.TryParse(action.Params.GetValueOrDefault("to"), out var days) || days <= most) return;
        faults.Add(new(FaultCodes.LawfulPeriod, action.At + ".params.to",
            $"暂缓支付由此延长至 {days} 日，依法至多 {most} 日（P-5）。", $"The hold is prolonged to {days} days; the law says {most} at most (P-5)."));
    }

    /// <summary>The law knows one renewal by the audit office and one extension by the leadership group, each from the first posting.</summary>
    private void Renewed()
    {
        var arrows = graph.Edges.Where(Prolongs).Select(edge => edge.Arrow).Distinct().ToList();
        if (!arrows.Exists(arrow => !IsBodys(arrow)))
            faults.Add(new(FaultCodes.LawfulPeriod, definition.Root.At, $"缺少审计部门将暂缓支付续期至 {RenewedDays} 日的办法（P-5）：请加上 prolongHold。", $"There is no renewal of the hold to {RenewedDays} days by the audit office (P-5): add a prolongHold."));
        foreach (var twice in arrows.Where(IsBodys).GroupBy(arrow => arrow.Trigger).Skip(1).SelectMany(group => group))
            faults.Add(new(FaultCodes.LawfulPeriod, twice.At, $"暂缓支付由“{twice.Trigger}”再次延长，依法只延长一次（P-5）。", $"\"{twice.Trigger}\" extends the hold a second time; the law extends it once (P-5)."));
    }

    /// <summary>What ends for the contractor protects him, and what has no effect at least tells somebody.</summary>
    private void Says(DeadlineRule rule)
    {
        if (rule.LegalEffect == "release" && !rule.ProtectsContractor)
            faults.Add(new(FaultCodes.WithoutEffect, rule.At + ".protectsContractor",
                $"期限“{rule.Name}”届满解除对合同相对人的限制，须写明 protectsContractor（P-10）。", $"The deadline \"{rule.Name}\" ends what weighs on the contractor; it must say protectsContractor (P-10)."));
        if (rule.LegalEffect == "lapse" && rule.ProtectsContractor)
            faults.Add(new(FaultCodes.WithoutEffect, rule.At + ".protectsContractor",
                $"期限“{rule.Name}”届满使权利消灭：标为 protectsContractor 则末日逢节假日不顺延，反而缩短（P-10）。", $"When the deadline \"{rule.Name}\" runs out a right lapses: as protectsContractor its last day would not roll past a holiday, which shortens the right (P-10)."));
        if (rule.LegalEffect is null && rule.EscalateTo is null)
            faults.Add(new(FaultCodes.WithoutEffect, rule.At,
                $"期限“{rule.Name}”届满既无法定效果，也不报任何人：须写明 legalEffect 或 escalateTo（P-10）。", $"When the deadline \"{rule.Name}\" runs out it has no legal effect and nobody is told: it must say legalEffect or escalateTo (P-10)."));
    }

    private static Func<Edge, LawChecks, bool> On(string trigger) => (edge, _) => edge.Arrow.Trigger == trigger;

    private static bool Prolongs(Edge edge) => Does(edge, "prolongHold");

    private static bool Does(Edge edge, string name) => edge.Step.Actions.Any(action => action.Type == name);

    private bool IsPosted(StateNode leaf) => posted.Contains(leaf);

    private bool IsBodys(Transition arrow) => arrow.By.Any(definition.IsBody);

    private bool IsPut(Edge edge) =>
        IsBodysPlace(definition, edge.To) && !IsBodysPlace(definition, edge.From) && !IsBodys(edge.Arrow) && edge.Arrow.Trigger is not ("JUDGMENT" or "LODGE_REVIEW");

    /// <summary>The period of the statement runs there.</summary>
    private bool IsHeard(StateNode leaf) => graph.From(leaf).Any(IsHeardOut);

    /// <summary>The period of the statement is over.</summary>
    private bool IsHeardOut(Edge edge) =>
        Trigger.DeadlineOf(edge.Arrow.Trigger) is { } name && definition.Deadlines.TryGetValue(name, out var rule) && rule.From == "evidence.noticeServedOn";

    private bool CanSpeak(StateNode leaf) => IsHeard(leaf) || graph.From(leaf).Any(edge => edge.Arrow.Trigger == "SUBMIT_DEFENCE");

    /// <summary>It does something, or leads to what works against the contractor; to send back or defer decides nothing.</summary>
    private bool IsDecided(Edge edge) =>
        IsBodys(edge.Arrow) && (edge.Step.Actions.Any(action => action.Type is not ("openTasks" or "closeTasks" or "bindPapers")) || towards.Contains(edge.To));

    /// <summary>The body's own step from which the adverse result follows without another.</summary>
    private bool Sanctions(Edge edge) => IsBodysPlace(definition, edge.From) && IsBodys(edge.Arrow) && towards.Contains(edge.To);

    /// <summary>What was voted on begins with it: the sanction, the bar again, the referral.</summary>
    private bool Carries(Edge edge) =>
        (Sanctions(edge) && !edge.From.Has(WorkflowVocabulary.Adverse)) || (definition.Subject == "JudicialReferral" && IsBodys(edge.Arrow) && graph.From(edge.To).Any(next => next.Arrow.Trigger == "SEND"));

    /// <summary>Before it takes effect; two people may withdraw it where the case proves unfounded (P-6), and a clock may let it lapse.</summary>
    private bool TakesBack(Edge edge) =>
        definition.Subject == "PenaltyCase" && towards.Contains(edge.From) && !edge.From.Has(WorkflowVocabulary.Adverse) && !towards.Contains(edge.To) && edge.Arrow.Trigger != "WITHDRAW" && !definition.IsByClock(edge.Arrow);

    private bool IsVotedFor(Transition arrow) =>
        (arrow.Guard is { Type: "outcomeIs" } guard ? guard.Params.GetValueOrDefault("outcome") : null) is { } outcome
        && definition.Subject switch { "PenaltyCase" => outcome == "sanction", "JudicialReferral" => outcome == "refer", _ => outcome != WorkflowVocabulary.NotPassed };

    /// <summary>The states from which an adverse one is reached without a body's place in between.</summary>
    private static HashSet<StateNode> Towards(WorkflowDefinition definition, CaseGraph graph)
    {
        var towards = graph.Leaves.Where(leaf => leaf.Has(WorkflowVocabulary.Adverse)).ToHashSet();
        while (graph.Edges.Where(edge => towards.Contains(edge.To) && !IsBodysPlace(definition, edge.From)).Any(edge => towards.Add(edge.From))) { }
        return towards;
    }

    /// <summary>The states that a case may stand in after its notice was served; opened again it begins anew.</summary>
    private static HashSet<StateNode> Noticed(CaseGraph graph)
    {
        var noticed = graph.Edges.Where(edge => edge.Arrow.Trigger == "SERVE_NOTICE").Select(edge => edge.To).ToHashSet();
        while (graph.Edges.Where(edge => noticed.Contains(edge.From) && edge.Arrow.Trigger != Trigger.Reopen).Any(edge => noticed.Add(edge.To))) { }
        return noticed;
    }

    private static bool IsBodysPlace(WorkflowDefinition definition, StateNode leaf) =>
        leaf.Outward().Select(node => node.Owner).OfType<string>().FirstOrDefault() is { } owner && definition.IsBody(owner);

    private static string Range(LawfulPeriod period) =>
        period.Least == period.Most ? $"{period.Least}" : period.Most == DeadlineRule.Longest ? $"≥ {period.Least}" : $"{period.Least}–{period.Most}";
}
