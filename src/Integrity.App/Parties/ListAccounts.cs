using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

public sealed record AccountRow(
    AccountId Id, CounterpartyId Party, string PartyName, AccountKind Kind, string Holder, string Number, string BankName, string Cnaps, AccountState State,
    string? FrozenBy, DateOnly ProposedOn);

/// <summary>The accounts of a party, or those that wait for a second person; a page at a time. A contractor sees his own.</summary>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("收款账户名单", "The accounts")]
public sealed record ListAccounts(CounterpartyId? Party, bool? Waiting, string? Cursor) : IAsk<Listed<AccountRow>>;

public sealed class ListAccountsAnswer(IntegrityDb db) : IAnswer<ListAccounts, Listed<AccountRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<AccountRow>>> Answer(ListAccounts ask, AskContext context, CancellationToken cancel)
    {
        var party = context.OwnParty is { } own ? CounterpartyId.From(own) : ask.Party;
        if (ask.Party is { } asked && asked != party) return ActRefusals.NotFound();
        var accounts = db.PayeeAccounts.AsNoTracking();
        if (party is { } one) accounts = accounts.Where(a => a.Party == one);
        if (ask.Waiting == true) accounts = accounts.Where(a => a.State == AccountState.Proposed);
        if (Cursor.Read(ask.Cursor) is { } after) accounts = accounts.Where(a => a.Id.CompareTo(AccountId.From(after.Id)) > 0);
        var rows = from account in accounts
                   join holder in db.Counterparties on account.Party equals holder.Id
                   orderby account.Id
                   select new AccountRow(account.Id, account.Party, holder.Name, account.Kind, account.Holder, account.Number, account.BankName, account.Cnaps,
                       account.State, account.FrozenBy, account.ProposedOn);
        return Cursor.Page(await rows.Take(PageSize + 1).ToListAsync(cancel), PageSize, last => Cursor.Write("", last.Id.Value));
    }
}

public sealed record AccountDetail(
    AccountId Id, long Version, CounterpartyId Party, string PartyName, AccountKind Kind, string Holder, string Number, string BankName, string Cnaps,
    string? Ground, string Evidence, AccountState State, string ProposedBy, DateOnly ProposedOn, string? CheckedBy, DateOnly? CheckedOn,
    string? FrozenBy, DateOnly? FrozenOn) : IVersioned;

/// <summary>One account with its evidence and the two people.</summary>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("一个收款账户", "One account")]
public sealed record ShowAccount(AccountId Account) : IAsk<AccountDetail>;

public sealed class ShowAccountAnswer(IntegrityDb db) : IAnswer<ShowAccount, AccountDetail>
{
    public async Task<Outcome<AccountDetail>> Answer(ShowAccount ask, AskContext context, CancellationToken cancel)
    {
        var account = await db.PayeeAccounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == ask.Account, cancel);
        if (account is null || (context.OwnParty is { } own && own != account.Party.Value)) return ActRefusals.NotFound();
        var party = await db.Counterparties.AsNoTracking().SingleAsync(p => p.Id == account.Party, cancel);
        var names = await db.Set<Official>().AsNoTracking().Where(o => o.Id == account.ProposedBy || o.Id == account.CheckedBy)
            .ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        return new AccountDetail(account.Id, await db.VersionOf(account.Id.Value, cancel), account.Party, party.Name, account.Kind, account.Holder,
            account.Number, account.BankName, account.Cnaps, account.Ground, account.Evidence, account.State, names[account.ProposedBy], account.ProposedOn,
            account.CheckedBy is { } by ? names[by] : null, account.CheckedOn, account.FrozenBy, account.FrozenOn);
    }
}
