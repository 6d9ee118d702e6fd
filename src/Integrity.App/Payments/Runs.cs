using Integrity.App.Storage;
using Integrity.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>What an instruction belongs to.</summary>
public enum RunSort
{
    Round = 1,

    /// <summary>Wages on any day (O-5).</summary>
    WageRun = 2,

    /// <summary>Advances or interest (C-6, O-7).</summary>
    DecidedRun = 3,
}

/// <summary>A round, wage run, or list of advances or interest, as its instructions name it.</summary>
public sealed record RunName(long Run, RunSort Sort, string Number, string Zh, string En);

public static class Runs
{
    public static async Task<RunName?> NameOf(IntegrityDb db, long run, CancellationToken cancel)
    {
        if (await db.PaymentRounds.AsNoTracking().Where(r => r.Id == PaymentRoundId.From(run)).Select(r => r.Number).SingleOrDefaultAsync(cancel) is { } round)
            return new(run, RunSort.Round, round, $"兑付批次 {round}", $"Payment round {round}");
        if (await db.WageRuns.AsNoTracking().Where(r => r.Id == WageRunId.From(run)).Select(r => r.Number).SingleOrDefaultAsync(cancel) is { } wage)
            return new(run, RunSort.WageRun, wage, $"工资支付 {wage}", $"Wage run {wage}");
        var decided = await db.DecidedRuns.AsNoTracking().Where(r => r.Id == DecidedRunId.From(run)).Select(r => new { r.Number, r.Kind }).SingleOrDefaultAsync(cancel);
        return decided is null ? null
            : decided.Kind == DecidedRunKind.Advance ? new(run, RunSort.DecidedRun, decided.Number, $"预付款 {decided.Number}", $"Advances {decided.Number}")
            : new(run, RunSort.DecidedRun, decided.Number, $"逾期利息 {decided.Number}", $"Overdue interest {decided.Number}");
    }
}
