using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>Asks the leadership group for another penalty schedule in the integrity contract of a works contract.</summary>
/// <param name="Contract">The works contract.</param>
/// <param name="Bands">From light to severe.</param>
/// <param name="Cap">Of all deductions together, of the contract amount.</param>
/// <param name="ReachesOtherContracts">Whether other contracts of the party may be reached.</param>
/// <param name="Ground">Why.</param>
/// <param name="Evidence">SHA-256 of the paper that shows it.</param>
/// <param name="Seen">The version of the contract.</param>
/// <remarks>Rules: C-4, D-1, D-5.</remarks>
[May(Duty.RegisterContracts), Said("提请调整违约处理标准", "Propose another penalty schedule")]
public sealed record ProposeScheduleChange(
    ContractId Contract, IReadOnlyList<Band> Bands, Ratio Cap, bool ReachesOtherContracts, string Ground, string Evidence, long Seen) : IAct<ItemId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class ProposeScheduleChangeHandler(IntegrityDb db) : IHandle<ProposeScheduleChange, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(ProposeScheduleChange act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == act.Contract, cancel) is not { } contract) return ActRefusals.NotFound();
        if (await db.LiveIntegrityContractOf(contract.Id, context.Today, cancel) is not { } integrity) return ContractRefusals.NotBound();
        var (before, to) = (ScheduleOnPaper.Of(integrity), new ScheduleOnPaper(act.Bands, act.Cap, act.ReachesOtherContracts));

        // Decide.
        if (IntegrityContract.CheckSchedule(act.Bands, act.Cap) is { } wrong) return wrong;
        if (to.IsSameAs(before)) return ContractRefusals.ScheduleSame();
        if (ProofOfSuccession.Check(act.Ground, act.Evidence) is { } missing) return missing;

        // Keep.
        return await db.PutChange(new(contract.Id.Value, contract.Number, ItemKinds.PenaltyScheduleChange, before.Named(integrity.Id.Value), to.Named(0),
            AssumesIntegrityContract: false, act.Ground.Trim(), Digest.Parse(act.Evidence).ToString(), to), context, cancel);
    }
}

/// <summary>A second person enters the integrity contract that was signed with the decided schedule: it takes the place of the old one for the works contract that was voted on, and for no other which that one binds.</summary>
/// <remarks>Rules: C-4, D-1, D-5, P-7: an act up to the day of signature is judged by the old one.</remarks>
[May(Duty.ConfirmRegistrations), Said("按决定调整违约处理标准", "Carry out a change of penalty schedule")]
public sealed record CarryOutScheduleChange(ContractId Contract, string Number, DateOnly SignedOn, string Document, long Seen) : IAct<IntegrityContractId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class CarryOutScheduleChangeHandler(IntegrityDb db, Calendars calendars) : IHandle<CarryOutScheduleChange, IntegrityContractId>
{
    public async Task<Outcome<IntegrityContractId>> Handle(CarryOutScheduleChange act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == act.Contract, cancel) is not { } contract) return ActRefusals.NotFound();
        var decided = await db.BeginChange(contract, ItemKinds.PenaltyScheduleChange, context, await calendars.Current(cancel), cancel);
        if (!decided.IsDone) return decided.Refusal;
        var (schedule, item) = (decided.Value.Paper.Schedule!, decided.Value.Item);
        var old = (await db.LiveIntegrityContractOf(contract.Id, context.Today, cancel))!;
        var binding = await db.IntegrityBindings.SingleAsync(b => b.IntegrityContract == old.Id && b.Contract == contract.Id && b.EndedOn == null, cancel);

        // Decide.
        if (item.EffectiveAt is { } at && BureauTime.DayOf(at) is var day && act.SignedOn < day) return ContractRefusals.SignedBeforeDecision(day);
        var signed = await db.AddIntegrityContract(context, new(act.Number, old.Party, [contract.Id], old.TemplateVersion, schedule.Bands, schedule.Cap,
            schedule.ReachesOtherContracts, act.SignedOn, act.Document), cancel, replaced: old.Id);
        if (!signed.IsDone) return signed.Refusal;

        // Keep.
        binding.End(act.SignedOn);
        context.Touch(old.Id.Value);
        return signed.Value.Id;
    }
}
