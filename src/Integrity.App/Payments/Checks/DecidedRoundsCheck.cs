using System.Runtime.CompilerServices;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Decisions;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments.Checks;

/// <summary>Every candidate is computed again from its snapshot, one ratio a type; a decided round's is the one that was passed, by its hash.</summary>
internal sealed class DecidedRoundsCheck : ICheck
{
    public string Name => "rounds.decided";
    public string Rule => "R-3, R-4, D-5, invariants 3, 5";
    public string Zh => "各批次方案由快照重新算出，同类同比例；已决定的批次与通过的方案摘要一致";
    public string En => "Every candidate follows from its snapshot with one ratio a type, and what a round was decided on is what was passed";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var candidates = (await db.RoundCandidates.AsNoTracking().ToListAsync(cancel)).ToLookup(c => c.Round);
        foreach (var round in await db.PaymentRounds.AsNoTracking().Where(r => r.SnapshotDigest != null).OrderBy(r => r.Id).ToListAsync(cancel))
        {
            var lines = RoundLines.Load(db, round.FirstLine, round.LastLine);
            if (Sum(lines.Wage) != round.Wage.Fen || Orders(db, round) != round.Order.Fen)
                yield return Of("payment_rounds", round.Id.Value, "人工费或执行文书合计与快照不符。", "Its wages or orders are not those of its snapshot.");
            // What fell may have been computed on an earlier snapshot of a round that was put off.
            foreach (var candidate in candidates[round.Id].Where(c => c.Standing != CandidateStanding.Fallen))
                if (!Follows(round, candidate, lines)) yield return Of("round_candidates", candidate.Id.Value, "方案与快照重新算出的不符。", "It is not what its snapshot gives.");
            if (round.DecidedCandidate is { } decided && !await Passed(db, round, candidates[round.Id].SingleOrDefault(c => c.Id == decided), cancel))
                yield return Of("payment_rounds", round.Id.Value, "没有通过且摘要一致的集体决定。", "No decision was passed on it whose hash matches.");
        }
    }

    private static bool Follows(PaymentRound round, RoundCandidate candidate, RoundLines lines)
    {
        if (!candidate.Types.Select(t => t.PayeeType).Order().SequenceEqual(lines.Types)) return false;
        var ratios = lines.Types.Select(type => candidate.Types.Single(t => t.PayeeType == type).Ratio).ToArray();
        var types = lines.ByType(ratios);
        foreach (var kept in candidate.Types)
        {
            var again = types.Single(t => t.PayeeType == kept.PayeeType);
            if ((kept.Contracts, kept.Base, kept.Pay, kept.SetAside) != (again.Contracts, again.Base, again.Totals.Pay, again.Totals.SetAside)) return false;
        }
        return candidate.Pay == types.Sum(t => t.Totals.Pay) && candidate.SetAside == types.Sum(t => t.Totals.SetAside)
            && candidate.ListRoot == lines.ListRoot(ratios).ToString() && candidate.Digest == Trial.DigestOf(round, candidate, lines, ratios).ToString();
    }

    private static async Task<bool> Passed(IntegrityDb db, PaymentRound round, RoundCandidate? candidate, CancellationToken cancel)
    {
        if (candidate is null || round.DecisionItem is not { } number) return false;
        var id = ItemId.From(number);
        var item = await db.DecisionItems.AsNoTracking().Include(i => i.Candidates).SingleOrDefaultAsync(i => i.Id == id, cancel);
        return item is { Result: ItemResult.Passed or ItemResult.Lapsed } && item.Kinds.IsRound() && item.About == round.Id.Value && item.Decided?.Digest.ToString() == candidate.Digest && round.DecidedOn == item.DecidedOn
            && (round.BeganOn is null || item.ExecutionBegunOn is not null);
    }

    private static long Orders(IntegrityDb db, PaymentRound round)
    {
        Int128 sum = 0;
        BulkRead.Each(db, "SELECT ordered - ordered_reserved FROM snapshot_lines WHERE id BETWEEN $1 AND $2", 1, row => sum += row[0], round.FirstLine, round.LastLine);
        return checked((long)sum);
    }

    private static long Sum(long[] values)
    {
        Int128 sum = 0;
        foreach (var value in values) sum += value;
        return checked((long)sum);
    }

    private static Finding Of(string table, long row, string zh, string en) => new(table, $"{row}", zh, en);
}
