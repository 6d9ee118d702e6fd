using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Adds what was found for one of the three legs, with its evidence.</summary>
/// <remarks>Rules: P-2.</remarks>
[May(Duty.InvestigateCases), Said("补充查明事实和证据", "Add a finding with evidence")]
public sealed record AddFinding(CaseId Case, LegFacts Finding, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class AddFindingHandler(IntegrityDb db, CaseWork work, MatterWork matters) : IHandle<AddFinding, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(AddFinding act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        var role = file.RoleOf(context, "investigator");
        if (!role.IsDone) return role.Refusal;
        if (file.Case.Ended) return CaseRefusals.CaseEnded();
        var found = CaseFinding.Of(act.Case, file.Findings.Count + 1, act.Finding, context.Actor, context.Today);
        if (!found.IsDone) return found.Refusal;
        // After the notice it is for another one, or for the organ that the case is referred to, and is no mere assertion.
        if (file.Case.NoticeServedOn is not null && found.Value.Document is null) return CaseRefusals.FindingWithoutEvidence();
        if (CaseFinding.AreAlike([act.Finding, .. file.Findings.Select(f => new LegFacts(f.Leg, f.Words, f.Document))])) return CaseRefusals.LegsAlike();
        file.Findings.Add(found.Value);
        db.CaseFindings.Add(found.Value);
        work.Note(context, file, CaseEvents.Finding, role.Value, new() { Words = act.Finding.Words, Document = act.Finding.Document }, act.Finding.Leg.ToString());
        return await matters.OpenStaffMatter(context, file, cancel) is { } refusal ? refusal : act.Case;
    }
}
