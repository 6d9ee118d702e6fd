using Integrity.App.Acts;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>Asks the leadership group to move a contract with its ledger history to a successor, who is looked up among the excluded at once.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Successor">Who takes its party's place.</param>
/// <param name="AssumesIntegrityContract">The successor assumes the integrity contract; else a new one is to be signed.</param>
/// <param name="Ground">Why.</param>
/// <param name="Evidence">SHA-256 of the paper that shows it.</param>
/// <param name="Seen">The version of the contract.</param>
/// <remarks>Rules: C-8, D-1, D-5, P-8.</remarks>
[May(Duty.RegisterContracts), Said("提请合同主体变更", "Propose a novation")]
public sealed record ProposeNovation(ContractId Contract, CounterpartyId Successor, bool AssumesIntegrityContract, string Ground, string Evidence, long Seen) : IAct<ItemId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class ProposeNovationHandler(IntegrityDb db) : IHandle<ProposeNovation, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(ProposeNovation act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == act.Contract, cancel) is not { } contract) return ActRefusals.NotFound();

        // Decide.
        if (await db.WhyNotNovate(context, contract, act.Successor, act.AssumesIntegrityContract, cancel) is { } refusal) return refusal;
        if (ProofOfSuccession.Check(act.Ground, act.Evidence) is { } missing) return missing;

        // Keep.
        var names = await db.Counterparties.Where(p => p.Id == contract.Party || p.Id == act.Successor).ToDictionaryAsync(p => p.Id, p => new NamedOnPaper(p.Id.Value, p.Name, p.Name), cancel);
        return await db.PutChange(new(contract.Id.Value, contract.Number, ItemKinds.Novation, names[contract.Party], names[act.Successor],
            act.AssumesIntegrityContract, act.Ground.Trim(), Digest.Parse(act.Evidence).ToString()), context, cancel);
    }
}

/// <summary>A second person carries the decided novation out: the successor has the contract with its history, and an unclear succession is settled by it.</summary>
/// <remarks>Rules: C-8, C-7, D-1, D-5, O-8 (8). An exclusion of the old party follows the successor; accounts are confirmed anew.</remarks>
[May(Duty.ConfirmRegistrations), Said("按决定办理合同主体变更", "Carry out a novation")]
public sealed record CarryOutNovation(ContractId Contract, long Seen) : IAct<ContractId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class CarryOutNovationHandler(IntegrityDb db, Calendars calendars, IHoldsContracts holds) : IHandle<CarryOutNovation, ContractId>
{
    public async Task<Outcome<ContractId>> Handle(CarryOutNovation act, ActContext context, CancellationToken cancel)
    {
        if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == act.Contract, cancel) is not { } contract) return ActRefusals.NotFound();
        if (await holds.WhyNotChanged(contract, context.Today, cancel) is { } held) return held;
        var decided = await db.BeginChange(contract, ItemKinds.Novation, context, await calendars.Current(cancel), cancel);
        if (!decided.IsDone) return decided.Refusal;
        return await db.Novate(context, contract.Id, new(decided.Value.Paper.To.Id), decided.Value.Paper.AssumesIntegrityContract, cancel) is { } refusal ? refusal : contract.Id;
    }
}
