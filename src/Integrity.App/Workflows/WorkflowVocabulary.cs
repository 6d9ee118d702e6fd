namespace Integrity.App.Workflows;

/// <summary>A condition that a file may ask for under <c>requires</c>.</summary>
/// <param name="Name">As files write it.</param>
/// <param name="Met">The condition as a fact: "a reason is given".</param>
/// <param name="Missing">What a grey button says while it is not met: the fact, then what to do.</param>
public sealed record RequirementWord(string Name, Words Met, Words Missing)
{
    /// <summary>The action after which it stands by itself, and the one that ends it; empty when people make it true.</summary>
    public (string From, string To)? StandsBetween { get; init; }
}

/// <summary>An effect that a file may name under <c>actions</c>, <c>entry</c>, <c>exit</c>; the owner of the process carries it out in the one transaction.</summary>
/// <param name="Name">As files write it.</param>
/// <param name="Words">What it does.</param>
/// <param name="Params">The arguments it takes; one that may be left out ends with <c>?</c>.</param>
public sealed record ActionWord(string Name, Words Words, params string[] Params)
{
    /// <summary>It is the adverse result itself (P-1): only on the way into a state that says so, and never by a clock.</summary>
    public bool Sanctions { get; init; }

    /// <summary>It weighs on the contractor without being the result itself, as what sets his money aside or keeps it there: never by a clock (P-10).</summary>
    public bool Burdens { get; init; }

    /// <summary>It only prepares the desk of those who handle the case, or says what the name of its step says already: the record does not tell it.</summary>
    public bool Silent { get; init; }

    /// <summary>The action that takes it back; between two of it lies one of these (E11).</summary>
    public string? Undo { get; init; }

    /// <summary>When the life ends, none of it is left.</summary>
    public bool NoneLeft { get; init; }

    /// <summary>The anchor whose periods it starts (<c>hold</c>), if any.</summary>
    public string? Starts { get; init; }

    /// <summary>The anchor whose periods it ends, if any; with an argument <c>keep</c> a part goes on.</summary>
    public string? Ends { get; init; }
}

/// <summary>A test that routes: it chooses between branches of one event and depends on what was said in it alone, so it is never true for a clock.</summary>
public sealed record GuardWord(string Name, Words Words, Func<Call, Happening, bool> Holds, params string[] Params);

/// <summary>A fact from whose day a period may run.</summary>
public sealed record AnchorWord(string Name, Words Words);

/// <summary>Every name that a definition may use and the program knows how to do, with its words. What is not here is refused by the checker.</summary>
public static partial class WorkflowVocabulary
{
    /// <summary>Carried by a state that works against the contractor; no clock enters it.</summary>
    public const string Adverse = "adverse";

    /// <summary>Carried by a state in which the exposure is held (P-5).</summary>
    public const string ExposureHeld = "exposure-held";

    /// <summary>Days in a state that carries it do not count towards the limit of the case.</summary>
    public const string ClockStopped = "clock-stopped";

    /// <summary>The role under which deadlines act.</summary>
    public const string System = "system";

    public static readonly IReadOnlyDictionary<string, GuardWord> Guards = new GuardWord[]
    {
        new("outcomeIs", new("会议结果是（或包含）所列结果", "the outcome is, or contains, the one named"),
            (call, said) => call.Params.TryGetValue("outcome", out var named) && said.Params.TryGetValue("outcome", out var outcome) && outcome.Contains(named),
            "outcome"),
    }.ToDictionary(word => word.Name, StringComparer.Ordinal);

    /// <summary>What is given where a vote does not pass.</summary>
    public const string NotPassed = "none";

