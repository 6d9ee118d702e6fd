using Integrity.App.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>What the contractor says or asks for is his: whoever of the bureau enters it for him has it from him in writing (P-6).</summary>
internal static class ForContractor
{
    public static Refusal? WhyNot(ActContext context, string? document) =>
        context.Official.Party is null && string.IsNullOrWhiteSpace(document) ? CaseRefusals.PaperOfContractorMissing() : null;

    /// <summary>Nor is his paper one that the bureau has brought in against him.</summary>
    public static Refusal? WhyNot(ActContext context, CaseFile file, string? document) =>
        WhyNot(context, document) ?? (context.Official.Party is null && file.Findings.Exists(finding => finding.Document == document?.Trim()) ? CaseRefusals.PaperOfContractorMissing() : null);
}
