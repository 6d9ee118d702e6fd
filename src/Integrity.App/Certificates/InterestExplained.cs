using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>Accrued interest in fen-days by certificate and due day; the figure is their sum at the daily rate, floored once (O-7).</summary>
internal sealed class InterestExplained(IntegrityDb db)
{
    public async Task<Explanation> Of(ContractId contract, DateOnly asOf, CancellationToken cancel)
    {
        var rate = await db.WorksContracts.Where(c => c.Id == contract).Select(c => c.OverdueDailyRate).SingleAsync(cancel) ?? OverdueInterest.DefaultDailyRate;
        var rows = await db.Postings.AsNoTracking().Where(p => p.Owner == contract.Value && p.Day <= asOf).OrderBy(p => p.Id).ToListAsync(cancel);
        var tranches = rows.Where(p => p.Account is Account.Payable or Account.Retention).GroupBy(p => (p.Tranche, p.Due))
            .Select(g => (First: g.First(), FenDays: checked((long)OverdueInterest.At(contract.Value, g.Select(p => p.ToPosting()), asOf, rate).FenDays)))
            .Where(g => g.FenDays != 0).ToList();
        var entries = await new EntriesExplained(db).Entries(tranches.ConvertAll(t => t.First), cancel);
        var parts = tranches.ConvertAll(t => new ExplainedPart(
            $"到期日 {t.First.Due:yyyy-MM-dd} 的款项逾期金额×天数", $"Amount × days overdue of what fell due on {t.First.Due:yyyy-MM-dd}", t.FenDays, entries[t.First.Id], null));
        var all = parts.Sum(p => p.Amount);
        return new(Figure.InterestAccrued, asOf, OverdueInterest.Of(all, rate), all, "O-7",
            $"floor({all} 分·天 × {rate.Ppm} ÷ 1000000)，每份合同只取整一次", $"floor({all} fen-days × {rate.Ppm} ÷ 1000000), floored once per contract", parts, null);
    }

    /// <summary>The interest of each of some contracts, in fen.</summary>
    public static async Task<Dictionary<long, long>> PerContract(IntegrityDb db, IReadOnlyList<long> contracts, IEnumerable<PostingRow> rows, DateOnly asOf, CancellationToken cancel)
    {
        var ids = contracts.Select(ContractId.From).ToList();
        var rates = await db.WorksContracts.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.OverdueDailyRate }).ToDictionaryAsync(c => c.Id.Value, c => c.OverdueDailyRate, cancel);
        return rows.GroupBy(p => p.Owner).ToDictionary(g => g.Key, g => OverdueInterest.At(g.Key, g.Select(p => p.ToPosting()), asOf, rates[g.Key]).Accrued.Fen);
    }
}
