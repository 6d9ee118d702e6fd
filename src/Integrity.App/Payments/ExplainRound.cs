using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Explains a figure of a round: the round by its steps and types, a type by its contracts, a contract by the ledger entries that its snapshot has seen.</summary>
/// <remarks>Rules. <c>Ratios</c> is written as in <see cref="TryRatios"/> and names every type; none are those that were decided, and the figures that no ratio makes need none.</remarks>
[May(Duty.ReadBusiness), Said("轮次数字的由来", "Explain a figure of a round")]
public sealed record ExplainRound(PaymentRoundId Round, RoundFigure Figure, string? Ratios, PayeeTypeId? Type, ContractId? Contract, string? Cursor) : IAsk<Explanation<ExplainRound>>;

public sealed class ExplainRoundAnswer(IntegrityDb db, Funds funds, Snapshots snapshots) : IAnswer<ExplainRound, Explanation<ExplainRound>>
{
    public async Task<Outcome<Explanation<ExplainRound>>> Answer(ExplainRound ask, AskContext context, CancellationToken cancel)
    {
        var round = await db.PaymentRounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == ask.Round, cancel);
        if (round is null) return ActRefusals.NotFound();
        if (ask.Figure == RoundFigure.Fund) return Sum(ask, await new RoundFundExplained(db, funds).Of(round, cancel));
        if (round.SnapshotDigest is null) return RoundRefusals.RoundNotIn(round.State, RoundState.Snapshot);
        var lines = snapshots.Of(db, round);
        if (ask.Figure == RoundFigure.WagesUncovered) return await Uncovered(ask, round, cancel);
        if (ask.Contract is { } contract && Array.BinarySearch(lines.Contract, contract.Value) < 0) return ActRefusals.NotFound();
        var closed = await db.LinesClosedTo(context.Caller.Official, cancel);
        if (ask.Contract is { } named && closed.Contains(named.Value)) return DecisionRefusals.PapersClosedToRecused();
        // These are of the round as a whole: of one contract Pay and SetAside say it.
        if (ask.Contract is not null && ask.Figure is (RoundFigure.WagesPaid or RoundFigure.Paid or RoundFigure.PaidAtRatio or RoundFigure.OrdersPaid or RoundFigure.Reserved or RoundFigure.Residual)) return ActRefusals.Malformed("contract");
        if (ask.Figure == RoundFigure.WagesPaid) return await WagesPaid(ask, round, lines, closed, cancel);
        if (ask.Figure is RoundFigure.Paid or RoundFigure.PaidAtRatio or RoundFigure.OrdersPaid or RoundFigure.Reserved or RoundFigure.Residual) return await OfRound(ask, round, lines, closed, cancel);
        if ((NeedsRatios(ask.Figure) ? await Ratios(ask, round, lines, cancel) : []) is not { } ratios) return ActRefusals.Malformed("ratios");
        return WithoutClosed(await new RoundLinesExplained(db, round, lines, ratios).Of(ask, cancel), closed);
    }

    private static Explanation<ExplainRound> WithoutClosed(Explanation<ExplainRound> why, IReadOnlyList<long> closed)
    {
        var hidden = why.Parts.Where(part => part.Into?.Contract is { } contract && closed.Contains(contract.Value)).ToList();
        return hidden.Count == 0 ? why
            : why with { Parts = [.. why.Parts.Except(hidden), Closed(hidden.Sum(part => part.Amount))] };
    }

    private static bool NeedsRatios(RoundFigure figure) =>
        figure is RoundFigure.Entitlement or RoundFigure.Pay or RoundFigure.SetAside or RoundFigure.InterestPerDay or RoundFigure.BelowFloor;

    /// <summary>The ratios asked for, or those decided, in the order of the snapshot's types; null where one is missing or no ratio.</summary>
    private async Task<Ratio[]?> Ratios(ExplainRound ask, PaymentRound round, RoundLines lines, CancellationToken cancel)
    {
        if (ask.Ratios is null && round.DecidedCandidate is { } decided)
        {
            var types = (await db.RoundCandidates.AsNoTracking().SingleAsync(c => c.Id == decided, cancel)).Types;
            return [.. lines.Types.Select(type => types.Single(t => t.PayeeType == type).Ratio)];
        }
        if (new TryRatios(ask.Round, ask.Ratios).Parse() is not { } named) return null;
        var ratios = lines.Types.Select(type => named.FirstOrDefault(n => n.PayeeType == type)?.Ratio).ToList();
        return ratios.All(r => r is { IsShare: true }) ? [.. ratios.OfType<Ratio>()] : null;
    }

    /// <summary>The steps of the round one after another; what differs from the voted list names its ground .</summary>
    private async Task<Outcome<Explanation<ExplainRound>>> OfRound(ExplainRound ask, PaymentRound round, RoundLines lines, IReadOnlyList<long> closed, CancellationToken cancel)
    {
        if (await Ratios(ask, round, lines, cancel) is not { } ratios) return ActRefusals.Malformed("ratios");
        var totals = lines.Totals(ratios);
        var written = TryRatios.Write(lines.Types.Select((type, i) => new NamedRatio(type, ratios[i])));
        ExplainRound Into(RoundFigure figure) => ask with { Figure = figure, Ratios = written, Cursor = null };
        var isExecuted = ask.Ratios is null && round.BeganOn is not null;
        List<ExplainedPart<ExplainRound>> late = isExecuted ? await Late(round, ask.Figure == RoundFigure.Reserved ? 1 : -1, closed, cancel) : [];
        var wages = isExecuted ? new ExplainedPart<ExplainRound>("人工费", "Wages", round.WagePaid, Into: Into(RoundFigure.WagesPaid))
            : new ExplainedPart<ExplainRound>("人工费", "Wages", round.Wage, Into: Into(RoundFigure.Wages));
        List<ExplainedPart<ExplainRound>> orders = [new("执行文书", "Orders", round.Order, Into: Into(RoundFigure.Orders))];
        if (isExecuted) orders.Add(new("表决后解除或减少的执行文书", "Orders lifted or lowered since the vote", round.OrderPaid - round.Order));
        var pay = new ExplainedPart<ExplainRound>("清单应付", "By the list", totals.Pay, Into: Into(RoundFigure.Pay));
        var aside = new ExplainedPart<ExplainRound>("清单留存", "Set aside by the list", totals.SetAside, Into: Into(RoundFigure.SetAside));
        switch (ask.Figure)
        {
            case RoundFigure.Paid: return Sum(ask, [wages, .. orders, pay, .. late], isExecuted ? round.Paid : null);
            case RoundFigure.PaidAtRatio: return Sum(ask, [pay, .. late], isExecuted ? round.PaidAtRatio : null);
            case RoundFigure.OrdersPaid: return Sum(ask, orders, isExecuted ? round.OrderPaid : null);
            case RoundFigure.Reserved: return Sum(ask, [aside, .. late], isExecuted ? round.SetAside : null);
            default:
                var fund = round.Fund.IsZero ? await funds.Available(round.Scope, cancel) : round.Fund;
                ExplainedPart<ExplainRound>[] spent = isExecuted
                    ? [new("实付", "Paid", round.Paid, Into: Into(RoundFigure.Paid) with { Ratios = null }), new("留存", "Set aside", round.SetAside, Into: Into(RoundFigure.Reserved) with { Ratios = null })]
                    : [wages, .. orders, pay, aside];
                return Sum(ask, [new("可用资金", "Fund", fund, Into: Into(RoundFigure.Fund)), .. spent.Select(part => part with { Amount = -part.Amount })], isExecuted ? round.Residual : null);
        }
    }

    /// <summary>The wages of the cut-off, less those of each contract that were paid since; the execution pays the rest (O-5).</summary>
    private async Task<Explanation<ExplainRound>> WagesPaid(ExplainRound ask, PaymentRound round, RoundLines lines, IReadOnlyList<long> closed, CancellationToken cancel)
    {
        var elsewhere = await new RoundWages(db).PaidElsewhere(round, lines, cancel);
        var sum = round.Wage - elsewhere.Sum(w => w.Amount);
        var from = Cursor.Read(ask.Cursor)?.Id ?? 0;
        var page = Cursor.Page([.. elsewhere.Where(w => w.Contract > from && !closed.Contains(w.Contract)).Take(WagesPage + 1)], WagesPage, last => Cursor.Write("", last.Contract));
        var (numbers, contracts) = (page.Items.Select(w => w.Posting).ToList(), page.Items.Select(w => ContractId.From(w.Contract)).ToList());
        var entries = await new EntriesExplained(db).Entries(await db.Postings.AsNoTracking().Where(p => numbers.Contains(p.Id)).ToListAsync(cancel), cancel);
        var named = await db.WorksContracts.AsNoTracking().Where(c => contracts.Contains(c.Id)).Select(c => new { c.Id, c.Number }).ToDictionaryAsync(c => c.Id.Value, c => c.Number, cancel);
        List<ExplainedPart<ExplainRound>> parts = [new("截止日应付人工费", "Wages at the cut-off", round.Wage, Into: ask with { Figure = RoundFigure.Wages, Cursor = null })];
        parts.AddRange(page.Items.Select(w => new ExplainedPart<ExplainRound>($"{named[w.Contract]} 快照后已另行支付", $"{named[w.Contract]}: paid elsewhere since the snapshot", -w.Amount, entries[w.Posting])));
        parts.Add(Closed(-elsewhere.Where(w => closed.Contains(w.Contract)).Sum(w => w.Amount)));
        parts.Add(new("未在本页列出的各份合同", "Contracts not on this page", sum - parts.Sum(p => p.Amount)));
        return Sum(ask, parts) with { Next = page.Next };
    }

    private const int WagesPage = 50;

    private async Task<Explanation<ExplainRound>> Uncovered(ExplainRound ask, PaymentRound round, CancellationToken cancel)
    {
        var fund = round.Fund.IsZero ? await funds.Available(round.Scope, cancel) : round.Fund;
        return Sum(ask,
        [
            new("截止日应付人工费", "Wages at the cut-off", round.Wage, Into: ask with { Figure = RoundFigure.Wages }),
            new("由资金先行支付", "Paid first by the fund", -Money.Min(round.Wage, fund), Into: ask with { Figure = RoundFigure.Fund }),
        ]);
    }

    /// <summary>What was laid after the snapshot, or was not passed, and moved from what is paid to what is set aside, each with its ground (R-7, O-8, D-4).</summary>
    private async Task<List<ExplainedPart<ExplainRound>>> Late(PaymentRound round, int sign, IReadOnlyList<long> closed, CancellationToken cancel)
    {
        List<(long Contract, ExplainedPart<ExplainRound> Part)> moved = [.. await NotPassed(round, sign, cancel), .. await LaidLate(round, sign, cancel)];
        return [.. moved.Where(one => !closed.Contains(one.Contract)).Select(one => one.Part), Closed(moved.Where(one => closed.Contains(one.Contract)).Sum(one => one.Part.Amount))];
    }

    private async Task<List<(long Contract, ExplainedPart<ExplainRound> Part)>> LaidLate(PaymentRound round, int sign, CancellationToken cancel)
    {
        var holds = await db.LateSetAsides.AsNoTracking().Where(h => h.Round == round.Id.Value).OrderBy(h => h.Entry).ToListAsync(cancel);
        if (holds.Count == 0) return [];
        var entries = holds.Select(h => h.Entry).ToList();
        var first = (await db.Postings.AsNoTracking().Where(p => entries.Contains(p.Entry)).ToListAsync(cancel)).GroupBy(p => p.Entry).ToDictionary(g => g.Key, g => g.MinBy(p => p.Id)!);
        var explained = await new EntriesExplained(db).Entries([.. first.Values], cancel);
        return holds.ConvertAll(h =>
        {
            var (zh, en) = RoundFigureWords.Of(h.Ground);
            return (h.Contract, new ExplainedPart<ExplainRound>($"表决后{zh}，转为留存", $"{en} since the vote, set aside instead", new(sign * h.Fen), explained[first[h.Entry].Id]));
        });
    }

    /// <summary>What the other members did not pass, each line by its entry (D-4).</summary>
    private async Task<List<(long Contract, ExplainedPart<ExplainRound> Part)>> NotPassed(PaymentRound round, int sign, CancellationToken cancel)
    {
        var kept = await LinesApart.KeptIn(db, round).OrderBy(l => l.Instruction).ToListAsync(cancel);
        if (kept.Count == 0) return [];
        var entries = await EntriesOf(db, round, kept, cancel);
        return kept.ConvertAll(l => (l.Contract, new ExplainedPart<ExplainRound>(
            "未获其他成员通过的回避成员的一行，转为留存", "A line of a recused member that the others did not pass, set aside instead", new(sign * l.Amount.Fen), entries.GetValueOrDefault(l.Instruction))));
    }

    /// <summary>By its instruction, the entry that moved a line which was not passed.</summary>
    internal static async Task<IReadOnlyDictionary<long, ExplainedEntry>> EntriesOf(IntegrityDb db, PaymentRound round, IReadOnlyList<ReturnedLine> kept, CancellationToken cancel)
    {
        var range = await db.LedgerRanges.AsNoTracking().Where(r => r.Kind == "lines_not_passed")
            .Join(db.Set<Integrity.App.Journal.JournalSubject>().Where(s => s.Subject == round.Id.Value), r => r.Act, s => s.Entry, (r, _) => r).ToListAsync(cancel);
        var (first, last, lines) = (range.Min(r => r.FirstPosting), range.Max(r => r.LastPosting), kept.Select(l => l.Instruction).ToList());
        var moved = (await db.Postings.AsNoTracking().Where(p => p.Id >= first && p.Id <= last && lines.Contains(p.Subject)).ToListAsync(cancel)).GroupBy(p => p.Subject).Select(g => g.MinBy(p => p.Id)!).ToList();
        var explained = await new EntriesExplained(db).Entries(moved, cancel);
        return moved.ToDictionary(p => p.Subject, p => explained[p.Id]);
    }

    /// <summary>What is closed to the reader is one part, which names nobody and opens nothing (D-4).</summary>
    private static ExplainedPart<ExplainRound> Closed(Money amount) => new("您回避的各行", "Lines from which you are recused", amount);

    private static Explanation<ExplainRound> Sum(ExplainRound ask, List<ExplainedPart<ExplainRound>> parts, Money? figure = null)
    {
        parts.RemoveAll(part => part.Amount.IsZero);
        var words = RoundFigureWords.Of(ask.Figure);
        var sum = parts.Sum(part => part.Amount);
        if (figure is { } known && known != sum) parts.Add(new("表决后依法变动的其他各行", "Other lines that changed lawfully since the vote", known - sum));
        return new(null, figure ?? sum, words.Rule, words.Zh, words.En, parts);
    }
}
