using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>The contractor waives his defence by a signed paper.</summary>
/// <remarks>Rules: P-6.</remarks>
[May(Duty.ActAsContractor), Said("放弃陈述申辩", "Waive the defence")]
public sealed record WaiveDefence(CaseId Case, string Document, long Seen) : IAct<CaseId>, IOnOwn
{
    public long Subject() => Case.Value;

    public Task<long?> PartyOf(IntegrityDb db, CancellationToken cancel) => db.NotifiedParty(Case, cancel);
}

public sealed class WaiveDefenceHandler(CaseWork work) : IHandle<WaiveDefence, CaseId>
{
    public Task<Outcome<CaseId>> Handle(WaiveDefence act, ActContext context, CancellationToken cancel) =>
        work.Move(context, act.Case, "WAIVE_DEFENCE", new() { Document = act.Document }, cancel);
}
