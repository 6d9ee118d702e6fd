using Integrity.App.Workflows;

namespace Integrity.App.Cases.Documents;

/// <summary>The official documents of a case.</summary>
public enum DocumentKind
{
    /// <summary>告知书.</summary>
    Notice = 1,

    /// <summary>送达回证 of the notice.</summary>
    NoticeService = 2,

    /// <summary>听证通知书.</summary>
    HearingNotice = 3,

    /// <summary>扣款决定书.</summary>
    Decision = 4,

    /// <summary>送达回证 of the decision.</summary>
    DecisionService = 5,

    /// <summary>建议函.</summary>
    Recommendation = 6,

    /// <summary>移送书.</summary>
    Referral = 7,

    /// <summary>复核决定书.</summary>
    Review = 8,

    /// <summary>告知书 as it is written and not served yet.</summary>
    NoticeDraft = 9,

    /// <summary>送达回证 of the notice, to be signed at its service.</summary>
    NoticeServiceForm = 10,

    /// <summary>送达回证 of the decision, to be signed at its service.</summary>
    DecisionServiceForm = 11,
}

/// <summary>Which documents there are at a step, what they are called, and who reads them.</summary>
public static class DocumentKinds
{
    private static readonly (DocumentKind Kind, string Code, Words Title)[] All =
    [
        (DocumentKind.NoticeDraft, "notice-draft", new("违约处理告知书（待送达）", "Notice of the proposed penalty (not served yet)")),
        (DocumentKind.NoticeServiceForm, "notice-service-form", new("送达回证（告知书，待签收）", "Proof of service of the notice, to be signed")),
        (DocumentKind.Notice, "notice", new("违约处理告知书", "Notice of the proposed penalty")),
        (DocumentKind.NoticeService, "notice-service", new("送达回证（告知书）", "Proof of service of the notice")),
        (DocumentKind.HearingNotice, "hearing-notice", new("听证通知书", "Notice of the hearing")),
        (DocumentKind.Decision, "decision", new("违约处理决定书", "Decision")),
        (DocumentKind.DecisionServiceForm, "decision-service-form", new("送达回证（决定书，待签收）", "Proof of service of the decision, to be signed")),
        (DocumentKind.DecisionService, "decision-service", new("送达回证（决定书）", "Proof of service of the decision")),
        (DocumentKind.Recommendation, "recommendation", new("取缔市场建议函", "Recommendation to exclude")),
        (DocumentKind.Referral, "referral", new("案件移送书", "Referral")),
        (DocumentKind.Review, "review", new("复核决定书", "Decision on the review")),
    ];

    /// <summary>As it stands in an address; null for a word that names none.</summary>
    public static DocumentKind? Read(string code) => All.Where(one => one.Code == code).Select(one => (DocumentKind?)one.Kind).FirstOrDefault();

    public static string CodeOf(DocumentKind kind) => All.Single(one => one.Kind == kind).Code;

    public static Words TitleOf(DocumentKind kind) => All.Single(one => one.Kind == kind).Title;

    /// <summary>As a list names it: a decision as it is headed, and a proof of service with what was served.</summary>
    public static Words TitleOf(DocumentKind kind, OfficialDocument written)
    {
        ArgumentNullException.ThrowIfNull(written);
        return kind == DocumentKind.Decision ? written.Title : TitleOf(kind);
    }

    /// <summary>The documents whose step the case has reached, in the order of the procedure.</summary>
    public static IReadOnlyList<DocumentKind> Offered(DocumentFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [.. All.Select(one => one.Kind).Where(kind => IsThere(kind, facts))];
    }

    /// <summary>What is addressed to the contractor, and only once it was served; what goes to others is not his to read (P-6, P-9).</summary>
    public static bool IsForContractor(DocumentKind kind, DocumentFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return kind switch
        {
            DocumentKind.NoticeDraft or DocumentKind.NoticeServiceForm or DocumentKind.DecisionServiceForm or DocumentKind.Recommendation or DocumentKind.Referral => false,
            DocumentKind.Decision => facts.DecisionServedOn is not null,
            _ => true,
        };
    }

    private static bool IsThere(DocumentKind kind, DocumentFacts facts) => kind switch
    {
        DocumentKind.NoticeDraft or DocumentKind.NoticeServiceForm => facts.Drafted is not null,
        DocumentKind.DecisionServiceForm => facts is { Decision: not null, DecisionServedOn: null },
        DocumentKind.Notice => facts.Notice is not null && facts.NoticeServedOn is not null,
        DocumentKind.NoticeService => facts.NoticeService is not null,
        DocumentKind.HearingNotice => facts.HearingNotice is not null,
        DocumentKind.Decision => facts.Decision is not null,
        DocumentKind.DecisionService => facts.DecisionService is not null,
        DocumentKind.Recommendation => facts.Decided is { Sanction.Recommendation: true } && facts.DecisionServedOn is not null,
        DocumentKind.Referral => facts.ReferredOn is not null,
        _ => facts.Review is not null,
    };
}
