using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>A deposit that the bureau took for a contract: bid, performance, quality or wage, and no other.</summary>
/// <param name="Contract">For which it was taken.</param>
/// <param name="Kind">By name; an integrity deposit is refused like any other that the law does not know.</param>
/// <param name="Amount">How much.</param>
/// <param name="ReceivedOn">The day it came.</param>
/// <param name="Evidence">SHA-256 of the receipt.</param>
/// <param name="Seen">The version of the contract.</param>
/// <remarks>Rules: O-6.</remarks>
[May(Duty.RegisterContracts, Duty.RecordFunds), Said("登记保证金", "Register a deposit")]
public sealed record RegisterDeposit(ContractId Contract, string Kind, Money Amount, DateOnly ReceivedOn, string Evidence, long Seen) : IAct<DepositId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class RegisterDepositHandler(IntegrityDb db) : IHandle<RegisterDeposit, DepositId>
{
    public async Task<Outcome<DepositId>> Handle(RegisterDeposit act, ActContext context, CancellationToken cancel)
    {
        if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == act.Contract, cancel) is not { } contract) return ActRefusals.NotFound();
        var registered = Deposit.Register(
            await context.NewId<DepositId>(cancel), contract, act.Kind, act.Amount, act.ReceivedOn, act.Evidence, context.Today);
        if (!registered.IsDone) return registered.Refusal;
        db.Deposits.Add(registered.Value);
        return registered.Value.Id;
    }
}

/// <summary>A deposit was given back.</summary>
/// <remarks>Rules: O-6.</remarks>
[May(Duty.RegisterContracts, Duty.RecordFunds), Said("登记退还保证金", "Record that a deposit was given back")]
public sealed record ReturnDeposit(DepositId Deposit, string Evidence, long Seen) : IAct<DepositId>, IOnExisting
{
    public long Subject() => Deposit.Value;
}

public sealed class ReturnDepositHandler(IntegrityDb db) : IHandle<ReturnDeposit, DepositId>
{
    public async Task<Outcome<DepositId>> Handle(ReturnDeposit act, ActContext context, CancellationToken cancel)
    {
        if (await db.Deposits.SingleOrDefaultAsync(d => d.Id == act.Deposit, cancel) is not { } deposit) return ActRefusals.NotFound();
        if (!Digest.TryParse(act.Evidence, out _)) return ContractRefusals.EvidenceMissing();
        if (deposit.Return(context.Today) is { } refusal) return refusal;
        context.Touch(deposit.Contract.Value);
        return deposit.Id;
    }
}
