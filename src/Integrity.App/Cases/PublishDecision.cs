using Integrity.App.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>What was published.</summary>
public sealed record PublicationPaper(long Case, string Text);

/// <summary>The decision is published with personal data masked; from now on the contractor may ask for review.</summary>
/// <remarks>Rules: P-6, V-1.</remarks>
[May(Duty.ReviewCases, Duty.Publish), Said("公开处理决定", "Publish the decision")]
public sealed record PublishDecision(CaseId Case, string Text, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class PublishDecisionHandler(CaseWork work, MaskedNames masked) : IHandle<PublishDecision, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(PublishDecision act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        // An empty text has nothing in it to mask: it says so, where the step could be taken.
        if (string.IsNullOrWhiteSpace(act.Text) && opened.Value.PlanFor(context, "PUBLISH", new() { PublicText = "-" }).IsDone) return CaseRefusals.PublicTextMissing() with { Field = "text" };
        return await work.Move(context, opened.Value, "PUBLISH", new() { PublicText = act.Text, Masked = await masked.Of(opened.Value.Case, cancel) }, cancel);
    }
}
