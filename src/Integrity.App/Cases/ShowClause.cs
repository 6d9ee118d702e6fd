using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <param name="Integrity">The integrity contract in force on the day; null where none was signed before it, and then nothing can be flagged.</param>
/// <param name="Members">The members of its consortium, one of whom may be flagged alone; none where its party stands alone (C-3).</param>
public sealed record ClauseInForce(ContractId Contract, string Number, string PartyName, SignedClause? Integrity, IReadOnlyList<MemberRow> Members);

/// <summary>A signed penalty schedule: its bands by severity, from 1.</summary>
/// <param name="RecordedOn">When it was put on record; after the day of the act, the day of signature deserves a look at the paper.</param>
public sealed record SignedClause(IntegrityContractId Id, string Number, DateOnly SignedOn, IReadOnlyList<Band> Bands, DateOnly RecordedOn);

/// <summary>Which integrity contract an act under a works contract is measured by: the one in force on the day of the act, signed before it.</summary>
/// <remarks>Rules: P-1, P-7.</remarks>
[May(Duty.ReadBusiness), Said("行为日适用的廉政合同", "The integrity contract that measures an act")]
public sealed record ShowClause(ContractId Contract, DateOnly ActDay) : IAsk<ClauseInForce>;

public sealed class ShowClauseAnswer(IntegrityDb db) : IAnswer<ShowClause, ClauseInForce>
{
    public async Task<Outcome<ClauseInForce>> Answer(ShowClause ask, AskContext context, CancellationToken cancel)
    {
        var contract = await db.WorksContracts.AsNoTracking().Where(c => c.Id == ask.Contract)
            .Join(db.Counterparties, c => c.Party, p => p.Id, (c, p) => new { c.Number, p.Name }).SingleOrDefaultAsync(cancel);
        if (contract is null) return ActRefusals.NotFound();
        var integrity = await db.ClauseFor(ask.Contract, ask.ActDay, cancel);
        var signed = integrity is null ? null
            : new SignedClause(integrity.Id, integrity.Number, integrity.SignedOn, ShowContractAnswer.Bands(integrity), await db.RecordedOn(integrity.Id, cancel));
        return new ClauseInForce(ask.Contract, contract.Number, contract.Name, signed, await db.MemberRows(ask.Contract, cancel));
    }
}
