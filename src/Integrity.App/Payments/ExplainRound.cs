using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
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
        if (ask.Contract is { } contract && Array.BinarySearch(lines.Contract, contract.Value) < 0) return ActRefusals.NotFound();
        var closed = await LinesApart.ClosedTo(db, round, context.Caller.Official, cancel);
        if (ask.Contract is { } named && closed.Contains(named.Value)) return DecisionRefusals.PapersClosedToRecused();
        if (ask.Figure is RoundFigure.Paid or RoundFigure.Reserved or RoundFigure.Residual) return await OfRound(ask, round, lines, cancel);
        if ((NeedsRatios(ask.Figure) ? await Ratios(ask, round, lines, cancel) : []) is not { } ratios) return ActRefusals.Malformed("ratios");
        return WithoutClosed(await new RoundLinesExplained(db, round, lines, ratios).Of(ask, cancel), closed);
    }

    /// <summary>The lines that are closed to the reader are one part, which names nobody and opens nothing (D-4).</summary>
    private static Explanation<ExplainRound> WithoutClosed(Explanation<ExplainRound> why, IReadOnlyList<long> closed)
    {
        var hidden = why.Parts.Where(part => part.Into?.Contract is { } contract && closed.Contains(contract.Value)).ToList();
        return hidden.Count == 0 ? why
            : why with { Parts = [.. why.Parts.Except(hidden), new("您回避的各行", "Lines from which you are recused", hidden.Sum(part => part.Amount))] };
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
    private async Task<Outcome<Explanation<ExplainRound>>> OfRound(ExplainRound ask, PaymentRound round, RoundLines lines, CancellationToken cancel)
    {
        if (await Ratios(ask, round, lines, cancel) is not { } ratios) return ActRefusals.Malformed("ratios");
        var totals = lines.Totals(ratios);
        var written = TryRatios.Write(lines.Types.Select((type, i) => new NamedRatio(type, ratios[i])));
        ExplainRound Into(RoundFigure figure) => ask with { Figure = figure, Ratios = written, Cursor = null };
        var isExecuted = ask.Ratios is null && round.BeganOn is not null;
        List<ExplainedPart<ExplainRound>> late = isExecuted ? await Late(round, ask.Figure == RoundFigure.Reserved ? 1 : -1, cancel) : [];
        var wages = new ExplainedPart<ExplainRound>("人工费", "Wages", round.Wage, Into: Into(RoundFigure.Wages));
        var orders = new ExplainedPart<ExplainRound>("执行文书", "Orders", round.Order, Into: Into(RoundFigure.Orders));
        var pay = new ExplainedPart<ExplainRound>("按比例实付", "Paid at the ratio", totals.Pay, Into: Into(RoundFigure.Pay));
        var aside = new ExplainedPart<ExplainRound>("按比例留存", "Set aside at the ratio", totals.SetAside, Into: Into(RoundFigure.SetAside));
        switch (ask.Figure)
        {
            case RoundFigure.Paid: return Sum(ask, [wages, orders, pay, .. late], isExecuted ? round.Paid : null);
            case RoundFigure.Reserved: return Sum(ask, [aside, .. late], isExecuted ? round.SetAside : null);
            default:
                var fund = round.Fund.IsZero ? await funds.Available(round.Scope, cancel) : round.Fund;
                ExplainedPart<ExplainRound>[] spent = isExecuted
                    ? [new("实付", "Paid", round.Paid, Into: Into(RoundFigure.Paid) with { Ratios = null }), new("留存", "Set aside", round.SetAside, Into: Into(RoundFigure.Reserved) with { Ratios = null })]
                    : [wages, orders, pay, aside];
                return Sum(ask, [new("可用资金", "Fund", fund, Into: Into(RoundFigure.Fund)), .. spent.Select(part => part with { Amount = -part.Amount })], isExecuted ? round.Residual : null);
        }
    }

    /// <summary>What holds laid after the snapshot moved from what is paid to what is set aside.</summary>
    private async Task<List<ExplainedPart<ExplainRound>>> Late(PaymentRound round, int sign, CancellationToken cancel)
    {
        var holds = await db.LateHolds.AsNoTracking().Where(h => h.Round == round.Id.Value).OrderBy(h => h.Entry).ToListAsync(cancel);
        if (holds.Count == 0) return [];
        var entries = holds.Select(h => h.Entry).ToList();
        var first = (await db.Postings.AsNoTracking().Where(p => entries.Contains(p.Entry)).ToListAsync(cancel)).GroupBy(p => p.Entry).ToDictionary(g => g.Key, g => g.MinBy(p => p.Id)!);
        var explained = await new EntriesExplained(db).Entries([.. first.Values], cancel);
        return holds.ConvertAll(h => new ExplainedPart<ExplainRound>("表决后的暂缓，转为留存", "A hold laid since, set aside instead", new(sign * h.Fen), explained[first[h.Entry].Id]));
    }

    private static Explanation<ExplainRound> Sum(ExplainRound ask, List<ExplainedPart<ExplainRound>> parts, Money? figure = null)
    {
        parts.RemoveAll(part => part.Amount.IsZero);
        var words = RoundFigureWords.Of(ask.Figure);
        var sum = parts.Sum(part => part.Amount);
        if (figure is { } known && known != sum) parts.Add(new("表决后依法变动的其他各行", "Other lines that changed lawfully since the vote", known - sum));
        return new(null, figure ?? sum, words.Rule, words.Zh, words.En, parts);
    }
}
