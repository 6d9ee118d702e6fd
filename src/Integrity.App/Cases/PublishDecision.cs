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

public sealed class PublishDecisionHandler(CaseWork work) : IHandle<PublishDecision, CaseId>
{
    public Task<Outcome<CaseId>> Handle(PublishDecision act, ActContext context, CancellationToken cancel) =>
        work.Move(context, act.Case, "PUBLISH", new() { PublicText = act.Text }, cancel);
}
