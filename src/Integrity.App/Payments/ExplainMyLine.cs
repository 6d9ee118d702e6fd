using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Explains to a contractor a figure of his own line in a round that was decided, at the ratios decided, down to the entries behind it.</summary>
/// <remarks>Rules: R-3, V-1.</remarks>
[May(Duty.ActAsContractor), Said("我的兑付数字的由来", "Explain a figure of my own line")]
public sealed record ExplainMyLine(ContractId Contract, PaymentRoundId Round, RoundFigure Figure) : IAsk<Explanation<ExplainMyLine>>;

public sealed class ExplainMyLineAnswer(IntegrityDb db, Funds funds, Snapshots snapshots, OwnEntries own) : IAnswer<ExplainMyLine, Explanation<ExplainMyLine>>
{
    public async Task<Outcome<Explanation<ExplainMyLine>>> Answer(ExplainMyLine ask, AskContext context, CancellationToken cancel) =>
        await Whole(ask, context, cancel) is var whole && whole.IsDone ? await own.For(context, whole.Value, cancel) : whole;

    private async Task<Outcome<Explanation<ExplainMyLine>>> Whole(ExplainMyLine ask, AskContext context, CancellationToken cancel)
    {
        var party = CounterpartyId.From(context.OwnParty ?? 0);
        if (ask.Figure is not (RoundFigure.Base or RoundFigure.Free or RoundFigure.SetAsideDue or RoundFigure.Entitlement or RoundFigure.Pay or RoundFigure.SetAside or RoundFigure.Paid)
            || await MyRoundLinesAnswer.Decided(db).SingleOrDefaultAsync(r => r.Id == ask.Round, cancel) is not { } decided
            || !(await db.WorksContracts.AnyAsync(c => c.Id == ask.Contract && c.Party == party, cancel) || (await db.PartiesOf(decided, [ask.Contract], cancel)).GetValueOrDefault(ask.Contract) == party)) return ActRefusals.NotFound();
        if (ask.Figure == RoundFigure.Paid) return await Paid(ask, context, cancel);
        var why = await new ExplainRoundAnswer(db, funds, snapshots).Answer(new(ask.Round, ask.Figure, null, null, ask.Contract, null), context, cancel);
        if (!why.IsDone) return why.Refusal;
        var (it, parts) = (why.Value, why.Value.Parts.Select(p => new ExplainedPart<ExplainMyLine>(p.Zh, p.En, p.Amount, p.Entry, p.Into is { } into ? ask with { Figure = into.Figure } : null)));
        return new Explanation<ExplainMyLine>(it.AsOf, it.Amount, it.Rule, it.FormulaZh, it.FormulaEn, [.. parts], it.Next);
    }

    /// <summary>What the list gives, less what was set aside since the vote and what the others did not pass, each by its entry.</summary>
    private async Task<Outcome<Explanation<ExplainMyLine>>> Paid(ExplainMyLine ask, AskContext context, CancellationToken cancel)
    {
        var round = await db.PaymentRounds.AsNoTracking().SingleAsync(r => r.Id == ask.Round, cancel);
        if (round.BeganOn is null) return RoundRefusals.RoundNotIn(round.State, RoundState.Executing);
        var list = await new ExplainRoundAnswer(db, funds, snapshots).Answer(new(ask.Round, RoundFigure.Pay, null, null, ask.Contract, null), context, cancel);
        if (!list.IsDone) return list.Refusal;
        var late = await db.LateSetAsides.AsNoTracking().Where(l => l.Round == round.Id.Value && l.Contract == ask.Contract.Value).ToListAsync(cancel);
        var entries = late.ConvertAll(l => l.Entry);
        var first = (await db.Postings.AsNoTracking().Where(p => entries.Contains(p.Entry)).ToListAsync(cancel)).GroupBy(p => p.Entry).ToDictionary(g => g.Key, g => g.MinBy(p => p.Id)!);
        var explained = await new EntriesExplained(db).Entries([.. first.Values], cancel);
        var kept = await LinesApart.KeptIn(db, round).Where(l => l.Contract == ask.Contract.Value).ToListAsync(cancel);
        var moved = kept.Count == 0 ? new Dictionary<long, ExplainedEntry>() : await ExplainRoundAnswer.EntriesOf(db, round, kept, cancel);
        List<ExplainedPart<ExplainMyLine>> parts = [new("清单应付", "By the list", list.Value.Amount, Into: ask with { Figure = RoundFigure.Pay }),
            .. late.Select(l => (Line: l, Words: RoundFigureWords.Of(l.Ground))).Select(l => new ExplainedPart<ExplainMyLine>($"表决后{l.Words.Zh}，转为留存", $"{l.Words.En} since the vote, set aside instead", new(-l.Line.Fen), explained[first[l.Line.Entry].Id])),
            .. kept.Select(l => new ExplainedPart<ExplainMyLine>("未获其他成员通过，转为留存", "Not passed by the other members, set aside instead", -l.Amount, moved.GetValueOrDefault(l.Instruction)))];
        return new Explanation<ExplainMyLine>(null, parts.Sum(p => p.Amount), "R-7, D-4", "执行时实付 = 清单应付 − 表决后依法留存的款项 − 未获其他成员通过的各行", "Paid at the execution = what the list gives − what was lawfully set aside since the vote − lines that the other members did not pass", parts);
    }
}
