using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>The hearing was held by the chair who was appointed, somebody who took no part so far; its record is signed by both sides.</summary>
/// <remarks>Rules: P-6, D-4.</remarks>
[May(Duty.ReviewCases), Said("登记听证结束", "Record the hearing")]
public sealed record HoldHearing(CaseId Case, string Document, string? Words, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class HoldHearingHandler(IntegrityDb db, CaseWork work) : IHandle<HoldHearing, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(HoldHearing act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (file.HearingAskedOn is not null)
        {
            if (file.Hearing is not { Hearing: var hearing }) return CaseRefusals.HearingNotAppointed();
            if (!context.IsOneOf([hearing.Chair])) return CaseRefusals.AnotherChairs(await db.Officials.Where(o => o.Id == hearing.Chair).Select(o => o.Name).SingleAsync(cancel), hearing.Day);
            if (context.Today < hearing.Day) return CaseRefusals.HearingNotYet(hearing.Day);
        }
        return await work.Move(context, file, "HEARING_HELD", new() { Document = act.Document, Words = act.Words }, cancel, c => c.Hear());
    }
}
