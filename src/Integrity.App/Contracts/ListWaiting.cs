using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

public sealed record WaitingVariation(
    VariationId Id, long Version, ContractId Contract, string ContractNumber, Money Amount, string Reason, string ProposedBy, DateOnly ProposedOn,
    string Evidence);

/// <summary>Variations that wait for a second person, oldest first, a page at a time.</summary>
/// <remarks>Rules: C-6.</remarks>
[May(Duty.ReadBusiness), Said("待复核的变更", "Variations that wait")]
public sealed record ListWaitingVariations(string? Cursor) : IAsk<Listed<WaitingVariation>>;

public sealed class ListWaitingVariationsAnswer(IntegrityDb db) : IAnswer<ListWaitingVariations, Listed<WaitingVariation>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<WaitingVariation>>> Answer(ListWaitingVariations ask, AskContext context, CancellationToken cancel)
    {
        var from = VariationId.From(Cursor.Read(ask.Cursor)?.Id ?? 0);
        var rows = await (from variation in db.ContractVariations
                          where variation.State == CheckState.Proposed && variation.Id.CompareTo(@from) > 0
                          join contract in db.WorksContracts on variation.Contract equals contract.Id
                          join person in db.Set<Official>() on variation.ProposedBy equals person.Id
                          orderby variation.Id
                          select new WaitingVariation(variation.Id, 0, contract.Id, contract.Number, variation.Amount, variation.Reason, person.Name,
                              variation.ProposedOn, variation.Evidence)).Take(PageSize + 1).ToListAsync(cancel);
        for (var i = 0; i < rows.Count; i++) rows[i] = rows[i] with { Version = await db.VersionOf(rows[i].Id.Value, cancel) };
        return Cursor.Page(rows, PageSize, last => Cursor.Write("", last.Id.Value));
    }
}

public sealed record WaitingAccountChange(
    AccountChangeId Id, long Version, ContractId Contract, string ContractNumber, AccountUse Use, AccountShown Account, string ProposedBy, DateOnly ProposedOn,
    string Evidence);

/// <summary>Account changes that wait for a second person, oldest first, a page at a time.</summary>
/// <remarks>Rules: C-7.</remarks>
[May(Duty.ReadBusiness), Said("待复核的账户变更", "Account changes that wait")]
public sealed record ListWaitingAccountChanges(ContractId? Contract, string? Cursor) : IAsk<Listed<WaitingAccountChange>>;

public sealed class ListWaitingAccountChangesAnswer(IntegrityDb db) : IAnswer<ListWaitingAccountChanges, Listed<WaitingAccountChange>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<WaitingAccountChange>>> Answer(ListWaitingAccountChanges ask, AskContext context, CancellationToken cancel)
    {
        var from = AccountChangeId.From(Cursor.Read(ask.Cursor)?.Id ?? 0);
        var changes = db.AccountChanges.AsNoTracking().Where(c => c.State == CheckState.Proposed && c.Id.CompareTo(@from) > 0);
        if (ask.Contract is { } one) changes = changes.Where(c => c.Contract == one);
        var rows = await (from change in changes
                          join contract in db.WorksContracts on change.Contract equals contract.Id
                          join account in db.PayeeAccounts on change.Account equals account.Id
                          join person in db.Set<Official>() on change.ProposedBy equals person.Id
                          orderby change.Id
                          select new WaitingAccountChange(change.Id, 0, contract.Id, contract.Number, change.Use,
                              new AccountShown(account.Id, account.Holder, account.Number, account.BankName, account.FrozenBy), person.Name,
                              change.ProposedOn, change.Evidence)).Take(PageSize + 1).ToListAsync(cancel);
        for (var i = 0; i < rows.Count; i++) rows[i] = rows[i] with { Version = await db.VersionOf(rows[i].Id.Value, cancel) };
        return Cursor.Page(rows, PageSize, last => Cursor.Write("", last.Id.Value));
    }
}
