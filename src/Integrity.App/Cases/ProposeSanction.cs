using Integrity.App.Acts;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Fixes what is proposed and puts it to the leadership group, bound to its hash: sanctions may be combined, nothing at all is a dismissal.</summary>
/// <remarks>Rules: P-1, P-3, P-6, D-1, D-5.</remarks>
[May(Duty.ReviewCases), Said("提请集体研究", "Put to the leadership group")]
public sealed record ProposeSanction(CaseId Case, CaseSanction Sanction, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class ProposeSanctionHandler(CaseWork work) : IHandle<ProposeSanction, CaseId>
{
    // What a decision will have to meet is looked at before the vote: what is voted and cannot be adopted would hold the case fast.
    private static readonly string[] ToBeMet = ["threeLegsOrWarningOnly", "notWorseThanNotice", "lossWarningAnswered"];

    public async Task<Outcome<CaseId>> Handle(ProposeSanction act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var (file, given) = (opened.Value, new Given { Words = act.Sanction.Reasons, Document = act.Sanction.Deduction?.LossProof, Sanction = act.Sanction });
        // Where the step knows no proposal that is said, not what the sanction would lack.
        var refusal = file.Answers("REPORT_READY") ? NotToBePut(file, act.Sanction, given, context.Today) : null;
        return refusal is not null ? refusal : await work.Move(context, file, "REPORT_READY", given, cancel);
    }

    /// <summary>Why a sanction is not put to the vote; null where it may be.</summary>
    internal static Refusal? NotToBePut(CaseFile file, CaseSanction sanction, Given given, DateOnly today, params IEnumerable<string> further)
    {
        if (sanction.Check(file.Case.Band, file.Case.ClaimedLoss) is { } malformed) return malformed;
        if (file.SentBack is { } before && sanction.IsWorseThan(before)) return CaseRefusals.WorseThanSentBack() with { Field = "sanction" };
        var unmet = ToBeMet.Concat(further).Where(name => !CaseRequirements.Holds(name, file, given, today)).Select(name => WorkflowVocabulary.Requirements[name]).ToList();
        return sanction.IsAdverse && unmet.Count > 0 ? WorkflowRefusals.RequirementUnmet(new("提请集体研究", "put to the leadership group"), unmet) : null;
    }
}
