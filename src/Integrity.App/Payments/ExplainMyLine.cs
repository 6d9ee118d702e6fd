using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
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

public sealed class ExplainMyLineAnswer(IntegrityDb db, Funds funds, Snapshots snapshots) : IAnswer<ExplainMyLine, Explanation<ExplainMyLine>>
{
    public async Task<Outcome<Explanation<ExplainMyLine>>> Answer(ExplainMyLine ask, AskContext context, CancellationToken cancel)
    {
        var party = CounterpartyId.From(context.OwnParty ?? 0);
        if (ask.Figure is not (RoundFigure.Base or RoundFigure.Free or RoundFigure.SetAsideDue or RoundFigure.Entitlement or RoundFigure.Pay or RoundFigure.SetAside)
            || !await db.WorksContracts.AnyAsync(c => c.Id == ask.Contract && c.Party == party, cancel)
            || !await MyRoundLinesAnswer.Decided(db).AnyAsync(r => r.Id == ask.Round, cancel)) return ActRefusals.NotFound();
        var why = await new ExplainRoundAnswer(db, funds, snapshots).Answer(new(ask.Round, ask.Figure, null, null, ask.Contract, null), context, cancel);
        if (!why.IsDone) return why.Refusal;
        var (it, parts) = (why.Value, why.Value.Parts.Select(p => new ExplainedPart<ExplainMyLine>(p.Zh, p.En, p.Amount, p.Entry, p.Into is { } into ? ask with { Figure = into.Figure } : null)));
        return new Explanation<ExplainMyLine>(it.AsOf, it.Amount, it.Rule, it.FormulaZh, it.FormulaEn, [.. parts], it.Next);
    }
}
