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

/// <summary>Asks the leadership group to put a contract into another payee type.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="PayeeType">The type that it is to have.</param>
/// <param name="Ground">Why.</param>
/// <param name="Evidence">SHA-256 of the paper that shows it.</param>
/// <param name="Seen">The version of the contract.</param>
/// <remarks>Rules: C-2, D-1, D-5.</remarks>
[May(Duty.RegisterContracts), Said("提请调整同样类型", "Propose another payee type")]
public sealed record ProposePayeeTypeChange(ContractId Contract, PayeeTypeId PayeeType, string Ground, string Evidence, long Seen) : IAct<ItemId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class ProposePayeeTypeChangeHandler(IntegrityDb db) : IHandle<ProposePayeeTypeChange, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(ProposePayeeTypeChange act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == act.Contract, cancel) is not { } contract) return ActRefusals.NotFound();

        // Decide.
        if (await db.WhyNotRetype(contract, act.PayeeType, cancel) is { } refusal) return refusal;
        if (ProofOfSuccession.Check(act.Ground, act.Evidence) is { } missing) return missing;

        // Keep.
        var names = await db.PayeeTypes.Where(t => t.Id == contract.PayeeType || t.Id == act.PayeeType).ToDictionaryAsync(t => t.Id, t => new NamedOnPaper(t.Id.Value, t.NameZh, t.NameEn), cancel);
        return await db.PutChange(new(contract.Id.Value, contract.Number, ItemKinds.PayeeTypeChange, names[contract.PayeeType], names[act.PayeeType],
            AssumesIntegrityContract: false, act.Ground.Trim(), Digest.Parse(act.Evidence).ToString()), context, cancel);
    }
}

/// <summary>A second person carries the decided change of payee type out; it takes effect with the next snapshot.</summary>
/// <remarks>Rules: C-2, D-1, D-5.</remarks>
[May(Duty.ConfirmRegistrations), Said("按决定调整同样类型", "Carry out a change of payee type")]
public sealed record CarryOutPayeeTypeChange(ContractId Contract, long Seen) : IAct<ContractId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class CarryOutPayeeTypeChangeHandler(IntegrityDb db, Calendars calendars, IHoldsContracts holds) : IHandle<CarryOutPayeeTypeChange, ContractId>
{
    public async Task<Outcome<ContractId>> Handle(CarryOutPayeeTypeChange act, ActContext context, CancellationToken cancel)
    {
        if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == act.Contract, cancel) is not { } contract) return ActRefusals.NotFound();
        if (await holds.WhyNotChanged(contract, context.Today, cancel) is { } held) return held;
        var decided = await db.BeginChange(contract, ItemKinds.PayeeTypeChange, context, await calendars.Current(cancel), cancel);
        if (!decided.IsDone) return decided.Refusal;
        return await db.ChangePayeeType(context, contract.Id, new(decided.Value.Paper.To.Id), cancel) is { } refusal ? refusal : contract.Id;
    }
}
