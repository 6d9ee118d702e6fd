using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A figure of a round's lines: all by types, a type by its contracts a page at a time, a contract by its own arithmetic and at last by the entries behind it.</summary>
/// <param name="db">The database.</param>
/// <param name="round">Its snapshot is taken.</param>
/// <param name="lines">The snapshot.</param>
/// <param name="ratios">In the order of its types; empty for a figure that no ratio makes.</param>
internal sealed class RoundLinesExplained(IntegrityDb db, PaymentRound round, RoundLines lines, Ratio[] ratios)
{
    private const int PageSize = 50;

    public async Task<Explanation<ExplainRound>> Of(ExplainRound ask, CancellationToken cancel)
    {
        if (ask.Contract is { } contract) return await OfContract(ask, Array.BinarySearch(lines.Contract, contract.Value), cancel);
        var fen = await Fen(ask.Figure, cancel);
        if (ask.Type is { } type) return await ByContract(ask, Each(i => lines.PayeeType[i] == type.Value ? fen[i] : 0), cancel);
        if (ask.Figure is not (RoundFigure.Base or RoundFigure.Entitlement or RoundFigure.Pay or RoundFigure.SetAside)) return await ByContract(ask, fen, cancel);
        var names = await db.PayeeTypes.AsNoTracking().ToDictionaryAsync(t => t.Id.Value, cancel);
        var parts = lines.Types.Select((one, t) => (one, t, Sum: new Money(Total(Each(i => lines.TypeIndex[i] == t ? fen[i] : 0)))))
            .Where(g => !g.Sum.IsZero)
            .Select(g => new ExplainedPart<ExplainRound>(names[g.one].NameZh + Ratio(g.t), names[g.one].NameEn + Ratio(g.t), g.Sum, Into: ask with { Type = PayeeTypeId.From(g.one), Cursor = null })).ToList();
        return Explained(ask, parts.Sum(p => p.Amount), null, parts, null);
    }

    private string Ratio(int type) => ratios.Length == 0 ? "" : $" {ratios[type].ToPercent()} %";

    private long Entitlement(int line)
    {
        var share = lines.Share(line, ratios);
        return share.Pay + share.SetAside;
    }

    private long[] Each(Func<int, long> fen)
    {
        var each = new long[lines.Count];
        for (var i = 0; i < each.Length; i++) each[i] = fen(i);
        return each;
    }

    private static long Total(long[] fen)
    {
        Int128 sum = 0;
        foreach (var one in fen) sum += one;
        return checked((long)sum);
    }

    /// <summary>The figure of each line.</summary>
    private async Task<long[]> Fen(RoundFigure figure, CancellationToken cancel)
    {
        switch (figure)
        {
            case RoundFigure.Base: return lines.E;
            case RoundFigure.Free: return lines.Due;
            case RoundFigure.Wages: return lines.Wage;
            case RoundFigure.Ordered: return lines.Ordered;
            case RoundFigure.Pay: return Each(i => lines.Share(i, ratios).Pay);
            case RoundFigure.SetAside: return Each(i => lines.Share(i, ratios).SetAside);
            case RoundFigure.Entitlement: return Each(i => Entitlement(i));
            case RoundFigure.InterestPerDay:
                var agreed = await db.AgreedDailyRates(cancel);
                return Each(i => RoundArithmetic.Share(lines.Due[i] - lines.Share(i, ratios).Pay, agreed.GetValueOrDefault(lines.Contract[i], OverdueInterest.DefaultDailyRate).Ppm));
            case RoundFigure.BelowFloor: return Each(i => ProgressFloor.Lacks(new(lines.SettledAndInFlight[i] + lines.Share(i, ratios).Pay), new(lines.CertifiedWithoutRetention[i])).Fen);
            case RoundFigure.DueBeforeNext:
                var due = new long[lines.Count];
                BulkRead.Each(db, """
                    SELECT contract, CAST(SUM(fen) AS BIGINT) FROM snapshot_tranches
                    WHERE id BETWEEN $1 AND $2 AND due > $3 AND due < $4 AND standing IN (0, 1) GROUP BY contract
                    """, 2, row => due[Array.BinarySearch(lines.Contract, row[0])] = row[1], round.FirstTranche, round.LastTranche, DayNumber.Of(round.CutOff), DayNumber.Of(round.NextCutOff));
                return due;
            default:
                // The columns that no trial needs are not in memory.
                var read = new long[lines.Count];
                var column = figure switch { RoundFigure.SetAsideDue => "set_aside_due", RoundFigure.NotYetDue => "not_yet_due", _ => "ordered - ordered_reserved" };
                var at = 0;
                BulkRead.Each(db, $"SELECT {column} FROM snapshot_lines WHERE id BETWEEN $1 AND $2 ORDER BY id", 1, row => read[at++] = row[0], round.FirstLine, round.LastLine);
                return read;
        }
    }

    private async Task<Explanation<ExplainRound>> ByContract(ExplainRound ask, long[] fen, CancellationToken cancel)
    {
        var from = Cursor.Read(ask.Cursor)?.Id is { } last ? Array.BinarySearch(lines.Contract, last) + 1 : 0;
        var page = new List<int>();
        for (var i = Math.Max(0, from); i < fen.Length && page.Count <= PageSize; i++)
            if (fen[i] != 0) page.Add(i);
        var hasNext = page.Count > PageSize;
        if (hasNext) page.RemoveAt(PageSize);
        var ids = page.ConvertAll(i => ContractId.From(lines.Contract[i]));
        var names = (await db.NamesOf(round, ids, cancel)).ToDictionary(n => n.Key, n => $"{n.Value.Number} {n.Value.Party}");
        var parts = page.ConvertAll(i => new ExplainedPart<ExplainRound>(names[lines.Contract[i]], names[lines.Contract[i]], new(fen[i]),
            Into: ask with { Contract = ContractId.From(lines.Contract[i]), Cursor = null }));
        var (all, shown) = (new Money(Total(fen)), parts.Sum(p => p.Amount));
        if (all != shown) parts.Add(new("未在本页列出的合同", "Contracts not on this page", all - shown));
        return Explained(ask, all, ask.Figure is RoundFigure.BelowFloor or RoundFigure.DueBeforeNext ? fen.Count(f => f != 0) : null, parts,
            hasNext ? Cursor.Write("", lines.Contract[page[^1]]) : null);
    }

