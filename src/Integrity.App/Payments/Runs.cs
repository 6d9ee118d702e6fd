using Integrity.App.Storage;
using Integrity.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A round or wage run, as its instructions name it.</summary>
public sealed record RunName(long Run, bool IsWageRun, string Number)
{
    public string Zh => IsWageRun ? $"工资支付 {Number}" : $"兑付批次 {Number}";
    public string En => IsWageRun ? $"Wage run {Number}" : $"Payment round {Number}";
}

public static class Runs
{
    public static async Task<RunName?> NameOf(IntegrityDb db, long run, CancellationToken cancel)
    {
        var wage = await db.WageRuns.AsNoTracking().Where(r => r.Id == WageRunId.From(run)).Select(r => r.Number).SingleOrDefaultAsync(cancel);
        if (wage is not null) return new(run, true, wage);
        var round = await db.PaymentRounds.AsNoTracking().Where(r => r.Id == PaymentRoundId.From(run)).Select(r => r.Number).SingleOrDefaultAsync(cancel);
        return round is null ? null : new(run, false, round);
    }
}
