using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>What of an earlier decision still stands in a closed case, and what a reopening therefore undoes (P-7).</summary>
/// <param name="Deducted">Turned back into a hold, or restored with catch-up and interest.</param>
/// <param name="SetOff">For the loss: turned back or restored with the deduction.</param>
/// <param name="Shortfall">A claim outside the payables, dropped.</param>
/// <param name="ExcludedUntil">The last day of an exclusion that is in force.</param>
/// <param name="Recommended">The city was asked to exclude too.</param>
/// <param name="PublishedOn">The publication that is to be corrected.</param>
/// <param name="Planned">Instalments that are still to be taken: cancelled.</param>
public sealed record StandingSanctions(Money Deducted, Money SetOff, Money Shortfall, DateOnly? ExcludedUntil, bool Recommended, DateOnly? PublishedOn, Money Planned)
{
    public bool Any => Deducted.IsPositive || SetOff.IsPositive || Planned.IsPositive || Shortfall.IsPositive || ExcludedUntil is not null || Recommended || PublishedOn is not null;

    /// <summary>What becomes of each, in a few words; empty where nothing stands.</summary>
    public Workflows.Words WordsOf(bool holds)
    {
        var parts = new List<Workflows.Words>();
        if (Deducted.IsPositive)
            parts.Add(holds ? new($"扣罚 {Deducted} 转回暂缓支付", $"the deduction of {Deducted} held again") : new($"扣罚 {Deducted} 冲回、补付并计息", $"the deduction of {Deducted} restored with catch-up and interest"));
        if (SetOff.IsPositive)
            parts.Add(holds ? new($"抵销损失 {SetOff} 转回暂缓支付", $"the set-off of {SetOff} held again") : new($"抵销损失 {SetOff} 冲回、补付并计息", $"the set-off of {SetOff} restored with catch-up and interest"));
        if (Planned.IsPositive) parts.Add(new($"尚未扣的各期 {Planned} 不再扣", $"the instalments of {Planned} still to come cancelled"));
        if (Shortfall.IsPositive) parts.Add(new($"扣罚不足 {Shortfall} 不再追偿", $"the claim of {Shortfall} dropped"));
        if (ExcludedUntil is { } day) parts.Add(new($"取缔市场（至 {day:yyyy-MM-dd}）终止", $"the exclusion until {day:yyyy-MM-dd} ended"));
        if (Recommended) parts.Add(new("建议取缔撤回", "the recommendation withdrawn"));
        if (PublishedOn is { } published) parts.Add(new($"{published:yyyy-MM-dd} 的公开更正", $"the publication of {published:yyyy-MM-dd} corrected"));
        return new(string.Join("；", parts.Select(p => p.Zh)), string.Join("; ", parts.Select(p => p.En)));
    }
}

public static class StandingSanctionsReading
{
    extension(IntegrityDb db)
    {
        /// <summary>What stands in the case on that day.</summary>
        public async Task<StandingSanctions> StandingIn(PenaltyCase @case, DateOnly today, CancellationToken cancel)
        {
            ArgumentNullException.ThrowIfNull(@case);
            var bars = (await db.BarsFrom(@case.Exclusion, cancel)).Where(bar => bar.IsOn(today)).ToList();
            var planned = await db.CaseInstalments.Where(i => i.PenaltyCase == @case.Id && i.TakenOn == null && i.UndoneOn == null).Select(i => i.Amount.Fen).SumAsync(cancel);
            return new(@case.Deducted, @case.SetOff, @case.Shortfall, bars.Count == 0 ? null : bars.Max(bar => bar.EndsOn), @case.Recommended, @case.CorrectedOn is null ? @case.PublishedOn : null,
                new(planned));
        }
    }
}