    private async Task<Explanation<ExplainRound>> OfContract(ExplainRound ask, int line, CancellationToken cancel)
    {
        ExplainedPart<ExplainRound> Into(string zh, string en, RoundFigure figure, long fen) => new(zh, en, new(fen), Into: ask with { Figure = figure, Cursor = null });
        if (ask.Figure is RoundFigure.Base)
        {
            var (free, e) = (lines.Free[line], lines.E[line]);
            return Explained(ask, new(e), null, [.. new[] { Into("到期可付", "Free", RoundFigure.Free, free), Into("到期暂缓", "Held and due", RoundFigure.SetAsideDue, e - free) }.Where(p => !p.Amount.IsZero)], null);
        }
        if (ratios.Length == 0) return await OfEntries(ask, line, cancel);
        var (ratio, share) = (ratios[lines.TypeIndex[line]].ToPercent(), lines.Share(line, ratios));
        var (e1, free1) = (new Money(lines.E[line]).ToYuan(), new Money(lines.Free[line]).ToYuan());
        List<ExplainedPart<ExplainRound>> parts = ask.Figure switch
        {
            RoundFigure.Entitlement => [Into($"floor({e1} × {ratio} %)", $"floor({e1} × {ratio} %)", RoundFigure.Base, share.Pay + share.SetAside)],
            RoundFigure.Pay => [Into($"floor({free1} × {ratio} %)", $"floor({free1} × {ratio} %)", RoundFigure.Free, share.Pay)],
            RoundFigure.SetAside => [Into("应得", "Entitlement", RoundFigure.Entitlement, share.Pay + share.SetAside), Into("减清单应付", "Less what the list pays", RoundFigure.Pay, -share.Pay)],
            RoundFigure.InterestPerDay => [Into(await Interest(line, share.Pay, "到期", "本次实付", cancel), await Interest(line, share.Pay, "due", "this pay", cancel), RoundFigure.Free, (await Fen(ask.Figure, cancel))[line])],
            _ => Floor(line, share.Pay, Into),
        };
        parts.RemoveAll(part => part.Amount.IsZero);
        return Explained(ask, parts.Sum(p => p.Amount), null, parts, null);
    }

    private async Task<string> Interest(int line, long pay, string due, string paid, CancellationToken cancel)
    {
        var rate = (await db.AgreedDailyRates(cancel)).GetValueOrDefault(lines.Contract[line], OverdueInterest.DefaultDailyRate);
        return $"floor(({due} {new Money(lines.Due[line]).ToYuan()} − {paid} {new Money(pay).ToYuan()}) × {rate.ToPercent()} %)";
    }

    private List<ExplainedPart<ExplainRound>> Floor(int line, long pay, Func<string, string, RoundFigure, long, ExplainedPart<ExplainRound>> into)
    {
        var lacks = ProgressFloor.Lacks(new(lines.SettledAndInFlight[line] + pay), new(lines.CertifiedWithoutRetention[line]));
        return
        [
            new($"累计计量（不含未到期质保金）{new Money(lines.CertifiedWithoutRetention[line]).ToYuan()} × 80 %", $"Certified without retention not due {new Money(lines.CertifiedWithoutRetention[line]).ToYuan()} × 80 %",
                lacks + new Money(lines.SettledAndInFlight[line] + pay)),
            new("减截止日已付和在途", "Less settled and in flight at the cut-off", new(-lines.SettledAndInFlight[line])),
            into("减本次实付", "Less this pay", RoundFigure.Pay, -pay),
        ];
    }

    /// <summary>The entries that the snapshot has seen; of one subject no more is reserved away than is held.</summary>
    private async Task<Explanation<ExplainRound>> OfEntries(ExplainRound ask, int line, CancellationToken cancel)
    {
        var contract = lines.Contract[line];
        var rows = await db.Postings.AsNoTracking().Where(p => p.Owner == contract && p.Day <= round.CutOff && p.Id <= round.SnapshotPosting).OrderBy(p => p.Id).ToListAsync(cancel);
        var payable = await db.PayableOrders(cancel);
        long Part(PostingRow row) => RoundFigureRule.Part(ask.Figure, row.ToPosting(), round.CutOff, round.NextCutOff, payable);
        if (ask.Figure is RoundFigure.SetAsideDue or RoundFigure.Orders)
        {
            var covered = rows.GroupBy(row => row.Subject).Where(g => g.Sum(Part) <= 0).Select(g => g.Key).ToHashSet();
            rows.RemoveAll(row => covered.Contains(row.Subject));
        }
        var parts = await new EntriesExplained(db).Parts<ExplainRound>(rows, Part, cancel);
        return Explained(ask, parts.Sum(p => p.Amount), null, parts, null);
    }

    private static Explanation<ExplainRound> Explained(ExplainRound ask, Money amount, int? contracts, List<ExplainedPart<ExplainRound>> parts, string? next)
    {
        var words = RoundFigureWords.Of(ask.Figure);
        return new(null, amount, words.Rule, words.Zh, words.En, parts, next, contracts);
    }
}
