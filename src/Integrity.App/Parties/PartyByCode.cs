using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

public sealed record PartyNamed(CounterpartyId Id, string Name);

/// <summary>The party of a code, so that the administrator can open a contractor's account; he sees no more of it.</summary>
/// <remarks>Rules: C-1.</remarks>
[May(Duty.ManageUsers, Duty.ReadBusiness), Said("按代码查相对方", "The party of a code")]
public sealed record PartyByCode(string Code) : IAsk<PartyNamed>;

public sealed class PartyByCodeAnswer(IntegrityDb db) : IAnswer<PartyByCode, PartyNamed>
{
    public async Task<Outcome<PartyNamed>> Answer(PartyByCode ask, AskContext context, CancellationToken cancel)
    {
        var code = PartyCode.Clean(ask.Code);
        var found = await db.Counterparties.Where(p => p.Code == code).Select(p => new PartyNamed(p.Id, p.Name)).SingleOrDefaultAsync(cancel);
        return found is null ? PartyRefusals.PartyUnknown() : found;
    }
}
