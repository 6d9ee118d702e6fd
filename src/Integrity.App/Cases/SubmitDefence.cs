using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>The contractor makes his statement and defence, or the investigator records it for him. It never makes the result worse.</summary>
/// <remarks>Rules: P-6.</remarks>
[May(Duty.ActAsContractor, Duty.InvestigateCases), Said("提交陈述申辩", "Submit a defence")]
public sealed record SubmitDefence(CaseId Case, string Words, string? Document, long Seen) : IAct<CaseId>, IOnOwn
{
    public long Subject() => Case.Value;

    public Task<long?> PartyOf(IntegrityDb db, CancellationToken cancel) => db.NotifiedParty(Case, cancel);
}

public sealed class SubmitDefenceHandler(CaseWork work) : IHandle<SubmitDefence, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(SubmitDefence act, ActContext context, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(act.Words) || act.Words.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords);
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        return ForContractor.WhyNot(context, opened.Value, act.Document) ?? await work.Move(context, opened.Value, "SUBMIT_DEFENCE", new() { Words = act.Words, Document = act.Document }, cancel);
    }
}
