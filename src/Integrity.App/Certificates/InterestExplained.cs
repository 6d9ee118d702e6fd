using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>Overdue interest by the stretches of days in which the same amount was overdue. What a stretch adds to the floored sum of all before it is its part:
/// so the parts add up to the figure, which is floored once per contract (O-7).</summary>
internal sealed class InterestExplained(IntegrityDb db)
{
    public async Task<List<ExplainedPart<Explain>>> Of(ContractId contract, Figure figure, DateOnly asOf, CancellationToken cancel)
    {
        var rate = await db.WorksContracts.Where(c => c.Id == contract).Select(c => c.OverdueDailyRate).SingleAsync(cancel) ?? OverdueInterest.DefaultDailyRate;
        var rows = await db.Postings.AsNoTracking().Where(p => p.Owner == contract.Value && p.Day <= asOf).OrderBy(p => p.Id).ToListAsync(cancel);
        var own = rows.ConvertAll(p => p.ToPosting());
        var (isPerDay, until) = figure == Figure.InterestPerDay ? (true, asOf.AddDays(1)) : (false, asOf);
        var opened = rows.GroupBy(p => (p.Entry, p.Tranche, p.Due)).ToDictionary(g => g.Key, g => g.First());
        var parts = new List<(OverdueStretch Stretch, Money Amount, PostingRow Opened)>();
        var (sum, yesterday) = (Int128.Zero, Int128.Zero);
        foreach (var stretch in OverdueInterest.Stretches(own, until))
        {
            var (before, of) = (Grown(), stretch.Opened);
            sum += stretch.FenDays;
            // Of one more day only the last day counts; what ended before it is in both sums.
            if (isPerDay) yesterday += stretch.Until == until ? stretch.FenDays - stretch.Principal.Fen : stretch.FenDays;
            parts.Add((stretch, Grown() - before, opened[(of.Entry, of.Tranche, of.Due)]));
        }
        parts.RemoveAll(p => p.Amount.IsZero);
        var entries = await new EntriesExplained(db).Entries(parts.ConvertAll(p => p.Opened), cancel);
        return parts.ConvertAll(p => new ExplainedPart<Explain>(
            isPerDay ? $"{p.Stretch.Principal.ToYuan()} 元 × {rate.ToPercent()} %" : $"{p.Stretch.From:yyyy-MM-dd} 至 {p.Stretch.Until:yyyy-MM-dd}：{p.Stretch.Principal.ToYuan()} 元 × {p.Stretch.Days} 天 × {rate.ToPercent()} %",
            isPerDay ? $"{p.Stretch.Principal.ToYuan()} yuan × {rate.ToPercent()} %" : $"{p.Stretch.From:yyyy-MM-dd} to {p.Stretch.Until:yyyy-MM-dd}: {p.Stretch.Principal.ToYuan()} yuan × {p.Stretch.Days} days × {rate.ToPercent()} %",
            p.Amount, entries[p.Opened.Id]));

        Money Grown() => OverdueInterest.Of(sum, rate) - OverdueInterest.Of(yesterday, rate);
    }
}
