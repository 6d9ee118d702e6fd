using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>Who may know that a staff matter exists: those who handle it, and a leader once it was reported to the leaders or his agreement was asked for (P-11).</summary>
/// <remarks>To everybody else of the bureau it looks like none: the attacker is somebody who is named in it and reads that it has been opened.</remarks>
public static class StaffMatters
{
    extension(IntegrityDb db)
    {
        /// <summary>The staff matters that look like none to a reader.</summary>
        public async Task<List<MatterId>> StaffMattersHiddenFrom(Official? reader, DateOnly today, CancellationToken cancel)
        {
            List<Official> people = reader is { Party: null } ? [reader, .. await db.AbsentFor(reader, today, cancel)] : [];
            if (people.Exists(person => person.Has(Duty.InvestigateCases) || person.Has(Duty.ReviewCases))) return [];
            var all = await db.Matters.AsNoTracking().Where(m => m.Kind == MatterKind.StaffMatter).Select(m => m.Id).ToListAsync(cancel);
            if (all.Count == 0 || !people.Exists(person => person.Has(Duty.Vote))) return all;
            var (ids, asking) = (all.ConvertAll(id => (ProcessId)id), CaseEvents.Asking(CaseEvents.Intervention));
            var told = await db.CaseSteps.AsNoTracking().Where(s => ids.Contains(s.Process) && (s.Event == asking || s.Actions.Contains("escalate"))).Select(s => s.Process).Distinct().ToListAsync(cancel);
            return [.. all.Where(id => !told.Contains(id))];
        }

        /// <summary>Whether a number is that of a staff matter that looks like none to a reader.</summary>
        public async Task<bool> IsHidden(ProcessId process, Official? reader, DateOnly today, CancellationToken cancel) =>
            (await db.StaffMattersHiddenFrom(reader, today, cancel)).Contains(MatterId.From(process.Value));
    }
}
