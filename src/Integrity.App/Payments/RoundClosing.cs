using Integrity.App.Storage;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>When a round has come to its end: every line is settled, ended, or carried as set aside .</summary>
public static class RoundClosing
{
    /// <summary>Why the run cannot be closed yet, or null. A returned order is carried: its cash is reserved for the order, which a later round pays.</summary>
    public static async Task<Refusal?> CanClose(IntegrityDb db, long run, CancellationToken cancel)
    {
        var open = await db.Instructions.AsNoTracking()
            .Where(i => i.Run == run && (i.State == InstructionState.InFlight || (i.State == InstructionState.Returned && i.Kind != InstructionKind.Order)))
            .OrderBy(i => i.Id).Select(i => (long?)i.Id).FirstOrDefaultAsync(cancel);
        return open is { } one ? BankRefusals.LinesUnderWay(EndToEndId.Of(one)) : null;
    }
}
