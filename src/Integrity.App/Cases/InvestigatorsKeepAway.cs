using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;

namespace Integrity.App.Cases;

/// <summary>Whoever investigated a case, or a matter that came out of it, never votes on it, also where he did so after it was put to the vote (D-4).</summary>
public sealed class InvestigatorsKeepAway(IntegrityDb db) : IKeepsFromVote
{
    public async Task<IReadOnlyList<Conflict>> ConflictsOf(long about, DateOnly today, CancellationToken cancel) =>
        await db.ProcessFileOf(ProcessId.From(about), today, cancel) switch
        {
            CaseFile file => CaseActions.Conflicts(file),
            MatterFile { Of: var file } => CaseActions.Conflicts(file),
            _ => [],
        };
}
