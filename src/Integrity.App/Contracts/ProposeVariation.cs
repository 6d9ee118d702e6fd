using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>One person prepares a change of a contract's amount.</summary>
/// <remarks>Rules: C-6. Nothing changes before another approves it.</remarks>
[May(Duty.RegisterContracts), Said("提交合同变更", "Prepare a variation")]
public sealed record ProposeVariation(ContractId Contract, Money Amount, string Reason, string Evidence, long Seen) : IAct<VariationId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class ProposeVariationHandler(IntegrityDb db) : IHandle<ProposeVariation, VariationId>
{
    public async Task<Outcome<VariationId>> Handle(ProposeVariation act, ActContext context, CancellationToken cancel)
    {
        if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == act.Contract, cancel) is not { } contract) return ActRefusals.NotFound();
        var proposed = ContractVariation.Propose(
            await context.NewId<VariationId>(cancel), contract, act.Amount, act.Reason, act.Evidence, context.Actor, context.Today);
        if (!proposed.IsDone) return proposed.Refusal;
        db.ContractVariations.Add(proposed.Value);
        return proposed.Value.Id;
    }
}

/// <summary>A second person approves a variation; what may be certified moves by it.</summary>
/// <remarks>Rules: C-6.</remarks>
[May(Duty.ConfirmRegistrations, Duty.ApproveCertificates), Said("批准合同变更", "Approve a variation")]
public sealed record ApproveVariation(VariationId Variation, long Seen) : IAct<VariationId>, IOnExisting
{
    public long Subject() => Variation.Value;
}

public sealed class ApproveVariationHandler(IntegrityDb db) : IHandle<ApproveVariation, VariationId>
{
    public async Task<Outcome<VariationId>> Handle(ApproveVariation act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.ContractVariations.SingleOrDefaultAsync(v => v.Id == act.Variation, cancel) is not { } variation) return ActRefusals.NotFound();
        var contract = await db.WorksContracts.SingleAsync(c => c.Id == variation.Contract, cancel);
        var certified = await db.CertifiedUnder(contract.Id, cancel);

        // Decide.
        if (variation.Approve(contract, certified, context.Actor, context.Today) is { } refusal) return refusal;

        // Keep.
        context.Touch(contract.Id.Value);
        return variation.Id;
    }
}

/// <summary>A second person sends a variation back; nothing changes.</summary>
/// <remarks>Rules: C-6.</remarks>
[May(Duty.ConfirmRegistrations, Duty.ApproveCertificates), Said("退回合同变更", "Send a variation back")]
public sealed record RejectVariation(VariationId Variation, long Seen) : IAct<VariationId>, IOnExisting
{
    public long Subject() => Variation.Value;
}

public sealed class RejectVariationHandler(IntegrityDb db) : IHandle<RejectVariation, VariationId>
{
    public async Task<Outcome<VariationId>> Handle(RejectVariation act, ActContext context, CancellationToken cancel)
    {
        if (await db.ContractVariations.SingleOrDefaultAsync(v => v.Id == act.Variation, cancel) is not { } variation) return ActRefusals.NotFound();
        if (variation.Reject(context.Actor, context.Today) is { } refusal) return refusal;
        context.Touch(variation.Contract.Value);
        return variation.Id;
    }
}
