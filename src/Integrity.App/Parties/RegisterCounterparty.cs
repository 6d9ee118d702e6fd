using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

/// <param name="Name">As on the licence or identity card.</param>
/// <param name="Role">What the person is to the party.</param>
/// <param name="ResidentId">Optional; checked when given.</param>
public sealed record NewPartyPerson(string Name, PartyRole Role, string? ResidentId);

/// <summary>The engineering office registers a firm or person with which the bureau may have contracts.</summary>
/// <remarks>Rules: C-1, C-2. The payee type is the kind's own unless another is named.</remarks>
[May(Duty.RegisterContracts, Duty.ImportLedger), Said("登记往来单位", "Register a counterparty")]
public sealed record RegisterCounterparty(
    CounterpartyKind Kind, string Name, string Code, bool IsPerson, string? CodeOverrideReason, PayeeTypeId? PayeeType, bool SmallOrMedium,
    IReadOnlyList<NewPartyPerson> People) : IAct<CounterpartyId>;

public sealed class RegisterCounterpartyHandler(IntegrityDb db) : IHandle<RegisterCounterparty, CounterpartyId>
{
    public async Task<Outcome<CounterpartyId>> Handle(RegisterCounterparty act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var type = await db.PayeeTypes.SingleOrDefaultAsync(t => act.PayeeType == null ? t.DefaultFor == act.Kind : t.Id == act.PayeeType, cancel);
        if (type is null) return PartyRefusals.PayeeTypeUnknown();

        // Decide.
        var id = await context.NewId<CounterpartyId>(cancel);
        var registered = Counterparty.Register(id, act.Kind, act.Name, act.Code, act.IsPerson, act.CodeOverrideReason,
            type.Id, act.SmallOrMedium, context.Today);
        if (!registered.IsDone) return registered.Refusal;
        var party = registered.Value;
        if (await db.Counterparties.SingleOrDefaultAsync(p => p.Code == party.Code, cancel) is { } other)
            return PartyRefusals.CodeTaken(party.Code, other.Name);

        // Keep.
        db.Counterparties.Add(party);
        foreach (var person in act.People)
        {
            var named = PartyPerson.Of(PartyPersonId.From(await context.NewNumbers(1, cancel)), id, person.Name, person.Role, person.ResidentId);
            if (!named.IsDone) return named.Refusal;
            db.PartyPeople.Add(named.Value);
        }
        await db.Index(SearchKind.Counterparty, id.Value, [party.Name, party.Code], cancel);
        return id;
    }
}
