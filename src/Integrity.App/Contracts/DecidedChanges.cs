using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>Changes of a contract that only a collective decision makes (D-1). The act that calls one has checked that the decision covers it.</summary>
public static class DecidedChanges
{
    extension(IntegrityDb db)
    {
        /// <summary>Another payee type: it takes effect with the next snapshot, because those taken have their own copy (C-2). What is owed counts for it with its history.</summary>
        public async Task<Refusal?> ChangePayeeType(ActContext context, ContractId id, PayeeTypeId type, CancellationToken cancel)
        {
            if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } contract) return ActRefusals.NotFound();
            if (await db.WhyNotRetype(contract, type, cancel) is { } refusal) return refusal;
            await db.Unindex(SearchKind.Contract, id.Value, ContractFacets.OfType(contract), cancel);
            await db.Regroup(id.Value, new(contract.PayeeType.Value, contract.Project.Value), new(type.Value, contract.Project.Value), cancel);
            contract.Type(type);
            await db.Index(SearchKind.Contract, id.Value, [], cancel, ContractFacets.OfType(contract));
            context.Touch(id.Value);
            return null;
        }

        /// <summary>What stands against another payee type, when it is proposed as when it is carried out.</summary>
        internal async Task<Refusal?> WhyNotRetype(WorksContract contract, PayeeTypeId type, CancellationToken cancel) =>
            !await db.PayeeTypes.AnyAsync(t => t.Id == type, cancel) ? PartyRefusals.PayeeTypeUnknown() : contract.PayeeType == type ? ContractRefusals.PayeeTypeSame() : null;

        /// <summary>What stands against a successor, when he is proposed as when he takes over; the look-up among the excluded is kept each time (P-8).</summary>
        internal async Task<Refusal?> WhyNotNovate(ActContext context, WorksContract contract, CounterpartyId successor, bool assumesIntegrityContract, CancellationToken cancel)
        {
            if (await db.Counterparties.SingleOrDefaultAsync(p => p.Id == successor, cancel) is not { } party) return PartyRefusals.PartyUnknown() with { Field = "successor" };
            if (contract.Party == successor) return ContractRefusals.SuccessorIsParty();
            if ((await db.MembersOf(contract.Id, cancel)).Exists(m => m.Party == successor)) return ContractRefusals.MemberTwice() with { Field = "successor" };
            // One of several contracts goes: the old integrity contract stays with the others (C-4, C-8).
            var bound = db.IntegrityBindings.Where(b => b.EndedOn == null);
            if (assumesIntegrityContract && await bound.AnyAsync(b => b.Contract == contract.Id && bound.Any(o => o.IntegrityContract == b.IntegrityContract && o.Contract != b.Contract), cancel))
                return ContractRefusals.IntegrityContractBindsOthers();
            return await db.Screen(context, party, contract.Id.Value, ScreeningPurpose.Novation, context.Today, cancel, predecessor: contract.Party) is { } excluded
                ? excluded with { Field = "successor" } : null;
        }

        /// <summary>
        /// The successor takes the contract with its ledger history: postings name the contract, so no total changes. Its accounts are to be confirmed anew.
        /// The old integrity contract is assumed with it, or a new one is to be signed, as decided (C-8).
        /// Where it was not clear who succeeds, this settles it (O-8 (8)).
        /// </summary>
        public async Task<Refusal?> Novate(ActContext context, ContractId id, CounterpartyId successor, bool assumesIntegrityContract, CancellationToken cancel)
        {
            if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } contract) return ActRefusals.NotFound();
            if (await db.WhyNotNovate(context, contract, successor, assumesIntegrityContract, cancel) is { } refusal) return refusal;
            if (contract.SuccessionUnclearSince is not null && contract.SettleSuccession(context.Actor) is { } unsettled) return unsettled;

            var before = contract.Party;
            var (party, members) = (await db.Counterparties.SingleAsync(p => p.Id == successor, cancel), await db.MembersOf(id, cancel));
            foreach (var binding in await db.IntegrityBindings.Where(b => b.Contract == id && b.EndedOn == null).ToListAsync(cancel))
            {
                var integrity = await db.IntegrityContracts.SingleAsync(c => c.Id == binding.IntegrityContract, cancel);
                if (assumesIntegrityContract)
                {
                    integrity.Assume(successor);
                    await db.Unindex(SearchKind.IntegrityContract, integrity.Id.Value, [ContractFacets.Party(before)], cancel);
                    await db.Index(SearchKind.IntegrityContract, integrity.Id.Value, [], cancel, ContractFacets.Party(successor));
                }
                else binding.End(context.Today);
                context.Touch(integrity.Id.Value);
            }
            await db.ContinueExclusions(context, before, successor, context.Today, cancel);
            await db.Unindex(SearchKind.Contract, id.Value, [ContractFacets.Party(before)], cancel);
            contract.Novate(successor);
            members.Find(m => m.Party == before)?.Succeed(successor);
            await db.Index(SearchKind.Contract, id.Value, [party.Name], cancel, ContractFacets.Party(successor));
            context.Touch(id.Value);
            context.Touch(before.Value);
            context.Touch(successor.Value);
            return null;
        }
    }
}
