using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>It is not clear who succeeds the payee: the contract takes no part in the ratio step until it is settled; wages and orders are paid.</summary>
/// <remarks>Rules: O-8 (8), C-8. The ground and its paper stand in the journal.</remarks>
[May(Duty.RegisterContracts), Said("登记收款主体承继不明", "Record that the succession is unclear")]
public sealed record RaiseSuccession(ContractId Contract, string Ground, string Evidence, long Seen) : IAct<ContractId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class RaiseSuccessionHandler(IntegrityDb db) : IHandle<RaiseSuccession, ContractId>
{
    public async Task<Outcome<ContractId>> Handle(RaiseSuccession act, ActContext context, CancellationToken cancel)
    {
        if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == act.Contract, cancel) is not { } contract) return ActRefusals.NotFound();
        if (ProofOfSuccession.Check(act.Ground, act.Evidence) is { } missing) return missing;
        return contract.RaiseSuccession(context.Actor, context.Today) is { } refusal ? refusal : contract.Id;
    }
}

/// <summary>A second person confirms with the proof who succeeds, or that nobody needs to; from the next snapshot the contract takes part again.</summary>
/// <remarks>Rules: O-8 (8), C-8, C-7: a new payee's account is confirmed on its own.</remarks>
[May(Duty.ConfirmRegistrations), Said("结清收款主体承继", "Settle the succession")]
public sealed record SettleSuccession(ContractId Contract, string Ground, string Evidence, long Seen) : IAct<ContractId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class SettleSuccessionHandler(IntegrityDb db) : IHandle<SettleSuccession, ContractId>
{
    public async Task<Outcome<ContractId>> Handle(SettleSuccession act, ActContext context, CancellationToken cancel)
    {
        if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == act.Contract, cancel) is not { } contract) return ActRefusals.NotFound();
        if (ProofOfSuccession.Check(act.Ground, act.Evidence) is { } missing) return missing;
        return contract.SettleSuccession(context.Actor) is { } refusal ? refusal : contract.Id;
    }
}

internal static class ProofOfSuccession
{
    private const int LongestGround = 500;

    public static Refusal? Check(string ground, string evidence) =>
        ground.Trim() is not { Length: > 0 and <= LongestGround } ? ContractRefusals.ReasonMissing(LongestGround)
        : !Digest.TryParse(evidence, out _) ? ContractRefusals.EvidenceMissing()
        : null;
}