    /// <summary>The outcomes of a penalty by its events: those of a decision (P-1), and the two ways of reopening (P-7). No other event there has one.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> PenaltyOutcomes = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["DECIDE"] = ["sanction", "refer", "dismiss", NotPassed],
        [Trigger.Reopen] = ["hold", "release"],
    };

    /// <summary>The outcomes that can be given to what an arrow answers; null where whoever acts chooses from those that the file names.</summary>
    /// <remarks>In a matter the first branch with an outcome is put to the vote, and the other ways are taken when it does not pass; the case's own decision gives a referral its outcome.</remarks>
    public static IReadOnlyList<string>? OutcomesOf(string subject, Transition arrow) => subject switch
    {
        "PenaltyCase" => PenaltyOutcomes.GetValueOrDefault(arrow.Trigger, []),
        _ when arrow.Trigger != "DECIDE" => null,
        _ => [.. arrow.Source.Outward().SelectMany(node => node.Transitions).Where(other => other.Trigger == arrow.Trigger).Select(other => other.Guard?.Params.GetValueOrDefault("outcome")).OfType<string>().Take(1),
            .. subject == "JudicialReferral" ? new[] { "refer" } : [], NotPassed],
    };

    public static IReadOnlyDictionary<string, RequirementWord> Requirements { get; } = AllRequirements().ToDictionary(word => word.Name, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, ActionWord> Actions { get; } = AllActions().ToDictionary(word => word.Name, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, AnchorWord> Anchors { get; } = AllAnchors().ToDictionary(word => word.Name, StringComparer.Ordinal);

    /// <summary>The roles that a duty, a body of the bureau, the contractor or a clock fills; without one of them among those who may do it, a step is never done.</summary>
    public static readonly IReadOnlySet<string> Held = new HashSet<string>(StringComparer.Ordinal)
    {
        "investigator", "secondPerson", "reviewer", "hearingChair", "panel", "reviewPanel", "finance", "leader", "contractor", System,
    };

    /// <summary>The roles that a file may name: those, and outside bodies whose documents somebody of the bureau enters for them.</summary>
    public static readonly IReadOnlySet<string> Roles = new HashSet<string>(Held, StringComparer.Ordinal) { "superiorBody", "disciplineOrgan" };

    /// <summary>The kinds of thing whose life a definition can describe.</summary>
    public static readonly IReadOnlySet<string> Subjects = new HashSet<string>(StringComparer.Ordinal)
    {
        "PenaltyCase", "MarketExclusion", "ExclusionRecommendation", "JudicialReferral", "StaffMatter",
    };

    /// <summary>What people can do in a penalty; nobody can bring about another event there.</summary>
    public static readonly IReadOnlySet<string> PenaltyEvents = new HashSet<string>(StringComparer.Ordinal)
    {
        "CONFIRM", "WITHDRAW", "SERVE_NOTICE", "POST_NOTICE", "SUBMIT_DEFENCE", "WAIVE_DEFENCE", "REQUEST_HEARING", "HEARING_HELD", "REPORT_READY",
        "DECIDE", "REFER", "RETURNED", "JUDGMENT", "SERVE_DECISION", "PUBLISH", "LODGE_REVIEW", "UPHELD", "REVOKED", "REMITTED", "CLOSE",
        "PAUSE_CLOCK", "RESUME_CLOCK", "RENEW_HOLD", "EXTEND_HOLD", "HOLD_LAPSED", Trigger.Reopen,
    };

    private static IEnumerable<AnchorWord> AllAnchors() =>
    [
        new("state.entered", new("进入本环节之日", "the day the step was entered")),
        new("hold.postedOn", new("暂缓支付入账之日", "the day the hold was posted")),
        new("evidence.noticeServedOn", new("告知书送达之日", "the day the notice was served")),
        new("evidence.decisionServedOn", new("决定书送达之日", "the day the decision was served")),
        new("evidence.publishedOn", new("公开之日", "the day of publication")),
        new("case.openedOrRemittedOn", new("立案、发回或重新立案之日", "the day the case was opened, sent back or reopened")),
        new("exclusion.startedOn", new("禁入开始之日", "the day the exclusion began")),
        new("recommendation.sentOn", new("建议函发出之日", "the day the recommendation was sent")),
        new("referral.reportedOn", new("提出移送报告之日", "the day the referral was reported")),
        new("referral.approvedOn", new("批准移送之时", "the hour the referral was approved")),
        new("evidence.handedOverOn", new("案卷交接之日", "the day the packet was handed over")),
        new("evidence.refusalReceivedOn", new("收到不予立案通知之日", "the day the refusal was received")),
        new("evidence.filingReceivedOn", new("收到立案通知之日", "the day the filing notice was received")),
    ];
}
