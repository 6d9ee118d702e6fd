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

/// <summary>A running contract is extended with its party and every member of its consortium, none of which may be excluded on the day of signature.</summary>
/// <remarks>Rules: C-5, P-8.</remarks>
[May(Duty.RegisterContracts), Said("登记合同续签", "Record the extension of a contract")]
public sealed record ExtendContract(ContractId Contract, DateOnly SignedOn, DateOnly Until, string Words, string Evidence, long Seen)
    : IAct<AgreementId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class ExtendContractHandler(IntegrityDb db) : IHandle<ExtendContract, AgreementId>
{
    public async Task<Outcome<AgreementId>> Handle(ExtendContract act, ActContext context, CancellationToken cancel)
    {
        if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == act.Contract, cancel) is not { } contract) return ActRefusals.NotFound();
        var agreed = ContractAgreement.Extend(
            await context.NewId<AgreementId>(cancel), contract, act.SignedOn, act.Until, act.Words, act.Evidence, context.Today);
        if (!agreed.IsDone) return agreed.Refusal;
        var members = (await db.MembersOf(contract.Id, cancel)).ConvertAll(m => m.Party);
        foreach (var party in await db.Counterparties.Where(p => p.Id == contract.Party || members.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(cancel))
            if (await db.Screen(context, party, contract.Id.Value, ScreeningPurpose.Extension, act.SignedOn, cancel) is { } excluded) return excluded;
        db.ContractAgreements.Add(agreed.Value);
        return agreed.Value.Id;
    }
}

/// <summary>Part of a contract's work goes to a subcontractor, which must not be excluded on the day of signature.</summary>
/// <remarks>Rules: C-5, P-8.</remarks>
[May(Duty.RegisterContracts), Said("登记分包", "Record a subcontract")]
public sealed record RegisterSubcontract(
    ContractId Contract, CounterpartyId Subcontractor, DateOnly SignedOn, string Words, string Evidence, long Seen) : IAct<AgreementId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class RegisterSubcontractHandler(IntegrityDb db) : IHandle<RegisterSubcontract, AgreementId>
{
    public async Task<Outcome<AgreementId>> Handle(RegisterSubcontract act, ActContext context, CancellationToken cancel)
    {
        if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == act.Contract, cancel) is not { } contract) return ActRefusals.NotFound();
        if (await db.Counterparties.SingleOrDefaultAsync(p => p.Id == act.Subcontractor, cancel) is not { } party)
            return PartyRefusals.PartyUnknown() with { Field = "subcontractor" };
        var agreed = ContractAgreement.Subcontract(
            await context.NewId<AgreementId>(cancel), contract, party.Id, act.SignedOn, act.Words, act.Evidence, context.Today);
        if (!agreed.IsDone) return agreed.Refusal;
        if (await db.Screen(context, party, contract.Id.Value, ScreeningPurpose.Subcontract, act.SignedOn, cancel) is { } excluded)
            return excluded with { Field = "subcontractor" };
        db.ContractAgreements.Add(agreed.Value);
        context.Touch(party.Id.Value);
        return agreed.Value.Id;
    }
}
