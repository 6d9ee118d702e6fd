using System.Runtime.CompilerServices;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases.Checks;

/// <summary>
/// Every deduction and exclusion rests on a decision that was passed on that very paper; a deduction is inside its band, once per contract and act,
/// and against one member of a consortium its base is his signed share; what is taken in instalments follows the plan of the decided paper, and band and cap hold over its sum.
/// </summary>
internal sealed class SanctionsCheck : ICheck
{
    public string Name => "cases.sanctions";
    public string Rule => "P-3, P-4, P-7, P-8, C-3, invariants 5, 7, 8";
    public string Zh => "每笔扣罚和取缔均有通过且摘要一致的决定；扣罚在约定幅度内，同一合同同一行为只扣一次；对联合体成员按其份额计算；分期扣款与决定的分期一致，各期合计在幅度和上限之内";
    public string En => "Every deduction and exclusion has a passed decision with its hash; a deduction is inside the signed band, once per contract and act, and of a member's share against one member; instalments follow their plan, and band and cap hold over the sum";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var posted = new Dictionary<long, (long Owner, long Fen)>();
        BulkRead.Each(db, "SELECT subject, MIN(owner), CAST(SUM(-fen) AS BIGINT) FROM postings WHERE account = $1 GROUP BY subject", 3, row => posted[row[0]] = (row[1], row[2]), (long)Account.Penalty);
        var setOff = new Dictionary<long, long>();
        BulkRead.Each(db, "SELECT subject, CAST(SUM(-fen) AS BIGINT) FROM postings WHERE account = $1 GROUP BY subject", 2, row => setOff[row[0]] = row[1], (long)Account.SetOff);
        var cases = await db.PenaltyCases.AsNoTracking().OrderBy(c => c.Id).ToListAsync(cancel);
        var plans = (await db.CaseInstalments.AsNoTracking().OrderBy(i => i.Number).ToListAsync(cancel)).ToLookup(i => i.PenaltyCase);
        foreach (var @case in cases)
        {
            posted.Remove(@case.Id.Value, out var books);
            if (books.Fen != @case.Deducted.Fen || (books.Fen != 0 && books.Owner != @case.Contract.Value))
                yield return Of(@case, $"登记扣罚 {@case.Deducted}，账面 {books.Fen} 分。", $"It says {@case.Deducted} was deducted, the ledger {books.Fen} fen.");
            if (setOff.GetValueOrDefault(@case.Id.Value) != @case.SetOff.Fen)
                yield return Of(@case, $"登记抵销 {@case.SetOff}，账面 {setOff.GetValueOrDefault(@case.Id.Value)} 分。", $"It says {@case.SetOff} was set off, the ledger {setOff.GetValueOrDefault(@case.Id.Value)} fen.");
            if (!await Signed(db, @case, cancel)) yield return Of(@case, "幅度或上限不是廉政合同所约定的。", "Its band or cap is not the one that was signed.");
            if (!await Based(db, @case, cancel)) yield return Of(@case, "扣罚基数不是合同所欠款乘以该成员的份额。", "Its base is not V of the contract times the member's share.");
            if (!await AsPlanned(db, @case, [.. plans[@case.Id]], cancel)) yield return Of(@case, "分期扣款与决定的分期不符。", "Its instalments are not those of its decision.");
            if (Whole(@case, plans[@case.Id]) > @case.V.Times(@case.BandMax)) yield return Of(@case, "扣罚超过约定幅度。", "The deduction is above the signed band.");
            if ((@case.Deducted.IsPositive || @case.Exclusion is not null) && !await Decided(db, @case, cancel)) yield return Of(@case, "没有通过且摘要一致的集体决定。", "No decision was passed on it whose hash matches.");
        }
        foreach (var contract in cases.GroupBy(c => c.Contract).Where(g => g.Any(c => c.Deducted.IsPositive)))
        {
            var amount = await db.WorksContracts.AsNoTracking().Where(c => c.Id == contract.Key).Select(c => c.Amount).SingleAsync(cancel);
            if (contract.Sum(c => Whole(c, plans[c.Id])) > amount.Times(contract.Max(c => c.Cap))) yield return Of(contract.Last(), "该合同的扣罚合计超过约定上限。", "The deductions under its contract are together above the agreed cap.");
        }
        foreach (var stray in posted.Where(p => p.Value.Fen != 0)) yield return new("postings", $"case {stray.Key}", "账面有扣罚而没有案件。", "The ledger has a deduction for no case.");
        foreach (var exclusion in await db.MarketExclusions.AsNoTracking().OrderBy(x => x.Id).ToListAsync(cancel))
            if (!await Excluded(db, ItemId.From(exclusion.Decision), cancel)) yield return new("market_exclusions", $"{exclusion.Id.Value}", "取缔没有通过的集体决定。", "No passed decision excludes the party.");
        foreach (var twice in cases.Where(c => c.Deducted.IsPositive).GroupBy(c => (c.Contract, c.ActDay, Act: PenaltyCase.ActKeyOf(c.Act))).Where(g => g.Count() > 1))
            yield return Of(twice.Last(), "同一合同的同一行为扣罚了两次。", "The same act under the same contract was deducted twice.");
    }

    private static async Task<bool> Signed(IntegrityDb db, PenaltyCase @case, CancellationToken cancel)
    {
        var signed = await db.IntegrityContracts.AsNoTracking().SingleOrDefaultAsync(i => i.Id == @case.IntegrityContract, cancel);
        return signed?.BandOf(@case.Severity) is { } band && (band.Min, band.Max, signed.Cap) == (@case.BandMin, @case.BandMax, @case.Cap);
    }

    /// <summary>What was taken and what is still to be taken.</summary>
    private static Money Whole(PenaltyCase @case, IEnumerable<CaseInstalment> plan) => @case.Deducted + plan.Where(i => i.IsOpen).Sum(i => i.Amount);

    private static async Task<bool> AsPlanned(IntegrityDb db, PenaltyCase @case, List<CaseInstalment> plan, CancellationToken cancel)
    {
        var live = plan.FindAll(i => i.UndoneOn is null);
        if (@case.DeductedOn is not { } served) return live.Count == 0;
        var paper = await db.CasePapers.AsNoTracking().SingleOrDefaultAsync(p => p.PenaltyCase == @case.Id && p.Number == @case.DecisionPaper, cancel);
        if (paper is null || CanonicalJson.Read<SanctionPaper>(paper.Text)?.Sanction.Deduction is not { } terms) return false;
        // An amount of fewer fen than instalments is taken at once.
        if (live.Count == 0) return terms.Instalments == 1 || @case.Deducted.Fen < terms.Instalments;
        var amount = live.Sum(i => i.Amount);
        return live.TrueForAll(i => i.Paper == @case.DecisionPaper) && amount <= @case.V.Times(terms.Percentage)
            && live.Select(i => new PlannedInstalment(i.Number, i.DueOn, i.Amount)).SequenceEqual(InstalmentPlan.Of(amount, terms.Instalments, served))
            && live.Sum(i => i.Taken) == @case.Deducted && live.Sum(i => i.Short) <= @case.Shortfall;
    }

    // The leading member's place may have passed to a successor since (C-8).
    private static async Task<bool> Based(IntegrityDb db, PenaltyCase @case, CancellationToken cancel)
    {
        if (@case.V != PenaltyBase.OfShare(@case.ContractV, @case.Share)) return false;
        if (@case.Share is not { } share) return true;
        var members = await db.ConsortiumMembers.AsNoTracking().Where(m => m.Contract == @case.Contract).ToListAsync(cancel);
        return members.Exists(m => m.Share == share && (m.Party == @case.Party || members.TrueForAll(other => other.Party != @case.Party)));
    }

    private static async Task<bool> Excluded(IntegrityDb db, ItemId decision, CancellationToken cancel) =>
        await db.DecisionItems.AsNoTracking().SingleOrDefaultAsync(i => i.Id == decision, cancel) is { EffectiveAt: not null } item && item.Kinds.HasFlag(ItemKinds.Exclusion);

    private static async Task<bool> Decided(IntegrityDb db, PenaltyCase @case, CancellationToken cancel)
    {
        var paper = await db.CasePapers.AsNoTracking().SingleOrDefaultAsync(p => p.PenaltyCase == @case.Id && p.Number == @case.DecisionPaper, cancel);
        if (paper is null || @case.DecisionItem is not { } number) return false;
        var id = ItemId.From(number);
        var item = await db.DecisionItems.AsNoTracking().Include(i => i.Candidates).SingleOrDefaultAsync(i => i.Id == id, cancel);
        return item is { Result: ItemResult.Passed, EffectiveAt: not null } && item.Decided!.Digest.ToString() == paper.Digest
            && (@case.Deducted.IsZero || item.Kinds.HasFlag(ItemKinds.Deduction)) && (@case.Exclusion is null || item.Kinds.HasFlag(ItemKinds.Exclusion));
    }

    private static Finding Of(PenaltyCase @case, string zh, string en) => new("penalty_cases", $"{@case.Id.Value}", zh, en);
}
