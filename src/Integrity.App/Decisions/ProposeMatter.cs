using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>A matter that no other module puts to the body by itself, bound to the hash of the document that is decided.</summary>
/// <remarks>Rules: D-1, D-5. Only a change of a penalty schedule: rounds, cases and contracts bring their own papers.</remarks>
[May(Duty.KeepMeetings, Duty.RegisterContracts), Said("提请集体研究", "Put to the body")]
public sealed record ProposeMatter(
    BodyId Body, long About, ItemKinds Kind, string SubjectZh, string SubjectEn, IReadOnlyList<CandidateFacts> Candidates,
    IReadOnlyList<Conflict> Conflicts) : IAct<ItemId>;

public sealed class ProposeMatterHandler(IntegrityDb db) : IHandle<ProposeMatter, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(ProposeMatter act, ActContext context, CancellationToken cancel)
    {
        if (act.Kind != ItemKinds.PenaltyScheduleChange) return DecisionRefusals.BroughtByItsModule();
        var people = act.Conflicts.Select(one => one.Person).ToList();
        if (await db.Set<Official>().Where(x => people.Contains(x.Id)).Select(x => x.Id).ToListAsync(cancel) is var known && people.Except(known).Any())
            return IdentityRefusals.OfficialUnknown();
        var proposed = await db.Propose(
            new(act.Body, act.About, act.Kind, act.SubjectZh, act.SubjectEn, act.Candidates, act.Conflicts, PreparedBy: [context.Actor]), context, cancel);
        return proposed.IsDone ? proposed.Value.Id : proposed.Refusal;
    }
}
