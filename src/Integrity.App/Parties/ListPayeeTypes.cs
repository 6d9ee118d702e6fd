using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

public sealed record PayeeTypeRow(PayeeTypeId Id, string Code, string NameZh, string NameEn, CounterpartyKind? DefaultFor);

/// <summary>The payee types, a page at a time: contracts of one type are paid at one ratio (C-2).</summary>
[May(AnyPerson = true), Said("兑付类型", "The payee types")]
public sealed record ListPayeeTypes(string? Cursor) : IAsk<Listed<PayeeTypeRow>>;

public sealed class ListPayeeTypesAnswer(IntegrityDb db) : IAnswer<ListPayeeTypes, Listed<PayeeTypeRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<PayeeTypeRow>>> Answer(ListPayeeTypes ask, AskContext context, CancellationToken cancel)
    {
        var after = PayeeTypeId.From(Cursor.Read(ask.Cursor)?.Id ?? 0);
        var page = await db.PayeeTypes.AsNoTracking().Where(t => t.Id.CompareTo(after) > 0).OrderBy(t => t.Id).Take(PageSize + 1)
            .Select(t => new PayeeTypeRow(t.Id, t.Code, t.NameZh, t.NameEn, t.DefaultFor)).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write("", last.Id.Value));
    }
}

/// <summary>The configuration gets a further payee type; contracts come to it by registration or by decision.</summary>
/// <remarks>Rules: C-2.</remarks>
[May(Duty.ManageSettings), Said("增设收款类型", "Add a payee type")]
public sealed record AddPayeeType(string Code, string NameZh, string NameEn) : IAct<PayeeTypeId>;

public sealed class AddPayeeTypeHandler(IntegrityDb db) : IHandle<AddPayeeType, PayeeTypeId>
{
    public async Task<Outcome<PayeeTypeId>> Handle(AddPayeeType act, ActContext context, CancellationToken cancel)
    {
        var code = act.Code.Trim();
        if (await db.PayeeTypes.AnyAsync(t => t.Code == code, cancel)) return PartyRefusals.PayeeTypeTaken(code);
        var added = PayeeType.Add(await context.NewId<PayeeTypeId>(cancel), code, act.NameZh, act.NameEn);
        if (!added.IsDone) return added.Refusal;
        db.PayeeTypes.Add(added.Value);
        return added.Value.Id;
    }
}
