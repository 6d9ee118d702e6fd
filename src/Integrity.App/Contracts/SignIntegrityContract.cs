using Integrity.App.Acts;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>Puts a signed integrity contract on record: its penalty schedule, and the works contracts that it binds.</summary>
/// <remarks>Rules: C-4, C-5. The signed paper is kept; bands go from light to severe; all works contracts are of one counterparty, and none has one in force already.</remarks>
[May(Duty.RegisterContracts), Said("登记廉政合同", "Sign an integrity contract")]
public sealed record SignIntegrityContract(
    string Number, CounterpartyId Party, IReadOnlyList<ContractId> Contracts, int TemplateVersion, IReadOnlyList<Band> Bands, Ratio Cap,
    bool ReachesOtherContracts, DateOnly SignedOn, string Document) : IAct<IntegrityContractId>;

public sealed class SignIntegrityContractHandler(IntegrityDb db) : IHandle<SignIntegrityContract, IntegrityContractId>
{
    public async Task<Outcome<IntegrityContractId>> Handle(SignIntegrityContract act, ActContext context, CancellationToken cancel)
    {
        var signed = await db.AddIntegrityContract(context, act, cancel);
        return signed.IsDone ? signed.Value.Id : signed.Refusal;
    }
}

/// <summary>Puts an integrity contract on record, for the act that signs one and for the import of the office's ledger.</summary>
public static class IntegrityRegistration
{
    extension(IntegrityDb db)
    {
        /// <param name="context">The act.</param>
        /// <param name="act">What was signed.</param>
        /// <param name="cancel">Stops it.</param>
        /// <param name="replaced">The one whose place it takes by decision; null where there is none (D-1).</param>
        public async Task<Outcome<IntegrityContract>> AddIntegrityContract(ActContext context, SignIntegrityContract act, CancellationToken cancel, IntegrityContractId? replaced = null)
        {
            // Gather. Contracts that this very act registers are tracked, not yet saved.
            if (await db.Counterparties.FindAsync([act.Party], cancel) is null) return PartyRefusals.PartyUnknown();
            if (!await db.IntegrityTemplates.AnyAsync(t => t.Version == act.TemplateVersion, cancel)) return ContractRefusals.TemplateUnknown();
            var contracts = new List<WorksContract>();
            foreach (var id in act.Contracts.Distinct())
            {
                if (await db.WorksContracts.FindAsync([id], cancel) is not { } contract) return ContractRefusals.ContractUnknown();
                contracts.Add(contract);
            }

            // Decide.
            var signed = IntegrityContract.Sign(await context.NewId<IntegrityContractId>(cancel), act.Number, act.Party, act.TemplateVersion, act.Bands,
                act.Cap, act.ReachesOtherContracts, act.SignedOn, act.Document, context.Today);
            if (!signed.IsDone) return signed.Refusal;
            var integrity = signed.Value;
            if (contracts.Count == 0) return ContractRefusals.NothingBound();
            if (contracts.Find(c => c.Party != act.Party) is { } foreign) return ContractRefusals.IntegrityContractOfOneParty(foreign.Number);
            if (await db.IntegrityContracts.Where(c => c.NumberKey == integrity.NumberKey).Select(c => c.Number).SingleOrDefaultAsync(cancel) is { } taken) return ContractRefusals.IntegrityNumberTaken(taken);
            foreach (var contract in contracts)
            {
                var bound = await (from binding in db.IntegrityBindings
                                   where binding.Contract == contract.Id && binding.EndedOn == null && binding.IntegrityContract != replaced
                                   join other in db.IntegrityContracts on binding.IntegrityContract equals other.Id
                                   select other.Number).FirstOrDefaultAsync(cancel);
                if (bound is not null) return ContractRefusals.AlreadyBound(contract.Number, bound);
                // An act is judged by one schedule: what is signed now does not reach back into the time of another (P-7).
                if (await db.IntegrityBindings.Where(b => b.Contract == contract.Id && b.EndedOn > act.SignedOn).MaxAsync(b => b.EndedOn, cancel) is { } until) return ContractRefusals.IntegrityOverlaps(contract.Number, until);
            }

            // Keep.
            db.IntegrityContracts.Add(integrity);
            foreach (var contract in contracts)
            {
                db.IntegrityBindings.Add(IntegrityBinding.Of(contract.Id, integrity));
                context.Touch(contract.Id.Value);
            }
            await db.Index(SearchKind.IntegrityContract, integrity.Id.Value, [integrity.Number, .. contracts.Select(c => c.Number)], cancel,
                ContractFacets.Party(act.Party));
            return integrity;
        }
    }
}

/// <summary>The audit office marks an integrity contract as breached: a mark that people see, not an end, and no sanction by itself.</summary>
/// <remarks>Rules: C-4.</remarks>
[May(Duty.InvestigateCases, InPerson = true), Said("标记廉政合同违约", "Mark an integrity contract breached")]
public sealed record MarkBreached(IntegrityContractId IntegrityContract, string Reason, long Seen) : IAct<IntegrityContractId>, IOnExisting
{
    public long Subject() => IntegrityContract.Value;
}

public sealed class MarkBreachedHandler(IntegrityDb db) : IHandle<MarkBreached, IntegrityContractId>
{
    public async Task<Outcome<IntegrityContractId>> Handle(MarkBreached act, ActContext context, CancellationToken cancel)
    {
        if (await db.IntegrityContracts.SingleOrDefaultAsync(c => c.Id == act.IntegrityContract, cancel) is not { } integrity) return ActRefusals.NotFound();
        if (act.Reason.Trim().Length is 0 or > ContractVariation.LongestReason) return ContractRefusals.ReasonMissing(ContractVariation.LongestReason);
        if (integrity.MarkBreached(context.Today) is { } refusal) return refusal;
        return integrity.Id;
    }
}
