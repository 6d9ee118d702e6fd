using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

public sealed record PayeeTypeRow(PayeeTypeId Id, string NameZh, string NameEn);

/// <summary>The payee types: contracts of one type are paid at one ratio (C-2).</summary>
[May(Duty.ReadBusiness)]
public sealed record ListPayeeTypes : IAsk<IReadOnlyList<PayeeTypeRow>>;

public sealed class ListPayeeTypesAnswer(IntegrityDb db) : IAnswer<ListPayeeTypes, IReadOnlyList<PayeeTypeRow>>
{
    public async Task<Outcome<IReadOnlyList<PayeeTypeRow>>> Answer(ListPayeeTypes ask, AskContext context, CancellationToken cancel) =>
        await db.PayeeTypes.AsNoTracking().OrderBy(t => t.Id).Select(t => new PayeeTypeRow(t.Id, t.NameZh, t.NameEn)).ToListAsync(cancel);
}
