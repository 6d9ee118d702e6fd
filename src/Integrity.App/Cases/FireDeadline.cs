using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>A period has run out: the clock does what the definition says. It never produces an adverse result.</summary>
/// <remarks>Rules: P-10. Its key is <c>deadline:{id}:{run}</c>, so that several nodes fire it once.</remarks>
[May, Said("期限届满", "A period ran out")]
public sealed record FireDeadline(CaseDeadlineId Deadline, int Run) : IAct<ProcessId>;

public sealed class FireDeadlineHandler(IntegrityDb db, CaseWork work, MatterWork matters) : IHandle<FireDeadline, ProcessId>
{
    public async Task<Outcome<ProcessId>> Handle(FireDeadline act, ActContext context, CancellationToken cancel)
    {
        if (await db.CaseDeadlines.SingleOrDefaultAsync(d => d.Id == act.Deadline, cancel) is not { } deadline) return ActRefusals.NotFound();
        if (!deadline.IsRunning || deadline.Run != act.Run) return CaseRefusals.DeadlineNotRunning();
        if (deadline.ExpiresAt is not { } expires || expires > context.Now) return CaseRefusals.DeadlineNotOver();
        deadline.Fire();
        if (await matters.Find(context, deadline.Process, cancel) is { } matter)
            return await matters.Move(context, matter, matter.Definition.Deadlines[deadline.Name].Trigger, new(), cancel) is { } no ? no : deadline.Process;
        var opened = await work.Open(context, CaseId.From(deadline.Process.Value), cancel);
        if (!opened.IsDone) return opened.Refusal;
        var moved = await work.Move(context, opened.Value, opened.Value.Definition.Deadlines[deadline.Name].Trigger, new(), cancel);
        return moved.IsDone ? deadline.Process : moved.Refusal;
    }
}
